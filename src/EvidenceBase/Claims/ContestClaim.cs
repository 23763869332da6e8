using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Claims;

/// <summary>Disputes a claim and says why.</summary>
[Example("""{"reason":"One gang is not the port."}""")]
public sealed record ContestClaim(string Reason);

public sealed class ContestClaimValidator : AbstractValidator<ContestClaim>
{
    public ContestClaimValidator() => RuleFor(command => command.Reason).Prose();
}

public static class ContestClaimEndpoint
{
    [WolverinePost("/api/studies/{study}/claims/{claim}/objections")]
    [Needs(Right.Write)]
    [Takes(typeof(ContestClaim))]
    public static Task<IResult> Post(string study, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<ContestClaim>(http, study, (command, plan) => Plan(claim, command, plan));

    public static Func<Decision> Plan(string claim, ContestClaim command, CommandPlan plan)
    {
        var target = plan.Change<Claim>(ClaimStream.Definition, claim);
        return () => ClaimDecisions.Contest(target.State, command.Reason);
    }
}
