using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Cases;

/// <summary>The cell of a figure that a value is taken from; the figure by key or Guid.</summary>
public sealed record CellNamed(string Figure, string Row, string Column);

/// <summary>
/// Sets an attribute of a case, with the one place it comes from: a cell or a place in the text. Each attribute is set on its own, so that
/// If-Match is not needed; where it is sent, it is held to.
/// </summary>
/// <param name="Value">A decimal string or a text, as it was stated.</param>
/// <param name="Year">The year or period it holds for, as it was stated.</param>
[Example("""{"value":"1200","unit":"workers","year":"2009","locator":{"section":"results","paragraph":3}}""")]
public sealed record SetCaseAttribute(string Value, string? Unit = null, string? Year = null, CellNamed? Cell = null, Locator? Locator = null);

public sealed class SetCaseAttributeValidator : AbstractValidator<SetCaseAttribute>
{
    public SetCaseAttributeValidator()
    {
        RuleFor(command => command.Value).Prose();
        RuleFor(command => command.Unit).OptionalProse();
        RuleFor(command => command.Year).OptionalProse();
        RuleFor(command => command.Cell).Must(cell => cell is null or { Figure.Length: > 0, Row.Length: > 0, Column.Length: > 0 })
            .WithMessage("A cell is named by its figure, its row and its column.");
        RuleFor(command => command.Locator).Locator();
    }
}

public static class SetCaseAttributeEndpoint
{
    [WolverinePut("/api/studies/{study}/cases/{unit}/attributes/{name}")]
    [Needs(Right.Write)]
    [Takes(typeof(SetCaseAttribute))]
    public static Task<IResult> Put(string study, string unit, string name, HttpContext http, CommandDesk desk) =>
        desk.Answer<SetCaseAttribute>(http, study, (command, plan) => Plan(unit, name, command, plan));

    public static Func<Decision> Plan(string unit, string name, SetCaseAttribute command, CommandPlan plan)
    {
        var target = plan.Change<Case>(CaseStream.Definition, unit);
        var figure = command.Cell is { } cell ? plan.Cite(Kinds.Figure, cell.Figure, "cell.figure") : null;
        return () =>
        {
            var origin = figure is null ? null : new CellOrigin(figure.Thing.Cite(), command.Cell!.Row, command.Cell.Column);
            return CaseDecisions.SetAttribute(
                target.State, new(name, command.Value, command.Unit, command.Year, origin, command.Locator), figure?.Thing);
        };
    }
}
