using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Takes a claim from under a step.</summary>
public sealed record DisplaceClaim;

public sealed class DisplaceClaimValidator : AbstractValidator<DisplaceClaim>;

public static class DisplaceClaimEndpoint
{
    [WolverineDelete("/api/studies/{study}/arguments/{argument}/steps/{step}/claims/{claim}")]
    [Needs(Right.Write)]
    [Takes(typeof(DisplaceClaim))]
    public static Task<IResult> Delete(string study, string argument, string step, string claim, HttpContext http, CommandDesk desk) =>
        desk.Answer<DisplaceClaim>(http, study, (_, plan) => Plan(argument, step, claim, plan));

    public static Func<Decision> Plan(string argument, string step, string claim, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var placed = plan.Need(Kinds.Claim, claim);
        return () => ArgumentDecisions.DisplaceClaim(target.State, named.Id, placed.Id);
    }
}
