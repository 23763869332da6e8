namespace EvidenceBase.Record.Matrices;

/// <summary>A document in a coverage.</summary>
/// <param name="Length">Of its present revision, in code points.</param>
/// <param name="Covered">How many of them at least one counted coding covers.</param>
/// <param name="Codings">How many codings are counted in it.</param>
public sealed record CoveredDocument(Guid Id, string Key, string Name, int Revision, int Length, int Covered, int Codings);

/// <summary>How many code points of each document are coded with each code; what several codings of a code cover counts once.</summary>
public sealed record Coverage(IReadOnlyList<Heading> Rows, IReadOnlyList<CoveredDocument> Columns, IReadOnlyList<int[]> Cells)
{
    public static Coverage Count(Counting counting)
    {
        var counted = new List<(CoveredDocument Column, int[] Cells)>();
        var reached = new int[counting.Codes.Count];
        foreach (var (coded, revision, codings) in counting.Placed())
        {
            Array.Clear(reached);
            var (covered, end, cells) = (0, 0, new int[reached.Length]);
            foreach (var one in codings)
            {
                covered += Beyond(ref end, one);
                cells[one.Row] += Beyond(ref reached[one.Row], one);
            }

            counted.Add((new(coded.Id, coded.Document.Key, coded.Document.Title, revision, coded.LengthOf(revision), covered, codings.Count), cells));
        }

        counted.Sort((left, right) => string.CompareOrdinal(left.Column.Key, right.Column.Key));
        return new(
            counting.Codes.Headings,
            [.. counted.Select(one => one.Column)],
            [.. Enumerable.Range(0, reached.Length).Select(row => counted.Select(one => one.Cells[row]).ToArray())]);
    }

    /// <summary>The code points of a stretch that lie beyond what was reached; stretches come in the order of their starts.</summary>
    private static int Beyond(ref int reached, PlacedCode one)
    {
        var added = Math.Max(0, one.End - Math.Max(one.Start, reached));
        reached = Math.Max(reached, one.End);
        return added;
    }
}
