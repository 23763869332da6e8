using System.Text;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>
/// A figure's data as a CSV file (RFC 4180, CR LF after every record, UTF-8 when encoded): row keys in the first column, then the columns.
/// Headed by names it reads back unchanged; headed by titles it carries the units.
/// </summary>
public static class FigureCsv
{
    public static string Write(IReadOnlyList<FigureColumn> columns, IReadOnlyList<FigureRow> rows, bool titles = false)
    {
        var text = new StringBuilder();
        Csv.Record(text, columns.Select(column => titles ? Title(column) : column.Name).Prepend(FigureData.RowKeys));
        foreach (var row in rows)
            Csv.Record(text, row.Cells.Prepend(row.Key));
        return text.ToString();
    }

    private static string Title(FigureColumn column) => column.Unit is null ? column.Title : $"{column.Title} ({column.Unit})";
}
