using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Takes a step out of the outline; refused while another step stands under it or rests on it.</summary>
[Example("""{"reason":"Said in the step before."}""")]
public sealed record RemoveStep(string? Reason = null);

public sealed class RemoveStepValidator : AbstractValidator<RemoveStep>
{
    public RemoveStepValidator() => RuleFor(command => command.Reason).OptionalProse();
}

public static class RemoveStepEndpoint
{
    [WolverineDelete("/api/studies/{study}/arguments/{argument}/steps/{step}")]
    [Needs(Right.Write)]
    [Takes(typeof(RemoveStep))]
    public static Task<IResult> Delete(string study, string argument, string step, HttpContext http, CommandDesk desk) =>
        desk.Answer<RemoveStep>(http, study, (command, plan) => Plan(argument, step, command, plan));

    public static Func<Decision> Plan(string argument, string step, RemoveStep command, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        return () => ArgumentDecisions.RemoveStep(target.State, named.Id, command.Reason);
    }
}
