using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>What a piece of evidence cites: a kind of thing and its key or Guid.</summary>
public sealed record Citing(string Kind, string Name);

/// <summary>Links a piece of evidence to a claim: something citable at its present version, or an absence.</summary>
/// <param name="Cites">What is cited; left out where an absence is recorded.</param>
/// <param name="Weight">The analytic note: what it shows, and how much.</param>
[Example("""{"stance":"supports","cites":{"kind":"coding","name":"st-1"},"weight":"A direct account, from one gang.","test":{"kind":"hoop","outcome":"passed","why":"Had nobody lost a shift, the claim would fall."}}""")]
public sealed record LinkEvidence(
    Stance Stance,
    Citing? Cites = null,
    Pinpoint? Pinpoint = null,
    Judgement Judgement = Judgement.Reading,
    Locator? Locator = null,
    string? Weight = null,
    ProcessTest? Test = null,
    Likelihoods? Likelihoods = null,
    string? DependsOn = null,
    Absence? Absence = null);

public sealed class LinkEvidenceValidator : AbstractValidator<LinkEvidence>
{
    /// <summary>What evidence may cite.</summary>
    public static readonly IReadOnlyList<string> Citable =
        [Kinds.Source, Kinds.Interview, Kinds.Document, Kinds.Coding, Kinds.Figure, Kinds.Claim, Kinds.Case];

    public LinkEvidenceValidator()
    {
        RuleFor(command => command.Stance).IsInEnum();
        RuleFor(command => command).Must(command => command.Cites is null != command.Absence is null)
            .OverridePropertyName("cites").WithMessage("Give either what the evidence cites or the absence it records, not both and not neither.");
        RuleFor(command => command.Cites!.Kind).Must(kind => Citable.Contains(kind))
            .When(command => command.Cites is not null).OverridePropertyName("cites.kind")
            .WithMessage($"Evidence cites one of: {string.Join(", ", Citable)}.");
        RuleFor(command => command.Cites!.Name).NotEmpty().When(command => command.Cites is not null).OverridePropertyName("cites.name");
        RuleFor(command => command.Weight).OptionalProse();
        RuleFor(command => command.DependsOn).OptionalProse();
        RuleFor(command => command.Locator).Locator();
        RuleFor(command => command.Likelihoods!.IfTrue).Probability().When(command => command.Likelihoods is not null).OverridePropertyName("likelihoods.ifTrue");
        RuleFor(command => command.Likelihoods!.IfFalse).Probability().When(command => command.Likelihoods is not null).OverridePropertyName("likelihoods.ifFalse");
        RuleFor(command => command.Absence!.Searched).Prose().When(command => command.Absence is not null).OverridePropertyName("absence.searched");
        RuleFor(command => command.Absence!.Found).Prose().When(command => command.Absence is not null).OverridePropertyName("absence.found");
    }
}

public static class LinkEvidenceEndpoint
{
    [WolverinePost("/api/studies/{study}/claims/{claim}/evidence")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(LinkEvidence))]
    public static Task<IResult> Post(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<LinkEvidence>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, LinkEvidence command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        var cited = command.Cites is { } cites ? plan.Cite(cites.Kind, cites.Name, "cites") : null;
        return () => ClaimDecisions.Link(
            target.Id,
            target.State,
            new(
                plan.NewId(),
                cited?.Thing.Cite(),
                command.Pinpoint,
                command.Stance,
                command.Judgement,
                command.Locator,
                command.Weight,
                command.Test,
                command.Likelihoods,
                command.DependsOn,
                command.Absence),
            cited?.Thing);
    }
}
