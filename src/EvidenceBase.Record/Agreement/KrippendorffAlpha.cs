using System.Numerics;
using System.Runtime.InteropServices;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>How far apart two values are.</summary>
internal enum Metric
{
    Nominal,
    Ordinal,
    Interval,
    Ratio,
}

/// <summary>
/// α = 1 − D_o/D_e over the values that can be paired within units (Krippendorff 2011, sect. C and D): D_o weights the squared difference of
/// each pair of values in a unit of m values with 1/(m − 1), D_e is its mean over all pairs of values whatever their unit.
/// </summary>
internal static class KrippendorffAlpha
{
    public static Disagreement? Of(Ratings ratings, Metric metric)
    {
        var margins = new Dictionary<int, long>();
        foreach (var (pattern, number) in ratings.Valued(2))
        {
            foreach (var (category, count) in pattern.Tally)
                CollectionsMarshal.GetValueRefOrAddDefault(margins, category, out _) += number * count;
        }

        var values = margins.Values.Sum();
        if (values == 0)
            return null;
        var differences = new Differences(metric, ratings.Scale, margins);
        var observed = new Dictionary<int, BigInteger>();
        foreach (var (pattern, number) in ratings.Valued(2))
            CollectionsMarshal.GetValueRefOrAddDefault(observed, pattern.Valued, out _) += number * differences.Within(pattern.Tally);
        var total = new BigInteger(values);
        return new(
            Outcome.Sum(observed.Select(one => Rational.Of(one.Value, (one.Key - 1) * total * differences.Unit))),
            Rational.Of(differences.Between(margins), total * (total - 1) * differences.Unit));
    }
}

/// <summary>Squared differences of values as whole numbers over a common unit, so that sums of them are exact.</summary>
internal sealed class Differences
{
    private readonly Metric metric;
    private readonly Func<int, long> number;
    private readonly Dictionary<int, BigInteger> ranks = [];

    public Differences(Metric metric, Scale scale, Dictionary<int, long> margins)
    {
        this.metric = metric;
        number = scale.Numbers ?? (category => category);
        Unit = metric switch
        {
            Metric.Ordinal => 4,
            Metric.Ratio => CommonUnit([.. margins.Keys.Select(number)]),
            _ => 1,
        };
        if (metric == Metric.Ordinal)
            Rank(margins);
    }

    /// <summary>What the whole numbers are to be divided by.</summary>
    public BigInteger Unit { get; }

    /// <summary>The sum over all ordered pairs of the values of a unit.</summary>
    public BigInteger Within(CategoryCount[] tally)
    {
        BigInteger sum = 0;
        for (var one = 0; one < tally.Length; one++)
        {
            for (var other = one + 1; other < tally.Length; other++)
                sum += 2 * tally[one].Count * (long)tally[other].Count * Between(tally[one].Category, tally[other].Category);
        }

        return sum;
    }

    /// <summary>The sum over all ordered pairs of values.</summary>
    public BigInteger Between(Dictionary<int, long> margins)
    {
        if (metric == Metric.Nominal)
        {
            BigInteger all = margins.Values.Sum();
            return (all * all) - margins.Values.Aggregate(BigInteger.Zero, (sum, count) => sum + ((BigInteger)count * count));
        }

        var sorted = margins.ToArray();
        BigInteger sum = 0;
        for (var one = 0; one < sorted.Length; one++)
        {
            for (var other = one + 1; other < sorted.Length; other++)
                sum += 2 * (BigInteger)sorted[one].Value * sorted[other].Value * Between(sorted[one].Key, sorted[other].Key);
        }

        return sum;
    }

    /// <summary>Twice the mean rank of the values of each category, but for what is the same for all.</summary>
    private void Rank(Dictionary<int, long> margins)
    {
        BigInteger below = 0;
        foreach (var (category, count) in margins.OrderBy(margin => number(margin.Key)))
        {
            ranks[category] = (2 * below) + count;
            below += count;
        }
    }

    /// <summary>Nominal 1; ordinal the values between the middles of both ranks; interval c − k; ratio (c − k)/(c + k); squared.</summary>
    private BigInteger Between(int one, int other)
    {
        switch (metric)
        {
            case Metric.Nominal:
                return one == other ? 0 : 1;
            case Metric.Ordinal:
                return BigInteger.Pow(ranks[one] - ranks[other], 2);
            case Metric.Interval:
                return BigInteger.Pow(number(one) - number(other), 2);
            default:
                BigInteger sum = number(one) + number(other);
                return sum.IsZero ? 0 : BigInteger.Pow(number(one) - number(other), 2) * (Unit / (sum * sum));
        }
    }

    /// <summary>The least number that the square of every sum of two of the numbers divides.</summary>
    private static BigInteger CommonUnit(long[] numbers)
    {
        var common = BigInteger.One;
        foreach (var sum in numbers.SelectMany((one, index) => numbers.Skip(index + 1).Select(other => one + other)).Where(sum => sum > 0).Distinct())
            common = common / BigInteger.GreatestCommonDivisor(common, sum) * sum;
        return common * common;
    }
}
