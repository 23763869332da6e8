using System.Runtime.InteropServices;

namespace EvidenceBase.Record.Agreement;

/// <summary>
/// Ratings of each code by itself. Only units that have to do with a code are gone through; in all others it is not applied.
/// </summary>
internal sealed class CodeRatings
{
    /// <summary>Stands for the weight of a coding that has none.</summary>
    public const int NoWeight = -1;

    private const int GreatestWeight = 100;

    private readonly AgreementData data;
    private readonly UnitsOfDocuments units;
    private readonly Valuation valuation;
    private readonly CodeRating[] codes;

    public CodeRatings(AgreementData data, UnitsOfDocuments units, Valuation valuation, CancellationToken cancellation)
    {
        (this.data, this.units, this.valuation) = (data, units, valuation);
        var scale = valuation == Valuation.Presence
            ? new Scale(2, null, category => category == 0 ? [] : [new(0, 1)])
            : new Scale(GreatestWeight + 1, category => category, _ => []);
        codes = [.. data.Codes.Select(_ => new CodeRating(new(scale), data.Documents.Count))];
        for (var document = 0; document < data.Documents.Count; document++)
        {
            cancellation.ThrowIfCancellationRequested();
            var spans = data.SpansOf(document);
            for (var from = 0; from < spans.Length;)
            {
                var until = from;
                while (until < spans.Length && spans[until].Code == spans[from].Code)
                    until++;
                Rate(document, spans[from..until], codes[spans[from].Code]);
                from = until;
            }
        }

        foreach (var code in codes)
            code.Rests = [.. data.Documents.Select((_, document) => PatternOf(units.Untouched(document), 0, code.Patterns))];
    }

    /// <summary>For each code why its units have no one value each.</summary>
    public IReadOnlyList<Undefined?> Obstacles => [.. codes.Select(code => code.Obstacle)];

    /// <param name="joint">The units with all codes together, for samples of units.</param>
    public IReadOnlyList<Ratings> Of(Sample sample, UnitTable? joint) =>
        sample.Patterns is { } drawn ? OfUnits(drawn, joint!) : [.. codes.Select(code => OfDocuments(sample.Documents!, code))];

    private void Rate(int document, ReadOnlySpan<CodedSpan> spans, CodeRating rating)
    {
        var code = spans[0].Code;
        var counts = new Dictionary<int, long>();
        units.Touched(document, spans, (sets, number, place) =>
        {
            rating.Obstacle ??= Conflict(sets, place, code);
            CollectionsMarshal.GetValueRefOrAddDefault(counts, PatternOf(sets, code, rating.Patterns), out _) += number;
        });
        var rest = PatternOf(units.Untouched(document), code, rating.Patterns);
        CollectionsMarshal.GetValueRefOrAddDefault(counts, rest, out _) += units.Total(document) - counts.Values.Sum();
        rating.Documents[document] = [.. counts.Select(pair => new UnitCount(pair.Key, pair.Value))];
    }

    private Ratings OfDocuments(int[] times, CodeRating rating)
    {
        var counts = new long[rating.Patterns.Count];
        for (var document = 0; document < times.Length; document++)
        {
            if (rating.Documents[document] is not { } own)
                counts[rating.Rests[document]] += times[document] * units.Total(document);
            else
                Add(counts, own, times[document]);
        }

        return rating.Patterns.With(counts);
    }

    private static void Add(long[] counts, UnitCount[] own, int times)
    {
        foreach (var (pattern, number) in own)
            counts[pattern] += times * number;
    }

    private Ratings[] OfUnits(long[] drawn, UnitTable joint)
    {
        var counts = codes.Select(_ => new Dictionary<int, long>()).ToArray();
        var rests = new Dictionary<int[], long>(new SameContent<int>());
        for (var pattern = 0; pattern < drawn.Length; pattern++)
        {
            if (drawn[pattern] == 0)
                continue;
            var values = joint.Patterns[pattern];
            int[] rest = [.. values.Select(value => Math.Min(value, CodeSets.Empty))];
            rests[rest] = rests.GetValueOrDefault(rest) + drawn[pattern];
            foreach (var code in values.Where(value => value > CodeSets.Empty).SelectMany(value => joint.Sets[value]).Select(one => one.Code).Distinct())
            {
                CollectionsMarshal.GetValueRefOrAddDefault(counts[code], PatternOf(values, code, codes[code].Patterns), out _) += drawn[pattern];
                CollectionsMarshal.GetValueRefOrAddDefault(counts[code], PatternOf(rest, code, codes[code].Patterns), out _) -= drawn[pattern];
            }
        }

        return [.. codes.Select((code, index) => OfUnits(code, counts[index], rests))];
    }

    private Ratings OfUnits(CodeRating code, Dictionary<int, long> own, Dictionary<int[], long> rests)
    {
        foreach (var (rest, number) in rests)
            CollectionsMarshal.GetValueRefOrAddDefault(own, PatternOf(rest, 0, code.Patterns), out _) += number;
        var counts = new long[code.Patterns.Count];
        foreach (var (pattern, number) in own)
            counts[pattern] = number;
        return code.Patterns.With(counts);
    }

    /// <summary>What the layers say of a code, given the sets of codes that they apply.</summary>
    private int PatternOf(ReadOnlySpan<int> sets, int code, RatingPatterns patterns)
    {
        Span<int> values = stackalloc int[sets.Length];
        for (var layer = 0; layer < sets.Length; layer++)
            values[layer] = sets[layer] == UnitsOfDocuments.Missing ? UnitsOfDocuments.Missing : ValueOf(units.Sets[sets[layer]], code);
        return patterns.NumberOf(values);
    }

    private int ValueOf(IReadOnlyList<CodeValue> set, int code)
    {
        for (var index = 0; index < set.Count; index++)
        {
            if (set[index].Code == code)
                return set[index].Value == NoWeight ? UnitsOfDocuments.Missing : set[index].Value;
        }

        return valuation == Valuation.Weight ? UnitsOfDocuments.Missing : 0;
    }

    /// <summary>A layer that has applied the code to the same place with different weights.</summary>
    private Undefined? Conflict(ReadOnlySpan<int> sets, Place place, int code)
    {
        for (var layer = 0; layer < sets.Length; layer++)
        {
            if (sets[layer] > CodeSets.Empty && units.Sets[sets[layer]].Count > 1)
                return Undefined.ConflictingWeights(data.Layers[layer], data.Name(place), data.Codes[code].Key);
        }

        return null;
    }

    /// <summary>The units of one code; null for documents in which it does not occur.</summary>
    private sealed record CodeRating(RatingPatterns Patterns, int DocumentCount)
    {
        public UnitCount[]?[] Documents { get; } = new UnitCount[]?[DocumentCount];

        /// <summary>For each document the pattern of its units where the code does not occur.</summary>
        public int[] Rests { get; set; } = [];

        public Undefined? Obstacle { get; set; }
    }
}
