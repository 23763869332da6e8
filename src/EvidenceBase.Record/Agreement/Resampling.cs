using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>Confidence intervals from replicates that are drawn with replacement; the same seed always draws the same ones.</summary>
internal sealed class Resampling(AgreementData data, Measures measures, Bootstrap bootstrap)
{
    public IReadOnlyList<ConfidenceInterval> Intervals(CancellationToken cancellation)
    {
        if (Obstacle() is { } obstacle)
            return [.. measures.All.Select(_ => new ConfidenceInterval(null, null, 0, obstacle))];
        var values = measures.All.Select(_ => new List<Rational>(bootstrap.Replicates)).ToList();
        var reasons = new Undefined?[values.Count];
        foreach (var sample in Samples())
        {
            foreach (var (index, (outcome, _)) in measures.Of(sample, cancellation).Index())
            {
                if (outcome.Undefined is null)
                    values[index].Add(outcome.Value);
                else
                    reasons[index] = outcome.Undefined;
            }
        }

        return [.. values.Select((one, index) => Interval(one, reasons[index]))];
    }

    private ConfidenceInterval Interval(List<Rational> values, Undefined? reason)
    {
        if (values.Count == 0)
            return new(null, null, 0, reason == Undefined.ContinuumOfDocuments ? reason : Undefined.NoReplicate);
        values.Sort(Rational.Compare);
        return new(AtRank(values, 100 - bootstrap.Level), AtRank(values, 100 + bootstrap.Level), values.Count);
    }

    private static string AtRank(List<Rational> sorted, int halfPercent)
    {
        var rank = ((sorted.Count * halfPercent) + 199) / 200;
        return AgreementResult.Decimal(sorted[Math.Max(rank, 1) - 1]);
    }

    private Undefined? Obstacle()
    {
        if (bootstrap.Resampled == Resampled.Documents)
            return data.Documents.Count < 2 ? Undefined.SingleDocument : null;
        var units = measures.Units?.Totals().Sum() ?? 0;
        return units * bootstrap.Replicates > Bootstrap.MostDraws
            ? Undefined.TooManyDraws(units, Bootstrap.MostDraws / bootstrap.Replicates)
            : null;
    }

    private IEnumerable<Sample> Samples() => bootstrap.Resampled == Resampled.Documents ? SamplesOfDocuments() : SamplesOfUnits();

    private IEnumerable<Sample> SamplesOfDocuments()
    {
        var chance = new SplitMix64((ulong)bootstrap.Seed);
        for (var replicate = 0; replicate < bootstrap.Replicates; replicate++)
        {
            var times = new int[data.Documents.Count];
            for (var draw = 0; draw < times.Length; draw++)
                times[chance.Below((ulong)times.Length)]++;
            yield return new(times, null);
        }
    }

    private IEnumerable<Sample> SamplesOfUnits()
    {
        var chance = new SplitMix64((ulong)bootstrap.Seed);
        var patterns = (measures.Units?.Totals() ?? []).SelectMany((total, pattern) => Enumerable.Repeat(pattern, (int)total)).ToArray();
        for (var replicate = 0; replicate < bootstrap.Replicates; replicate++)
        {
            var counts = new long[measures.Units?.Patterns.Count ?? 0];
            for (var draw = 0; draw < patterns.Length; draw++)
                counts[patterns[chance.Below((ulong)patterns.Length)]]++;
            yield return new(null, counts);
        }
    }
}
