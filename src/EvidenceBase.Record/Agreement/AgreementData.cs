namespace EvidenceBase.Record.Agreement;

/// <summary>A code applied in a layer to a stretch of a document; the numbers are indices into <see cref="AgreementData"/>.</summary>
/// <param name="Start">In code points of the revision that is compared, 0-based.</param>
/// <param name="End">Exclusive.</param>
public readonly record struct CodedSpan(int Document, int Layer, int Code, int Start, int End, int? Weight = null);

/// <summary>A document as it is compared.</summary>
/// <param name="Length">Of that revision, in code points.</param>
/// <param name="Layers">Those that have a coding in it, with whatever code.</param>
public sealed record ComparedDocument(Guid Id, string Key, int Revision, int Length, IReadOnlySet<string> Layers);

public sealed record ComparedCode(Guid Id, string Key);

/// <summary>
/// What a measurement looks at, in an order of its own – layers by name, documents and codes by id, spans by place – so that nothing depends
/// on the order in which it came.
/// </summary>
public sealed class AgreementData
{
    private readonly int[] firstOfDocument;

    /// <exception cref="ArgumentException">A span names what is not there or lies outside of its document.</exception>
    public AgreementData(
        IReadOnlyList<string> layers, IReadOnlyList<ComparedDocument> documents, IReadOnlyList<ComparedCode> codes, IReadOnlyCollection<CodedSpan> spans)
    {
        Layers = [.. layers.Order(StringComparer.Ordinal)];
        Documents = [.. documents.OrderBy(document => document.Id)];
        Codes = [.. codes.OrderBy(code => code.Id)];
        var layerAt = Places(layers, Layers);
        var documentAt = Places(documents, Documents);
        var codeAt = Places(codes, Codes);
        var ordered = new CodedSpan[spans.Count];
        var keys = new UInt128[spans.Count];
        var next = 0;
        foreach (var span in spans)
        {
            var own = span with { Document = documentAt[span.Document], Layer = layerAt[span.Layer], Code = codeAt[span.Code] };
            if (own.Start < 0 || own.Start >= own.End || own.End > Documents[own.Document].Length)
                throw new ArgumentException($"A span from {own.Start} to {own.End} lies outside of its document.", nameof(spans));
            keys[next] = new(((ulong)own.Document << 32) | (uint)own.Code, ((ulong)own.Start << 32) | (uint)own.End);
            ordered[next++] = own;
        }

        Array.Sort(keys, ordered);
        OrderTies(keys, ordered);
        Spans = ordered;
        firstOfDocument = new int[Documents.Count + 1];
        foreach (var span in ordered)
            firstOfDocument[span.Document + 1]++;
        for (var document = 0; document < Documents.Count; document++)
            firstOfDocument[document + 1] += firstOfDocument[document];
    }

    public IReadOnlyList<string> Layers { get; }

    public IReadOnlyList<ComparedDocument> Documents { get; }

    public IReadOnlyList<ComparedCode> Codes { get; }

    /// <summary>By document, code, start, end, layer and weight.</summary>
    public ReadOnlyMemory<CodedSpan> Spans { get; }

    public ReadOnlySpan<CodedSpan> SpansOf(int document) => Spans.Span[firstOfDocument[document]..firstOfDocument[document + 1]];

    /// <summary>Whether the layer has a value of every unit of the document, if only that it is not coded.</summary>
    public bool IsCoded(int document, int layer, Untouched untouched) =>
        untouched == Untouched.Uncoded || Documents[document].Layers.Contains(Layers[layer]);

    internal string Name(Place place) => $"{Documents[place.Document].Key} {place.Start}–{place.End}";

    private static int[] Places<T>(IReadOnlyList<T> given, IReadOnlyList<T> ordered)
        where T : notnull
    {
        var places = ordered.Select((one, place) => (one, place)).ToDictionary(pair => pair.one, pair => pair.place);
        return [.. given.Select(one => places[one])];
    }

    private static void OrderTies(UInt128[] keys, CodedSpan[] spans)
    {
        var from = 0;
        for (var until = 1; until <= keys.Length; until++)
        {
            if (until < keys.Length && keys[until] == keys[from])
                continue;
            if (until - from > 1)
                Array.Sort(spans, from, until - from, Comparer<CodedSpan>.Create(ByLayerAndWeight));
            from = until;
        }
    }

    private static int ByLayerAndWeight(CodedSpan left, CodedSpan right) =>
        (left.Layer, left.Weight ?? -1).CompareTo((right.Layer, right.Weight ?? -1));
}
