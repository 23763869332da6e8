using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Replaces the wording of a claim; needs If-Match.</summary>
[Example("""{"kind":"causal","text":"The move cost at least one gang its shifts.","judgement":"reading"}""")]
public sealed record RewordClaim(
    ClaimKind Kind, string Text, Judgement Judgement = Judgement.Reading, Locator? Locator = null, IReadOnlyList<string>? Cases = null);

public sealed class RewordClaimValidator : AbstractValidator<RewordClaim>
{
    public RewordClaimValidator()
    {
        RuleFor(command => command.Kind).IsInEnum();
        RuleFor(command => command.Text).Prose();
        RuleFor(command => command.Locator).Locator();
    }
}

public static class RewordClaimEndpoint
{
    [WolverinePut("/api/studies/{study}/claims/{claim}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(RewordClaim))]
    public static Task<IResult> Put(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<RewordClaim>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, RewordClaim command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        var cases = plan.CiteAll(Kinds.Case, command.Cases, "cases");
        return () => ClaimDecisions.Reword(
            target.State,
            new(command.Kind, command.Text, command.Judgement, command.Locator, [.. cases.Select(one => one.Id)]),
            [.. cases.Select(one => one.Thing)]);
    }
}
