using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>A source under a figure, at the version that was looked at.</summary>
public sealed record FigureSource(CitedThing Cited, string? Note);

/// <summary>A number derived from the figure's cells; its value is never stored, always computed.</summary>
public sealed record DerivedNumber(
    string Key, string Title, string Formula, string? Unit, string? Stated, string? StatedValue, Locator? Locator);

/// <summary>One cell with the column that types it.</summary>
/// <param name="Value">What is recorded; null where nothing is given.</param>
public sealed record FigureCell(string Row, FigureColumn Column, string? Value);

/// <summary>A figure or table: how it is called and drawn, its typed data, the numbers derived from them, the sources under it.</summary>
public sealed record Figure(
    string Key,
    string Label,
    FigureKind Kind,
    string Caption,
    Locator? Locator,
    Draw Draw,
    string? Completeness,
    ImmutableList<FigureColumn> Columns,
    ImmutableList<FigureRow> Rows,
    ImmutableList<FigureNode> Nodes,
    ImmutableList<FigureEdge> Edges,
    ImmutableList<FigureSource> Sources,
    ImmutableList<DerivedNumber> Derived,
    string? Withdrawn)
{
    public static Figure? Evolve(Figure? figure, object @event) => (figure, @event) switch
    {
        (null, FigureRegistered made) => new(
            made.Key, made.Label, made.Kind, made.Caption, made.Locator, made.Draw, made.Completeness, [], [], [], [], [], [], null),
        ({ }, FigureDataRecorded data) => figure with
        {
            Columns = [.. data.Columns],
            Rows = [.. data.Rows],
            Nodes = [.. data.Nodes],
            Edges = [.. data.Edges],
        },
        ({ }, FigureSourced sourced) => figure with
        {
            Sources = figure.Sources.RemoveAll(one => one.Cited.Id == sourced.Source.Id).Add(new(sourced.Source, sourced.Note)),
        },
        ({ }, FigureUnsourced unsourced) => figure with { Sources = figure.Sources.RemoveAll(one => one.Cited.Id == unsourced.SourceId) },
        ({ }, FigureCorrected corrected) => figure with
        {
            Label = corrected.Label,
            Kind = corrected.Kind,
            Caption = corrected.Caption,
            Locator = corrected.Locator,
            Draw = corrected.Draw,
            Completeness = corrected.Completeness,
        },
        ({ }, NumberDerived made) => figure with { Derived = figure.Derived.Add(Of(made)) },
        ({ }, NumberDropped dropped) => figure with { Derived = figure.Derived.RemoveAll(one => one.Key == dropped.Key) },
        ({ }, FigureWithdrawn withdrawn) => figure with { Withdrawn = withdrawn.Reason },
        _ => figure,
    };

    public static DerivedNumber Of(NumberDerived made) =>
        new(made.Key, made.Title, made.Formula, made.Unit, made.Stated, made.StatedValue, made.Locator);

    public bool HasData() => Columns.Count + Nodes.Count > 0;

    /// <summary>The cell, or null where the figure has no such row or column.</summary>
    public FigureCell? Cell(string row, string column)
    {
        var position = Columns.FindIndex(one => one.Name == column);
        return position >= 0 && Rows.Find(one => one.Key == row) is { } found ? new(row, Columns[position], found.Cells[position]) : null;
    }

    /// <summary>The cell named <c>row.column</c>, or null where the figure has none of that name.</summary>
    public FigureCell? Cell(string name) => CellName.Parse(name) is { } cell ? Cell(cell.Row, cell.Column) : null;

    /// <summary>The derived number with its value computed from the cells as they are, or null where the figure has none of that key.</summary>
    public ComputedNumber? Number(string key) => Derived.Find(one => one.Key == key) is { } derived ? Compute(derived) : null;

    public ComputedNumber Compute(DerivedNumber derived) => ComputedNumber.Of(derived, this);
}
