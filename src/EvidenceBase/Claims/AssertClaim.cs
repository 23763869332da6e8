using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Asserts a claim under a key of its own.</summary>
/// <param name="Cases">The cases it is about, by key or Guid.</param>
[Example("""{"key":"C1","kind":"causal","text":"The move of the harbour cost dock workers their shifts.","judgement":"reading","locator":{"section":"results","paragraph":4,"note":12}}""")]
public sealed record AssertClaim(
    string Key, ClaimKind Kind, string Text, Judgement Judgement = Judgement.Reading, Locator? Locator = null, IReadOnlyList<string>? Cases = null);

public sealed class AssertClaimValidator : AbstractValidator<AssertClaim>
{
    public AssertClaimValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Kind).IsInEnum();
        RuleFor(command => command.Text).Prose();
        RuleFor(command => command.Locator).Locator();
    }
}

public static class AssertClaimEndpoint
{
    [WolverinePost("/api/studies/{study}/claims")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(AssertClaim))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<AssertClaim>(http, study, Plan);

    public static Func<Decision> Plan(AssertClaim command, CommandPlan plan)
    {
        plan.Open<Claim>(ClaimStream.Definition, command.Key);
        var cases = plan.CiteAll(Kinds.Case, command.Cases, "cases");
        return () => ClaimDecisions.Assert(
            new(command.Key, command.Kind, command.Text, command.Judgement, command.Locator, [.. cases.Select(one => one.Id)]),
            [.. cases.Select(one => one.Thing)]);
    }
}
