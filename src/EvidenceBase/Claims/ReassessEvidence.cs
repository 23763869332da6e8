using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Judges a link anew, against the present version of what it cites; needs If-Match with the claim's version.</summary>
/// <param name="Cites">What the link cites, named again, so that its present version is read and locked; left out for an absence.</param>
[Example("""{"stance":"qualifies","cites":{"kind":"coding","name":"st-1"},"weight":"The account is second-hand after all."}""")]
public sealed record ReassessEvidence(
    Stance Stance,
    Citing? Cites = null,
    Judgement Judgement = Judgement.Reading,
    string? Weight = null,
    ProcessTest? Test = null,
    Likelihoods? Likelihoods = null);

public sealed class ReassessEvidenceValidator : AbstractValidator<ReassessEvidence>
{
    public ReassessEvidenceValidator()
    {
        RuleFor(command => command.Stance).IsInEnum();
        RuleFor(command => command.Weight).OptionalProse();
        RuleFor(command => command.Likelihoods!.IfTrue).Probability().When(command => command.Likelihoods is not null).OverridePropertyName("likelihoods.ifTrue");
        RuleFor(command => command.Likelihoods!.IfFalse).Probability().When(command => command.Likelihoods is not null).OverridePropertyName("likelihoods.ifFalse");
    }
}

public static class ReassessEvidenceEndpoint
{
    [WolverinePut("/api/studies/{study}/claims/{claim}/evidence/{evidence}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(ReassessEvidence))]
    public static Task<IResult> Put(string study, string claim, Guid evidence, HttpContext http, CommandDesk desk) =>
        desk.Answer<ReassessEvidence>(http, study, (command, plan) => Plan(claim, evidence, command, plan));

    public static Func<Decision> Plan(string claim, Guid evidence, ReassessEvidence command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        var cited = command.Cites is { } cites ? plan.Cite(cites.Kind, cites.Name, "cites") : null;
        return () => ClaimDecisions.Reassess(
            target.State,
            new(evidence, cited?.Thing.Cite(), command.Stance, command.Judgement, command.Weight, command.Test, command.Likelihoods),
            cited?.Thing);
    }
}
