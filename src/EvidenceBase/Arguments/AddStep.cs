using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Arguments;

/// <summary>Adds a step to an argument, under a parent or at the top, before another step or at the end.</summary>
/// <param name="Case">The case the step is about, by key or Guid.</param>
/// <param name="Parent">The step it stands under.</param>
/// <param name="Before">The step of the same parent it stands before; at the end where it is left out.</param>
[Example("""{"key":"S3","title":"From lost shifts to leaving the trade","inference":"Gangs that lost their shifts left the trade.","locator":{"section":"results","paragraph":12}}""")]
public sealed record AddStep(
    string Key,
    string Title,
    string Inference,
    Locator? Locator = null,
    string? Stage = null,
    string? Case = null,
    string? Parent = null,
    string? Before = null);

public sealed class AddStepValidator : AbstractValidator<AddStep>
{
    public AddStepValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Inference).Prose();
        RuleFor(command => command.Locator).Locator();
        RuleFor(command => command.Stage).OptionalProse();
    }
}

public static class AddStepEndpoint
{
    [WolverinePost("/api/studies/{study}/arguments/{argument}/steps")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(AddStep))]
    public static Task<IResult> Post(string study, string argument, HttpContext http, CommandDesk desk) =>
        desk.Answer<AddStep>(http, study, (command, plan) => Plan(argument, command, plan));

    public static Func<Decision> Plan(string argument, AddStep command, CommandPlan plan)
    {
        var target = plan.Change<Argument>(ArgumentStream.Definition, argument);
        var taken = plan.Free(Kinds.Step, command.Key);
        var @case = plan.CiteOptional(Kinds.Case, command.Case, "case");
        var parent = plan.CiteOptional(Kinds.Step, command.Parent, "parent");
        var before = plan.CiteOptional(Kinds.Step, command.Before, "before");
        return () => taken() ?? ArgumentDecisions.AddStep(
            target.State,
            new(
                plan.NewId(),
                command.Key,
                command.Title,
                command.Inference,
                command.Locator,
                command.Stage,
                @case?.Id,
                parent?.Id,
                before?.Id),
            @case?.Thing);
    }
}
