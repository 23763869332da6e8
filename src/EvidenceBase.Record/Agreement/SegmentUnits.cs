namespace EvidenceBase.Record.Agreement;

/// <summary>
/// Segments of a document as units: every distinct stretch that some layer has coded is one. What a layer says of it are the codes of its
/// codings there, or – below an overlap of 100 per cent – of those that share so much with it: shared code points over all that either covers.
/// </summary>
internal sealed class SegmentUnits
{
    private readonly int document;
    private readonly int overlap;
    private readonly (int Start, int End)[] segments;

    public SegmentUnits(int document, ReadOnlySpan<CodedSpan> spans, int overlap)
    {
        (this.document, this.overlap) = (document, overlap);
        var all = new (int Start, int End)[spans.Length];
        for (var index = 0; index < spans.Length; index++)
            all[index] = (spans[index].Start, spans[index].End);
        Array.Sort(all);
        segments = [.. all.Where((segment, index) => index == 0 || segment != all[index - 1])];
    }

    public int Count => segments.Length;

    public void Touched(ReadOnlySpan<CodedSpan> spans, int[] untouched, CodeSets sets, Func<CodedSpan, CodeValue> valueOf, UnitsFound found)
    {
        var touched = new SortedDictionary<int, int[]>();
        foreach (var span in spans)
        {
            // Two stretches that share so much of both begin no further apart than what may be left over of one of them.
            var furthest = (long)(span.End - span.Start) * (100 - overlap) / overlap;
            for (var index = First(span.Start - furthest); index < segments.Length && segments[index].Start - span.Start <= furthest; index++)
            {
                if (!Shares(span, segments[index]))
                    continue;
                if (!touched.TryGetValue(index, out var values))
                    touched[index] = values = (int[])untouched.Clone();
                values[span.Layer] = sets.With(values[span.Layer], valueOf(span));
            }
        }

        foreach (var (index, values) in touched)
            found(values, 1, new(document, segments[index].Start, segments[index].End));
    }

    private bool Shares(CodedSpan span, (int Start, int End) segment)
    {
        var shared = (long)Math.Min(segment.End, span.End) - Math.Max(segment.Start, span.Start);
        var covered = (long)(segment.End - segment.Start) + (span.End - span.Start) - shared;
        return shared > 0 && shared * 100 >= covered * overlap;
    }

    /// <summary>The first segment that does not begin before the position.</summary>
    private int First(long start)
    {
        var (low, high) = (0, segments.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (segments[middle].Start < start)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
