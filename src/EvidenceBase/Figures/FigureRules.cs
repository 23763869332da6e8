using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Figures;
using FluentValidation;

namespace EvidenceBase.Figures;

/// <summary>The shape of a figure's parts as commands send them; whether they fit together is decided in the record.</summary>
internal static class FigureRules
{
    public static void Drawing<T>(this AbstractValidator<T> validator, Func<T, Draw?> draw) => validator
        .RuleFor(command => draw(command))
        .Must(one => one is null || (Enum.IsDefined(one.Mark) && Clean(one.X) && Clean(one.Y) && Clean(one.Series)))
        .OverridePropertyName("draw").WithMessage("A drawing has a mark (none, bar, line, flow) and names columns as x, y and series.");

    public static bool IsColumn(FigureColumn? column) =>
        column is { Name: not null } && Enum.IsDefined(column.Type) && Given(column.Title) && Clean(column.Unit);

    public static bool IsRow(FigureRow? row) => row is { Key: not null, Cells: not null } && row.Cells.All(Clean);

    public static bool IsNode(FigureNode? node) => node is { Key: not null } && Given(node.Label) && Clean(node.Group);

    public static bool IsEdge(FigureEdge? edge) => edge is { From: not null, To: not null } && Clean(edge.Label);

    private static bool Given(string? text) => !string.IsNullOrWhiteSpace(text) && Clean(text);

    private static bool Clean(string? text) => text is null || (text.Length <= SharedRules.LongestProse && SharedRules.IsClean(text));
}
