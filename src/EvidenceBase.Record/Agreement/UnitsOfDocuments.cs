using System.Runtime.InteropServices;

namespace EvidenceBase.Record.Agreement;

/// <summary>Units with the same values were found.</summary>
/// <param name="values">For each layer the number of the set of codes that it applies, or <see cref="UnitsOfDocuments.Missing"/>.</param>
internal delegate void UnitsFound(ReadOnlySpan<int> values, long units, Place place);

/// <summary>What the units of each document are, and what the layers say of them.</summary>
internal sealed class UnitsOfDocuments
{
    /// <summary>The value of a layer that did not code the document.</summary>
    public const int Missing = -1;

    private readonly AgreementData data;
    private readonly AgreementParameters parameters;
    private readonly int[][] untouched;
    private readonly SegmentUnits[]? segments;
    private readonly Dictionary<(int Layer, CodeValue Code), int> open = [];
    private ulong[] boundaries = [];

    public UnitsOfDocuments(AgreementData data, AgreementParameters parameters)
    {
        (this.data, this.parameters) = (data, parameters);
        untouched =
        [
            .. data.Documents.Select((_, document) => data.Layers
                .Select((_, layer) => data.IsCoded(document, layer, parameters.Untouched) ? CodeSets.Empty : Missing).ToArray()),
        ];
        segments = parameters.Unit == UnitOfAnalysis.Segments
            ? [.. data.Documents.Select((_, document) => new SegmentUnits(document, data.SpansOf(document), parameters.Overlap))]
            : null;
    }

    public CodeSets Sets { get; } = new();

    /// <summary>The values of units of the document to which no code is applied.</summary>
    public int[] Untouched(int document) => untouched[document];

    public long Total(int document) => parameters.Unit switch
    {
        UnitOfAnalysis.Characters => data.Documents[document].Length,
        UnitOfAnalysis.Segments => segments![document].Count,
        _ => 1,
    };

    /// <summary>Goes through the units to which the spans apply a code.</summary>
    /// <param name="spans">Of the document, some or all.</param>
    public void Touched(int document, ReadOnlySpan<CodedSpan> spans, UnitsFound found)
    {
        if (spans.IsEmpty)
            return;
        var values = (int[])untouched[document].Clone();
        switch (parameters.Unit)
        {
            case UnitOfAnalysis.Characters:
                Characters(document, spans, values, found);
                break;
            case UnitOfAnalysis.Segments:
                segments![document].Touched(spans, untouched[document], Sets, ValueOf, found);
                break;
            default:
                Document(document, spans, values, found);
                break;
        }
    }

    /// <summary>
    /// Values change only where a span begins or ends, so the boundaries are gone through in order and the characters between two of them
    /// are counted at once.
    /// </summary>
    private void Characters(int document, ReadOnlySpan<CodedSpan> spans, int[] values, UnitsFound found)
    {
        var count = Boundary.Of(spans, ref boundaries);
        var (from, covering) = (0, 0);
        foreach (var boundary in boundaries.AsSpan(0, count))
        {
            var at = Boundary.Position(boundary);
            if (at > from && covering > 0)
                found(values, at - from, new(document, from, at));
            from = at;
            covering += Boundary.IsStart(boundary) ? 1 : -1;
            var span = spans[Boundary.Index(boundary)];
            Cross(ref values[span.Layer], span.Layer, ValueOf(span), Boundary.IsStart(boundary));
        }
    }

    private void Cross(ref int value, int layer, CodeValue code, bool isStart)
    {
        ref var depth = ref CollectionsMarshal.GetValueRefOrAddDefault(open, (layer, code), out _);
        if (isStart && depth++ == 0)
            value = Sets.With(value, code);
        else if (!isStart && --depth == 0)
            value = Sets.Without(value, code);
    }

    private void Document(int document, ReadOnlySpan<CodedSpan> spans, int[] values, UnitsFound found)
    {
        var counts = new SortedDictionary<(int Layer, int Code), int>();
        foreach (var span in spans)
            counts[(span.Layer, span.Code)] = counts.GetValueOrDefault((span.Layer, span.Code)) + 1;
        foreach (var ((layer, code), count) in counts)
            values[layer] = Sets.With(values[layer], new(code, parameters.Valuation == Valuation.Count ? count : 1));
        found(values, 1, new(document, 0, data.Documents[document].Length));
    }

    /// <summary>What a span says of its units.</summary>
    private CodeValue ValueOf(CodedSpan span) =>
        new(span.Code, parameters.Valuation == Valuation.Weight ? span.Weight ?? CodeRatings.NoWeight : 1);
}

/// <summary>Where a span begins or ends: position, whether it begins, and the span's index, so that sorting puts ends before beginnings.</summary>
internal static class Boundary
{
    /// <returns>How many there are.</returns>
    public static int Of(ReadOnlySpan<CodedSpan> spans, ref ulong[] boundaries)
    {
        if (boundaries.Length < spans.Length * 2)
            boundaries = new ulong[spans.Length * 2];
        var count = 0;
        for (var index = 0; index < spans.Length; index++)
        {
            boundaries[count++] = ((ulong)spans[index].Start << 33) | (1UL << 32) | (uint)index;
            boundaries[count++] = ((ulong)spans[index].End << 33) | (uint)index;
        }

        boundaries.AsSpan(0, count).Sort();
        return count;
    }

    public static int Position(ulong boundary) => (int)(boundary >> 33);

    public static bool IsStart(ulong boundary) => (boundary & (1UL << 32)) != 0;

    public static int Index(ulong boundary) => (int)(uint)boundary;
}
