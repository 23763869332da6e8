using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Replaces the wording of a step; needs If-Match with the version of the argument.</summary>
[Example("""{"title":"From lost shifts to leaving the trade","inference":"Most gangs that lost their shifts left the trade."}""")]
public sealed record RewordStep(string Title, string Inference, Locator? Locator = null, string? Stage = null, string? Case = null);

public sealed class RewordStepValidator : AbstractValidator<RewordStep>
{
    public RewordStepValidator()
    {
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Inference).Prose();
        RuleFor(command => command.Locator).Locator();
        RuleFor(command => command.Stage).OptionalProse();
    }
}

public static class RewordStepEndpoint
{
    [WolverinePut("/api/studies/{study}/arguments/{argument}/steps/{step}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(RewordStep))]
    public static Task<IResult> Put(string study, string argument, string step, HttpContext http, CommandDesk desk) =>
        desk.Answer<RewordStep>(http, study, (command, plan) => Plan(argument, step, command, plan));

    public static Func<Decision> Plan(string argument, string step, RewordStep command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var named = plan.Need(Kinds.Step, step);
        var @case = plan.CiteOptional(Kinds.Case, command.Case, "case");
        return () => ArgumentDecisions.RewordStep(
            target.State, new(named.Id, command.Title, command.Inference, command.Locator, command.Stage, @case?.Id), @case?.Thing);
    }
}
