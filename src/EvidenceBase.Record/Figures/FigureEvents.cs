using System.Diagnostics.CodeAnalysis;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

public enum FigureKind
{
    Table,
    Chart,
    Diagram,
}

/// <summary>What the cells of a column hold. Integers and decimals are plain decimal strings with a point and no separators.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the words of the field, and of the contract.")]
public enum ColumnType
{
    Text,
    Integer,
    Decimal,
}

public enum Mark
{
    None,
    Bar,
    Line,
    Flow,
}

/// <summary>How a figure is drawn: the mark, and the columns that give its axes and its series. A flow is drawn from nodes and edges.</summary>
public sealed record Draw(Mark Mark, string? X = null, string? Y = null, string? Series = null);

public sealed record FigureColumn(string Name, string Title, ColumnType Type, string? Unit = null);

/// <param name="Cells">One cell per column, in their order; null where nothing is given.</param>
public sealed record FigureRow(string Key, IReadOnlyList<string?> Cells);

public sealed record FigureNode(string Key, string Label, string? Group = null);

public sealed record FigureEdge(string From, string To, string? Label = null);

/// <summary>A figure or table enters the study: how it is called, where it stands, and what of it is stated in numbers.</summary>
public sealed record FigureRegistered(
    string Key, string Label, FigureKind Kind, string Caption, Locator? Locator, Draw Draw, string? Completeness);

/// <summary>The figure's data are recorded whole, in place of what was recorded before.</summary>
public sealed record FigureDataRecorded(
    IReadOnlyList<FigureColumn> Columns, IReadOnlyList<FigureRow> Rows, IReadOnlyList<FigureNode> Nodes, IReadOnlyList<FigureEdge> Edges);

/// <summary>The figure rests on a source, at the version that was looked at; named again, the newer citation stands.</summary>
public sealed record FigureSourced(CitedThing Source, string? Note);

/// <summary>The figure does not rest on that source after all.</summary>
public sealed record FigureUnsourced(Guid SourceId, string? Reason);

/// <summary>What is said about the figure is corrected; its data stay.</summary>
public sealed record FigureCorrected(string Label, FigureKind Kind, string Caption, Locator? Locator, Draw Draw, string? Completeness);

/// <summary>A number is derived from the figure's cells by a formula that is computed anew whenever it is shown.</summary>
/// <param name="Formula">Cells as <c>[row.column]</c>, decimals, + - * / and parentheses.</param>
/// <param name="Stated">How the text puts the number, as a short note.</param>
/// <param name="StatedValue">The number as the text states it, a decimal string to the precision stated.</param>
public sealed record NumberDerived(
    string Key, string Title, string Formula, string? Unit, string? Stated, string? StatedValue, Locator? Locator);

/// <summary>A derived number is dropped; its key may be used again for a better one.</summary>
public sealed record NumberDropped(string Key, string? Reason);

/// <summary>The figure is withdrawn and can no longer be cited.</summary>
public sealed record FigureWithdrawn(string Reason);

/// <summary>What one command recorded of the figure is undone: the figure stands as without it.</summary>
public sealed record FigureChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Figure? Stands) : Reversal<Figure>(From, To, Things, Stands);

/// <summary>What was undone is done again: the figure stands as with it.</summary>
public sealed record FigureChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Figure? Stands) : Reversal<Figure>(From, To, Things, Stands);
