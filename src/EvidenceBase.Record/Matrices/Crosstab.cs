namespace EvidenceBase.Record.Matrices;

/// <summary>How often what stands in a row meets what stands in a column.</summary>
/// <param name="Cells">One list a row, with a number for each column.</param>
/// <param name="Outside">For each row, the codings that belong to no column; null where every one belongs to some.</param>
public sealed record Crosstab(IReadOnlyList<Heading> Rows, IReadOnlyList<Heading> Columns, IReadOnlyList<int[]> Cells, IReadOnlyList<int>? Outside = null)
{
    /// <summary>Codings by code and case. One that bears on several cases counts in each of their columns.</summary>
    public static Crosstab CodeByCase(Counting counting)
    {
        var (cells, outside) = Blank(counting.Codes.Count, counting.Cases.Headings.Count);
        foreach (var applied in counting.Applied())
        {
            foreach (var column in applied.Cases)
                cells[applied.Row][column]++;
            if (applied.Cases.Length == 0)
                outside[applied.Row]++;
        }

        return new(counting.Codes.Headings, counting.Cases.Headings, cells, outside);
    }

    /// <summary>Codings by code and the interview that they rest on; outside are those in documents that belong to none.</summary>
    public static Crosstab CodeByInterview(Counting counting, IReadOnlyList<Heading> interviews)
    {
        var (cells, outside) = Blank(counting.Codes.Count, interviews.Count);
        var columns = interviews.Select((heading, column) => (heading.Id, column)).ToDictionary();
        foreach (var applied in counting.Applied())
        {
            if (applied.Interview is { } interview && columns.TryGetValue(interview, out var column))
                cells[applied.Row][column]++;
            else
                outside[applied.Row]++;
        }

        return new(counting.Codes.Headings, interviews, cells, outside);
    }

    /// <summary>The same with some of its columns.</summary>
    public Crosstab WithColumns(IReadOnlySet<Guid> wanted)
    {
        var kept = Columns.Index().Where(one => wanted.Contains(one.Item.Id)).ToList();
        return this with { Columns = [.. kept.Select(one => one.Item)], Cells = [.. Cells.Select(row => kept.Select(one => row[one.Index]).ToArray())] };
    }

    internal static (int[][] Cells, int[] Outside) Blank(int rows, int columns) =>
        ([.. Enumerable.Range(0, rows).Select(_ => new int[columns])], new int[rows]);
}
