using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Begins an argument.</summary>
[Example("""{"key":"main","title":"The main argument","question":"Who paid for the move?"}""")]
public sealed record OutlineArgument(string Key, string Title, string? Question = null);

public sealed class OutlineArgumentValidator : AbstractValidator<OutlineArgument>
{
    public OutlineArgumentValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Question).OptionalProse();
    }
}

public static class OutlineArgumentEndpoint
{
    [WolverinePost("/api/studies/{study}/arguments")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(OutlineArgument))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<OutlineArgument>(http, study, Plan);

    public static Func<Decision> Plan(OutlineArgument command, CommandPlan plan)
    {
        plan.Open<Argument>(ArgumentStream.Definition, command.Key);
        return () => ArgumentDecisions.Outline(new(command.Key, command.Title, command.Question));
    }
}
