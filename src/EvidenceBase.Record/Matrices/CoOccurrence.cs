namespace EvidenceBase.Record.Matrices;

/// <summary>How two codings lie to each other in a text. Positions are code points, ends exclusive.</summary>
public enum Relation
{
    /// <summary>They have at least one code point in common.</summary>
    Overlap,

    /// <summary>One lies wholly within the other, and they are not the same stretch: the row has the outer, the column the inner.</summary>
    Inclusion,

    /// <summary>They are of the same stretch.</summary>
    Exact,

    /// <summary>They have nothing in common and at most a given number of code points between them.</summary>
    Proximity,
}

/// <summary>
/// Pairs of codings that meet, by their codes. But for inclusion a pair counts in both cells that it has, [a, b] and [b, a], and once where
/// a is b. Codes of one statement are of the same stretch: they overlap, exactly.
/// </summary>
/// <param name="Codings">How many codings each row has, whether they meet others or not.</param>
public sealed record CoOccurrence(IReadOnlyList<Heading> Codes, IReadOnlyList<int[]> Cells, IReadOnlyList<int> Codings)
{
    /// <param name="within">For proximity: the most code points between the two.</param>
    /// <param name="acrossLayers">Also pairs of codings of two layers; otherwise those of two coders never meet.</param>
    public static CoOccurrence Count(Counting counting, Relation relation, int within = 0, bool acrossLayers = false)
    {
        var (cells, codings) = Crosstab.Blank(counting.Codes.Count, counting.Codes.Count);
        foreach (var (_, _, placed) in counting.Placed())
        {
            for (var i = 0; i < placed.Count; i++)
            {
                var one = placed[i];
                codings[one.Row]++;
                var reach = relation == Relation.Proximity ? (long)one.End + within : one.End - 1L;
                for (var j = i + 1; j < placed.Count && placed[j].Start <= reach; j++)
                {
                    if (acrossLayers || placed[j].Layer == one.Layer)
                        Add(cells, relation, one, placed[j]);
                }
            }
        }

        foreach (var rows in counting.TogetherInStatements())
            AddStatement(cells, codings, relation, rows);
        return new(counting.Codes.Headings, cells, codings);
    }

    /// <param name="later">Begins where the first begins, or after.</param>
    private static void Add(int[][] cells, Relation relation, PlacedCode first, PlacedCode later)
    {
        switch (relation)
        {
            case Relation.Overlap:
            case Relation.Exact when IsSame(first, later):
            case Relation.Proximity when later.Start >= first.End:
                Both(cells, first.Row, later.Row);
                break;
            case Relation.Inclusion when !IsSame(first, later) && later.End <= first.End:
                cells[first.Row][later.Row]++;
                break;
            case Relation.Inclusion when !IsSame(first, later) && later.Start == first.Start:
                cells[later.Row][first.Row]++;
                break;
        }
    }

    private static void AddStatement(int[][] cells, int[] codings, Relation relation, List<int> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            codings[rows[i]]++;
            for (var j = i + 1; j < rows.Count && relation is Relation.Overlap or Relation.Exact; j++)
                Both(cells, rows[i], rows[j]);
        }
    }

    private static bool IsSame(PlacedCode one, PlacedCode other) => one.Start == other.Start && one.End == other.End;

    private static void Both(int[][] cells, int one, int other)
    {
        cells[one][other]++;
        if (one != other)
            cells[other][one]++;
    }
}
