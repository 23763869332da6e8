using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>The rules that a figure's data keep: every cell fits the type of its column, every name is unique, every edge has its ends.</summary>
public static class FigureData
{
    public const int MostColumns = 100;
    public const int MostRows = 2_000;
    public const int MostNodes = 500;
    public const int MostEdges = 2_000;
    public const int LongestCell = 2_000;

    /// <summary>The name of the first column of a CSV file, which holds the row keys.</summary>
    public const string RowKeys = "row";

    /// <summary>The same data with null for every cell in which nothing stands, as a CSV file cannot tell the two apart.</summary>
    public static FigureDataRecorded Normalised(FigureDataRecorded data) => data with
    {
        Rows = [.. data.Rows.Select(row => row with { Cells = [.. row.Cells.Select(cell => string.IsNullOrWhiteSpace(cell) ? null : cell)] })],
    };

    public static Problem? Fault(FigureDataRecorded data) =>
        TooMuch(data) ?? Columns(data.Columns) ?? Rows(data) ?? Nodes(data.Nodes) ?? Edges(data);

    public static bool Same(Figure figure, FigureDataRecorded data) =>
        figure.Columns.SequenceEqual(data.Columns) && figure.Nodes.SequenceEqual(data.Nodes) && figure.Edges.SequenceEqual(data.Edges)
        && figure.Rows.Count == data.Rows.Count
        && figure.Rows.Zip(data.Rows).All(pair => pair.First.Key == pair.Second.Key && pair.First.Cells.SequenceEqual(pair.Second.Cells));

    private static Problem? TooMuch(FigureDataRecorded data) =>
        Limit(data.Columns.Count, MostColumns, "columns") ?? Limit(data.Rows.Count, MostRows, "rows")
        ?? Limit(data.Nodes.Count, MostNodes, "nodes") ?? Limit(data.Edges.Count, MostEdges, "edges");

    private static Problem? Limit(int count, int most, string field) => count <= most
        ? null
        : Problem.Unprocessable("too-many", $"A figure holds at most {most} {field}; these are {count}. Deposit larger data as a source and cite that.", field);

    private static Problem? Columns(IReadOnlyList<FigureColumn> columns)
    {
        var seen = new HashSet<string>();
        for (var at = 0; at < columns.Count; at++)
        {
            var (name, field) = (columns[at].Name, $"columns[{at}].name");
            if (!CellName.IsPart(name))
                return Problem.Unprocessable("bad-name", $"“{name}” cannot name a column. {CellName.Rule}", field);
            if (name == RowKeys)
                return Problem.Unprocessable("bad-name", $"No column can be called “{RowKeys}”: in a CSV file that one holds the row keys.", field);
            if (!seen.Add(name))
                return Problem.Unprocessable("duplicate", $"Two columns are called “{name}”. Give each a name of its own.", field);
        }

        return null;
    }

    private static Problem? Rows(FigureDataRecorded data)
    {
        var seen = new HashSet<string>();
        for (var at = 0; at < data.Rows.Count; at++)
        {
            var row = data.Rows[at];
            if (!CellName.IsPart(row.Key))
                return Problem.Unprocessable("bad-name", $"“{row.Key}” cannot be the key of a row. {CellName.Rule}", $"rows[{at}].key");
            if (!seen.Add(row.Key))
                return Problem.Unprocessable("duplicate", $"Two rows have the key “{row.Key}”. Give each a key of its own.", $"rows[{at}].key");
            if (row.Cells.Count != data.Columns.Count)
            {
                return Problem.Unprocessable(
                    "cell-count",
                    $"Row “{row.Key}” has {row.Cells.Count} cells for {data.Columns.Count} columns. Give one for each column, null where nothing is stated.",
                    $"rows[{at}].cells");
            }

            for (var cell = 0; cell < row.Cells.Count; cell++)
            {
                if (CellFault(row.Cells[cell], data.Columns[cell].Type) is { } fault)
                    return Problem.Unprocessable("cell-type", $"[{row.Key}.{data.Columns[cell].Name}] {fault}", $"rows[{at}].cells[{cell}]");
            }
        }

        return null;
    }

    private static string? CellFault(string? cell, ColumnType type) => (cell, type) switch
    {
        (null, _) => null,
        ({ Length: > LongestCell }, _) => $"is longer than {LongestCell} characters.",
        (_, ColumnType.Integer) when !Rational.IsInteger(cell) =>
            $"is in an integer column, but “{cell}” is not a plain integer such as 13356 (no separators, no unit, no leading zeros).",
        (_, ColumnType.Decimal) when !Rational.IsDecimal(cell) =>
            $"is in a decimal column, but “{cell}” is not a plain decimal such as 0.60 (a point, no separators, no unit, no exponent).",
        _ => null,
    };

    private static Problem? Nodes(IReadOnlyList<FigureNode> nodes)
    {
        var seen = new HashSet<string>();
        for (var at = 0; at < nodes.Count; at++)
        {
            if (!CellName.IsPart(nodes[at].Key))
                return Problem.Unprocessable("bad-name", $"“{nodes[at].Key}” cannot be the key of a node. {CellName.Rule}", $"nodes[{at}].key");
            if (!seen.Add(nodes[at].Key))
                return Problem.Unprocessable("duplicate", $"Two nodes have the key “{nodes[at].Key}”. Give each a key of its own.", $"nodes[{at}].key");
        }

        return null;
    }

    private static Problem? Edges(FigureDataRecorded data)
    {
        var nodes = data.Nodes.Select(node => node.Key).ToHashSet();
        for (var at = 0; at < data.Edges.Count; at++)
        {
            var edge = data.Edges[at];
            if (!nodes.Contains(edge.From))
                return Problem.Unprocessable("unknown-node", $"There is no node “{edge.From}” for this edge to begin at.", $"edges[{at}].from");
            if (!nodes.Contains(edge.To))
                return Problem.Unprocessable("unknown-node", $"There is no node “{edge.To}” for this edge to end at.", $"edges[{at}].to");
        }

        return null;
    }
}
