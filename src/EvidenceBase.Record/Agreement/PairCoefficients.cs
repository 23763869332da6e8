using System.Numerics;
using System.Runtime.InteropServices;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>Two layers' values of the units that both have rated.</summary>
/// <param name="Cells">For each pair of categories how many units.</param>
internal sealed record PairTable(Scale Scale, IReadOnlyDictionary<(int First, int Second), long> Cells)
{
    public long Units { get; } = Cells.Values.Sum();

    public long Agreeing { get; } = Cells.Where(cell => cell.Key.First == cell.Key.Second).Sum(cell => cell.Value);

    public static PairTable Of(Ratings ratings, int first, int second)
    {
        var cells = new Dictionary<(int, int), long>();
        foreach (var (pattern, number) in ratings.Valued(2))
        {
            var cell = (pattern.Values[first], pattern.Values[second]);
            if (cell.Item1 != UnitsOfDocuments.Missing && cell.Item2 != UnitsOfDocuments.Missing)
                CollectionsMarshal.GetValueRefOrAddDefault(cells, cell, out _) += number;
        }

        return new(ratings.Scale, cells);
    }

    public Dictionary<int, long> First() => Margin(cell => cell.First);

    public Dictionary<int, long> Second() => Margin(cell => cell.Second);

    private Dictionary<int, long> Margin(Func<(int First, int Second), int> side)
    {
        var margin = new Dictionary<int, long>();
        foreach (var (cell, number) in Cells)
            CollectionsMarshal.GetValueRefOrAddDefault(margin, side(cell), out _) += number;
        return margin;
    }
}

/// <summary>The coefficients that are defined for two layers.</summary>
internal static class PairCoefficients
{
    /// <summary>Expected agreement Σ p₁p₂ of the two layers' own shares (Cohen 1960, eq. 1).</summary>
    public static Outcome CohenKappa(IReadOnlyList<PairTable> codes) => Outcome.Pooled(codes.Select(table => Of(table, 1, (first, second) =>
        first.Aggregate(BigInteger.Zero, (sum, one) => sum + ((BigInteger)one.Value * second.GetValueOrDefault(one.Key))))));

    /// <summary>Expected agreement Σ ((p₁ + p₂)/2)² (Scott 1955, eq. 1).</summary>
    public static Outcome ScottPi(IReadOnlyList<PairTable> codes) => Outcome.Pooled(codes.Select(table => Of(table, 2, (first, second) =>
        first.Keys.Union(second.Keys).Aggregate(
            BigInteger.Zero, (sum, category) => sum + BigInteger.Pow(first.GetValueOrDefault(category) + second.GetValueOrDefault(category), 2)))));

    /// <summary>2M/(N₁ + N₂): decisions to apply a code that both made, over the decisions of each (Holsti 1969, p. 140).</summary>
    public static Outcome Holsti(IReadOnlyList<PairTable> codes)
    {
        long shared = 0, all = 0;
        foreach (var table in codes)
        {
            foreach (var (cell, number) in table.Cells)
            {
                var (first, second) = (table.Scale.Decisions(cell.First), table.Scale.Decisions(cell.Second));
                shared += number * first.Count(second.Contains);
                all += number * (first.Count + second.Count);
            }
        }

        if (all > 0)
            return Outcome.Of(Rational.Of(2 * shared, all));
        return Outcome.None(codes.All(table => table.Units == 0) ? Undefined.NoPairableUnits : Undefined.NothingCoded);
    }

    /// <param name="values">How many values of each unit the margins are added up from, so that their squares are over (values × units)².</param>
    private static Disagreement? Of(PairTable table, int values, Func<Dictionary<int, long>, Dictionary<int, long>, BigInteger> expected) =>
        table.Units == 0
            ? null
            : Disagreement.OfAgreement(
                Rational.Of(table.Agreeing, table.Units),
                Rational.Of(expected(table.First(), table.Second()), BigInteger.Pow((BigInteger)values * table.Units, 2)));
}
