using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Says that a step rests on another, how, and with what warrant.</summary>
/// <param name="RestsOn">The other step, by key or Guid.</param>
[Example("""{"restsOn":"S2","relation":"presupposes","warrant":"Whoever has no shifts cannot live from them."}""")]
public sealed record RelateSteps(string RestsOn, StepRelation Relation, string? Warrant = null);

public sealed class RelateStepsValidator : AbstractValidator<RelateSteps>
{
    public RelateStepsValidator()
    {
        RuleFor(command => command.RestsOn).NotEmpty().WithMessage("Name the other step by key or Guid.");
        RuleFor(command => command.Relation).IsInEnum();
        RuleFor(command => command.Warrant).OptionalProse();
    }
}

public static class RelateStepsEndpoint
{
    [WolverinePost("/api/studies/{study}/arguments/{argument}/steps/{step}/relations")]
    [Needs(Right.Write)]
    [Takes(typeof(RelateSteps))]
    public static Task<IResult> Post(string study, string argument, string step, HttpContext http, CommandDesk desk) =>
        desk.Answer<RelateSteps>(http, study, (command, plan) => Plan(argument, step, command, plan));

    public static Func<Decision> Plan(string argument, string step, RelateSteps command, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var other = plan.Cite(Kinds.Step, command.RestsOn, "restsOn");
        return () => ArgumentDecisions.Relate(target.State, new(named.Id, other.Id, command.Relation, command.Warrant));
    }
}
