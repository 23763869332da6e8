using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Takes back that a step rests on another.</summary>
public sealed record UnrelateSteps;

public sealed class UnrelateStepsValidator : AbstractValidator<UnrelateSteps>;

public static class UnrelateStepsEndpoint
{
    [WolverineDelete("/api/studies/{study}/arguments/{argument}/steps/{step}/relations/{other}")]
    [Needs(Right.Write)]
    [Takes(typeof(UnrelateSteps))]
    public static Task<IResult> Delete(string study, string argument, string step, string other, HttpContext http, CommandDesk desk) =>
        desk.Answer<UnrelateSteps>(http, study, (_, plan) => Plan(argument, step, other, plan));

    public static Func<Decision> Plan(string argument, string step, string other, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var ground = plan.Need(Kinds.Step, other);
        return () => ArgumentDecisions.Unrelate(target.State, named.Id, ground.Id);
    }
}
