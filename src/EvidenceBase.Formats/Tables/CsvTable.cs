using CsvHelper;

namespace EvidenceBase.Formats.Tables;

/// <summary>A table of a CSV file (RFC 4180, comma): one line of column names, then rows of as many cells.</summary>
public sealed record CsvTable(IReadOnlyList<string> Columns, IReadOnlyList<CsvTableRow> Rows)
{
    public static Reading<CsvTable> Read(Stream stream, string file)
    {
        var (text, unreadable) = FileText.Read(stream);
        if (text is null)
            return Reading.Failed<CsvTable>(new Finding(file, null, null, unreadable!));
        var errors = new List<Finding>();
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            TrackLineNumbers = true,
            TrimWhitespace = false,
            OnMalformedRecord = bad => errors.Add(new Finding(file, null, null, Fault(bad.Reason), (int)bad.LineNumber)),
        };
        using var csv = CsvReader.FromText(text, options);
        if (!csv.Read())
            return Reading.Failed<CsvTable>(new Finding(file, null, null, "The table is empty; its first line must name the columns."));

        var columns = Cells(csv);
        errors.AddRange(FaultsOf(columns, file));
        var rows = new List<CsvTableRow>();
        while (csv.Read())
        {
            var cells = Cells(csv);
            var line = (int)csv.LineNumber;
            if (cells.Length == columns.Length)
            {
                rows.Add(new CsvTableRow(line, columns, cells));
                continue;
            }

            var fault = $"The row has {cells.Length} cells, the first line names {columns.Length} columns.";
            errors.Add(new Finding(file, cells[0], null, fault, line));
        }

        return Reading.Of<CsvTable>(new CsvTable(columns, rows), errors);
    }

    public static void Write(Stream stream, IEnumerable<string> columns, IEnumerable<IEnumerable<string?>> rows)
    {
        using var csv = CsvWriter.Create(stream, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (var row in rows.Prepend(columns))
            csv.WriteRecord([.. row.Select(cell => cell ?? "")]);
    }

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static IEnumerable<Finding> FaultsOf(string[] columns, string file) =>
    [
        .. columns.GroupBy(column => column, StringComparer.Ordinal).Where(same => same.Count() > 1)
            .Select(same => new Finding(file, null, same.Key, "Two columns bear this name.", 1)),
        .. columns.Index().Where(column => string.IsNullOrWhiteSpace(column.Item))
            .Select(column => new Finding(file, null, $"column {column.Index + 1}", "The column has no name.", 1)),
    ];

    private static string Fault(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "A quotation mark opens a cell that is never closed.",
        _ => "A quotation mark stands where none may stand. Put the whole cell in quotation marks and double those inside.",
    };
}

/// <param name="Line">The line of the file on which the row begins, 1-based.</param>
public sealed record CsvTableRow(int Line, IReadOnlyList<string> Columns, IReadOnlyList<string> Cells)
{
    /// <summary>The cell of a column; null where nothing stands in it.</summary>
    public string? this[string column] =>
        Columns.Index().Where(one => one.Item == column && Cells[one.Index].Length > 0).Select(one => Cells[one.Index]).FirstOrDefault();
}
