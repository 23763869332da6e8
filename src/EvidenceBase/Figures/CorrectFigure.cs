using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Replaces what is said about a figure and how it is drawn; its data, sources and derived numbers stay. Needs If-Match.</summary>
[Example("""{"label":"Table 1","kind":"table","caption":"Shifts a week, before and after the move","draw":{"mark":"bar","x":"gang","y":"after"}}""")]
public sealed record CorrectFigure(
    string Label, FigureKind? Kind, string Caption, Locator? Locator = null, Draw? Draw = null, string? Completeness = null);

public sealed class CorrectFigureValidator : AbstractValidator<CorrectFigure>
{
    public CorrectFigureValidator()
    {
        RuleFor(command => command.Label).Prose();
        RuleFor(command => command.Kind).NotNull().IsInEnum();
        RuleFor(command => command.Caption).Prose();
        RuleFor(command => command.Locator).Locator();
        this.Drawing(command => command.Draw);
        RuleFor(command => command.Completeness).OptionalProse();
    }
}

public static class CorrectFigureEndpoint
{
    [WolverinePut("/api/studies/{study}/figures/{figure}")]
    [Replaces]
    [Needs(Right.Write)]
    [Takes(typeof(CorrectFigure))]
    public static Task<IResult> Put(string study, string figure, HttpContext http, CommandDesk desk) =>
        desk.Answer<CorrectFigure>(http, study, (command, plan) => Plan(figure, command, plan));

    public static Func<Decision> Plan(string figure, CorrectFigure command, CommandPlan plan)
    {
        plan.RequireVersion();
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        return () => FigureDecisions.Correct(
            target.State,
            new(command.Label, command.Kind!.Value, command.Caption, command.Locator, command.Draw ?? new(Mark.None), command.Completeness));
    }
}
