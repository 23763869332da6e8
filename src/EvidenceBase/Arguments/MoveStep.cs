using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Moves a step, with the steps under it, to another place of the outline.</summary>
/// <param name="Parent">The step it will stand under; at the top where it is left out.</param>
/// <param name="Before">The step of that parent it will stand before; at the end where it is left out.</param>
[Example("""{"parent":"S1","before":"S2"}""")]
public sealed record MoveStep(string? Parent = null, string? Before = null);

public sealed class MoveStepValidator : AbstractValidator<MoveStep>
{
    public MoveStepValidator() => RuleFor(command => command.Parent).OptionalProse();
}

public static class MoveStepEndpoint
{
    [WolverinePost("/api/studies/{study}/arguments/{argument}/steps/{step}/move")]
    [Needs(Right.Write)]
    [Takes(typeof(MoveStep))]
    public static Task<IResult> Post(string study, string argument, string step, HttpContext http, CommandDesk desk) =>
        desk.Answer<MoveStep>(http, study, (command, plan) => Plan(argument, step, command, plan));

    public static Func<Decision> Plan(string argument, string step, MoveStep command, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var parent = plan.CiteOptional(Kinds.Step, command.Parent, "parent");
        var before = plan.CiteOptional(Kinds.Step, command.Before, "before");
        return () => ArgumentDecisions.MoveStep(target.State, new(named.Id, parent?.Id, before?.Id));
    }
}
