using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>A figure or table from <c>figures.yaml</c>, with the data of its CSV file.</summary>
public sealed record BundledFigure(
    string Key,
    string Label,
    FigureKind Kind,
    string Caption,
    Locator? Locator,
    IReadOnlyList<BundledFigureSource> Sources,
    FigureDataRecorded Data,
    Draw Draw,
    string? Completeness,
    IReadOnlyList<NumberDerived> Derived)
{
    /// <summary>Whether <c>row.column</c> is a cell of the figure in which something stands.</summary>
    public bool HasCell(string name) => CellName.Parse(name) is { } cell
        && Data.Columns.Index().Where(column => column.Item.Name == cell.Column).Select(column => (int?)column.Index).FirstOrDefault() is { } index
        && Data.Rows.Any(row => row.Key == cell.Row && row.Cells[index] is not null);
}

public sealed record BundledFigureSource(string Source, string? Note);
