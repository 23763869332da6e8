using System.Runtime.InteropServices;

namespace EvidenceBase.Record.Agreement;

/// <summary>Units of one document that have the same values.</summary>
internal readonly record struct UnitCount(int Pattern, long Units);

/// <summary>A stretch of a document.</summary>
internal readonly record struct Place(int Document, int Start, int End);

/// <summary>
/// The units of analysis as patterns – what each layer says of a unit – and how many units of each document have which. Millions of
/// characters come down to as many patterns as there are combinations of codes.
/// </summary>
internal sealed class UnitTable
{
    private readonly Dictionary<int[], int> numbers = new(new SameContent<int>());
    private readonly List<int[]> patterns = [];
    private readonly List<Place> firstPlaces = [];

    public UnitTable(AgreementData data, UnitsOfDocuments units, CancellationToken cancellation)
    {
        Documents = new UnitCount[data.Documents.Count][];
        var current = new Dictionary<int, long>();
        for (var document = 0; document < Documents.Length; document++)
        {
            cancellation.ThrowIfCancellationRequested();
            current.Clear();
            units.Touched(document, data.SpansOf(document), (values, number, place) =>
                CollectionsMarshal.GetValueRefOrAddDefault(current, NumberOf(values, place), out _) += number);
            var rest = units.Total(document) - current.Values.Sum();
            if (rest > 0)
                CollectionsMarshal.GetValueRefOrAddDefault(current, NumberOf(units.Untouched(document), new(document, 0, 0)), out _) += rest;
            Documents[document] = [.. current.Select(pair => new UnitCount(pair.Key, pair.Value))];
        }

        Sets = units.Sets;
    }

    public CodeSets Sets { get; }

    /// <summary>For each layer the number of a set of codes, or <see cref="UnitsOfDocuments.Missing"/>.</summary>
    public IReadOnlyList<int[]> Patterns => patterns;

    /// <summary>Where each pattern is first met.</summary>
    public IReadOnlyList<Place> FirstPlaces => firstPlaces;

    public UnitCount[][] Documents { get; }

    /// <summary>How many units there are of each pattern.</summary>
    public long[] Totals()
    {
        var totals = new long[patterns.Count];
        foreach (var (pattern, units) in Documents.SelectMany(document => document))
            totals[pattern] += units;
        return totals;
    }

    private int NumberOf(ReadOnlySpan<int> values, Place place)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<int>>();
        if (lookup.TryGetValue(values, out var pattern))
            return pattern;
        lookup[values] = pattern = patterns.Count;
        patterns.Add(values.ToArray());
        firstPlaces.Add(place);
        return pattern;
    }
}
