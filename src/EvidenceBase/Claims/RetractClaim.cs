using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>The study no longer asserts the claim; steps that rest on it show the gap.</summary>
[Example("""{"reason":"The tables say otherwise."}""")]
public sealed record RetractClaim(string Reason);

public sealed class RetractClaimValidator : AbstractValidator<RetractClaim>
{
    public RetractClaimValidator() => RuleFor(command => command.Reason).Prose();
}

public static class RetractClaimEndpoint
{
    [WolverinePost("/api/studies/{study}/claims/{claim}/retraction")]
    [Needs(Right.Write)]
    [Takes(typeof(RetractClaim))]
    public static Task<IResult> Post(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<RetractClaim>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, RetractClaim command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        return () => ClaimDecisions.Retract(target.State, command.Reason);
    }
}
