using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Figures;

/// <summary>Derives a number from a figure's cells; it is computed anew whenever it is shown.</summary>
/// <param name="Formula">Cells as <c>[row.column]</c>, decimals, + - * / and parentheses.</param>
/// <param name="Stated">How the text puts the number, as a short note.</param>
/// <param name="StatedValue">The number as the text states it, a decimal string to the precision stated.</param>
[Example("""{"key":"lost","title":"Shifts lost","formula":"[gang-1.before] - [gang-1.after]","unit":"shifts a week"}""")]
public sealed record DeriveNumber(
    string Key,
    string Title,
    string Formula,
    string? Unit = null,
    string? Stated = null,
    string? StatedValue = null,
    Locator? Locator = null);

public sealed class DeriveNumberValidator : AbstractValidator<DeriveNumber>
{
    public DeriveNumberValidator()
    {
        RuleFor(command => command.Key).HumanKey();
        RuleFor(command => command.Title).Prose();
        RuleFor(command => command.Formula).Prose();
        RuleFor(command => command.Unit).OptionalProse();
        RuleFor(command => command.Stated).OptionalProse();
        RuleFor(command => command.StatedValue).OptionalProse();
        RuleFor(command => command.Locator).Locator();
    }
}

public static class DeriveNumberEndpoint
{
    [WolverinePost("/api/studies/{study}/figures/{figure}/derived")]
    [Needs(Right.Write)]
    [Takes(typeof(DeriveNumber))]
    public static Task<IResult> Post(string study, string figure, HttpContext http, CommandDesk desk) =>
        desk.Answer<DeriveNumber>(http, study, (command, plan) => Plan(figure, command, plan));

    public static Func<Decision> Plan(string figure, DeriveNumber command, CommandPlan plan)
    {
        var target = plan.Change<Figure>(FigureStream.Definition, figure);
        return () => FigureDecisions.Derive(
            target.State,
            new(command.Key, command.Title, command.Formula, command.Unit, command.Stated, command.StatedValue, command.Locator));
    }
}
