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
        var documents = counting.Placed().OrderBy(one => one.Document.Document.Key, StringComparer.Ordinal).ToList();
        var (cells, _) = Crosstab.Blank(counting.Codes.Count, documents.Count);
        var columns = new List<CoveredDocument>(documents.Count);
        var reached = new int[counting.Codes.Count];
        foreach (var (column, (coded, revision, codings)) in documents.Index())
        {
            Array.Clear(reached);
            var (covered, end) = (0, 0);
            foreach (var one in codings)
            {
                covered += Beyond(ref end, one);
                cells[one.Row][column] += Beyond(ref reached[one.Row], one);
            }

            columns.Add(new(coded.Id, coded.Document.Key, coded.Document.Title, revision, coded.LengthOf(revision), covered, codings.Count));
        }

        return new(counting.Codes.Headings, columns, cells);
    }

    /// <summary>The code points of a stretch that lie beyond what was reached; stretches come in the order of their starts.</summary>
    private static int Beyond(ref int reached, PlacedCode one)
    {
        var added = Math.Max(0, one.End - Math.Max(one.Start, reached));
        reached = Math.Max(reached, one.End);
        return added;
    }
}
