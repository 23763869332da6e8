using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Registers a figure or table under a key of its own, with its data where they are at hand.</summary>
/// <param name="Label">As it is printed: <c>Table 2</c>.</param>
/// <param name="Completeness">What is stated in numbers, and what is not.</param>
[Example("""{"key":"table-1","label":"Table 1","kind":"table","caption":"Shifts before and after the move"}""")]
public sealed record RegisterFigure(
    string Key,
    string Label,
    FigureKind? Kind,
    string Caption,
    Locator? Locator = null,
    Draw? Draw = null,
    string? Completeness = null,
    RecordFigureData? Data = null);

public sealed class RegisterFigureValidator : AbstractValidator<RegisterFigure>
{
    public RegisterFigureValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Label).Prose();
        RuleFor(command => command.Kind).NotNull().IsInEnum();
        RuleFor(command => command.Caption).Prose();
        RuleFor(command => command.Locator).Locator();
        this.Drawing(command => command.Draw);
        RuleFor(command => command.Completeness).OptionalProse();
        RuleFor(command => command.Data!).SetValidator(new RecordFigureDataValidator()).When(command => command.Data is not null);
    }
}

public static class RegisterFigureEndpoint
{
    [WolverinePost("/api/studies/{study}/figures")]
    [Creates]
    [Needs(Right.Write)]
    [Takes(typeof(RegisterFigure))]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk) => desk.Answer<RegisterFigure>(http, study, Plan);

    public static Func<Decision> Plan(RegisterFigure command, CommandPlan plan)
    {
        plan.Open<Figure>(FigureStream.Definition, command.Key);
        return () => FigureDecisions.Register(
            new(command.Key, command.Label, command.Kind!.Value, command.Caption, command.Locator, command.Draw ?? new(Mark.None), command.Completeness),
            command.Data?.Recorded());
    }
}
