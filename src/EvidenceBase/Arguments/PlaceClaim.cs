using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Places a claim under a step, at its present version.</summary>
/// <param name="Claim">The claim, by key or Guid.</param>
[Example("""{"claim":"C1"}""")]
public sealed record PlaceClaim(string Claim);

public sealed class PlaceClaimValidator : AbstractValidator<PlaceClaim>
{
    public PlaceClaimValidator() => RuleFor(command => command.Claim).NotEmpty().WithMessage("Name the claim by key or Guid.");
}

public static class PlaceClaimEndpoint
{
    [WolverinePost("/api/studies/{study}/arguments/{argument}/steps/{step}/claims")]
    [Needs(Right.Write)]
    [Takes(typeof(PlaceClaim))]
    public static Task<IResult> Post(string study, string argument, string step, HttpContext http, CommandDesk desk) =>
        desk.Answer<PlaceClaim>(http, study, (command, plan) => Plan(argument, step, command, plan));

    public static Func<Decision> Plan(string argument, string step, PlaceClaim command, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var claim = plan.Cite(Kinds.Claim, command.Claim, "claim");
        return () => ArgumentDecisions.PlaceClaim(target.State, named.Id, claim.Thing);
    }
}
