using System.Numerics;
using System.Runtime.InteropServices;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>
/// The coefficients of rated units. Each is given ratings of several codes, which are pooled, or of one. Observed agreement is the share of
/// agreeing pairs of values in a unit, mean over the units with at least two values.
/// </summary>
internal static class RatingCoefficients
{
    public static Outcome Of(Coefficient coefficient, IReadOnlyList<Ratings> codes)
    {
        var layers = codes.Count == 0 ? 0 : codes.Max(code => code.Layers);
        return coefficient switch
        {
            Coefficient.PercentAgreement => Percent(codes),
            Coefficient.Holsti => MeanOfPairs(codes, layers, PairCoefficients.Holsti),
            Coefficient.CohenKappa => layers > 2 ? Outcome.None(Undefined.TwoLayersOnly) : MeanOfPairs(codes, layers, PairCoefficients.CohenKappa),
            Coefficient.LightKappa => MeanOfPairs(codes, layers, PairCoefficients.CohenKappa),
            Coefficient.ScottPi => layers > 2 ? Outcome.None(Undefined.TwoLayersOnly) : MeanOfPairs(codes, layers, PairCoefficients.ScottPi),
            Coefficient.BennettS => codes.Any(code => code.Scale.Available < 2) ? Outcome.None(Undefined.OneCategory) : Outcome.Pooled(codes.Select(BennettS)),
            Coefficient.FleissKappa => Outcome.Pooled(codes.Select(FleissKappa)),
            Coefficient.GwetAc1 => codes.Any(code => code.Scale.Available < 2) ? Outcome.None(Undefined.OneCategory) : Outcome.Pooled(codes.Select(GwetAc1)),
            Coefficient.AlphaNominal => Outcome.Pooled(codes.Select(code => KrippendorffAlpha.Of(code, Metric.Nominal))),
            Coefficient.AlphaOrdinal => Outcome.Pooled(codes.Select(code => KrippendorffAlpha.Of(code, Metric.Ordinal))),
            Coefficient.AlphaInterval => Outcome.Pooled(codes.Select(code => KrippendorffAlpha.Of(code, Metric.Interval))),
            Coefficient.AlphaRatio => Outcome.Pooled(codes.Select(code => KrippendorffAlpha.Of(code, Metric.Ratio))),
            _ => throw new ArgumentOutOfRangeException(nameof(coefficient)),
        };
    }

    private static Outcome Percent(IReadOnlyList<Ratings> codes)
    {
        var observed = codes.Select(ObservedAgreement).OfType<Rational>().ToList();
        return observed.Count == 0
            ? Outcome.None(Undefined.NoPairableUnits)
            : Outcome.Of(Outcome.Sum(observed) / Rational.Of(observed.Count, 1));
    }

    /// <summary>Expected agreement 1/k, k the number of categories to choose from (Bennett et al. 1954, p. 307).</summary>
    private static Disagreement? BennettS(Ratings ratings) => ObservedAgreement(ratings) is { } observed
        ? Disagreement.OfAgreement(observed, Rational.Of(1, ratings.Scale.Available))
        : null;

    /// <summary>Expected agreement Σ p², p the mean share of a category among the values of a unit (Fleiss 1971, eq. 5; Gwet 2014).</summary>
    private static Disagreement? FleissKappa(Ratings ratings) => ObservedAgreement(ratings) is { } observed
        ? Disagreement.OfAgreement(observed, SquaredShares(ratings))
        : null;

    /// <summary>Expected agreement Σ p(1 − p)/(k − 1), which is (1 − Σ p²)/(k − 1) (Gwet 2008, eqs. 4 and 5; with missing values Gwet 2014).</summary>
    private static Disagreement? GwetAc1(Ratings ratings) => ObservedAgreement(ratings) is { } observed
        ? Disagreement.OfAgreement(observed, (Disagreement.One - SquaredShares(ratings)) / Rational.Of(ratings.Scale.Available - 1, 1))
        : null;

    private static Rational? ObservedAgreement(Ratings ratings)
    {
        var agreeing = new Dictionary<int, long>();
        long units = 0;
        foreach (var (pattern, number) in ratings.Valued(2))
        {
            units += number;
            long pairs = 0;
            foreach (var one in pattern.Tally)
                pairs += one.Count * (one.Count - 1L);
            CollectionsMarshal.GetValueRefOrAddDefault(agreeing, pattern.Valued, out _) += number * pairs;
        }

        return units == 0 ? null : Outcome.Sum(agreeing.Select(one => Rational.Of(one.Value, one.Key * (one.Key - 1L)))) / Rational.Of(units, 1);
    }

    /// <summary>The sum over categories of the square of their share of the values of a unit, mean over the units with any value.</summary>
    private static Rational SquaredShares(Ratings ratings)
    {
        // Shares of units with different numbers of values, over what all these numbers divide.
        var common = ratings.Valued(1).Select(one => one.Pattern.Valued).Distinct()
            .Aggregate(BigInteger.One, (all, valued) => all / BigInteger.GreatestCommonDivisor(all, valued) * valued);
        var shares = new Dictionary<int, BigInteger>();
        BigInteger units = 0;
        foreach (var (pattern, number) in ratings.Valued(1))
        {
            units += number;
            foreach (var (category, count) in pattern.Tally)
                CollectionsMarshal.GetValueRefOrAddDefault(shares, category, out _) += common / pattern.Valued * count * number;
        }

        return Rational.Of(shares.Values.Aggregate(BigInteger.Zero, (sum, share) => sum + (share * share)), BigInteger.Pow(common * units, 2));
    }

    /// <summary>Undefined where it is for one of the pairs.</summary>
    private static Outcome MeanOfPairs(IReadOnlyList<Ratings> codes, int layers, Func<IReadOnlyList<PairTable>, Outcome> ofPair)
    {
        var pairs = new List<Outcome>();
        for (var first = 0; first < layers; first++)
        {
            for (var second = first + 1; second < layers; second++)
                pairs.Add(ofPair([.. codes.Select(code => PairTable.Of(code, first, second))]));
        }

        if (pairs is [var single])
            return single;
        if (pairs.Select(pair => pair.Undefined).OfType<Undefined>().MinBy(reason => reason.Kind, StringComparer.Ordinal) is { } reason)
            return Outcome.None(reason);
        return pairs.Count == 0
            ? Outcome.None(Undefined.NoPairableUnits)
            : Outcome.Of(Outcome.Sum(pairs.Select(pair => pair.Value)) / Rational.Of(pairs.Count, 1));
    }
}
