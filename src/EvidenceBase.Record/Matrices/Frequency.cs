namespace EvidenceBase.Record.Matrices;

/// <summary>A span of time.</summary>
/// <param name="Name">The year, month, week or day (<c>2026</c>, <c>2026-03</c>, <c>2026-W11</c>, <c>2026-03-09</c>).</param>
/// <param name="First">The first position recorded in it or after it.</param>
public sealed record TimeSpanOfRecord(string Name, long First);

/// <summary>Codings by code and the span of time in which they were made.</summary>
public sealed record Frequency(IReadOnlyList<Heading> Rows, IReadOnlyList<string> Spans, IReadOnlyList<int[]> Cells)
{
    /// <param name="spans">In order and without gaps; what was made before the first counts there.</param>
    public static Frequency Count(Counting counting, IReadOnlyList<TimeSpanOfRecord> spans)
    {
        var (cells, _) = Crosstab.Blank(counting.Codes.Count, spans.Count);
        var firsts = spans.Select(one => one.First).ToArray();
        foreach (var applied in counting.Applied())
            cells[applied.Row][SpanOf(firsts, applied.Made)]++;
        return new(counting.Codes.Headings, [.. spans.Select(one => one.Name)], cells);
    }

    /// <summary>Spans in which nothing was recorded begin at the same position as the next: the last of them has it.</summary>
    private static int SpanOf(long[] firsts, long made)
    {
        var at = Array.BinarySearch(firsts, made);
        if (at < 0)
            return Math.Max(0, ~at - 1);
        while (at + 1 < firsts.Length && firsts[at + 1] == made)
            at++;
        return at;
    }
}
