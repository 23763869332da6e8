namespace EvidenceBase.Record.Agreement;

/// <summary>A stretch of a continuum that a layer has identified.</summary>
internal readonly record struct Section(int Start, int End, int Code)
{
    public int Length => End - Start;
}

/// <summary>The segments of each layer as sections of a continuum. The same code on the same place twice is one section.</summary>
internal static class Sections
{
    public static ReadOnlySpan<CodedSpan> OfCode(ReadOnlySpan<CodedSpan> spansOfDocument, int code)
    {
        var from = First(spansOfDocument, code);
        return spansOfDocument[from..First(spansOfDocument, code + 1)];
    }

    /// <summary>In the order of their beginnings.</summary>
    public static List<Section>[] ByLayer(ReadOnlySpan<CodedSpan> spans, int layers)
    {
        var sections = Enumerable.Range(0, layers).Select(_ => new List<Section>()).ToArray();
        foreach (var span in spans)
        {
            var section = new Section(span.Start, span.End, span.Code);
            if (sections[span.Layer] is not [.., var last] || last != section)
                sections[span.Layer].Add(section);
        }

        foreach (var one in sections)
            one.Sort((left, right) => (left.Start, left.End).CompareTo((right.Start, right.End)));
        return sections;
    }

    /// <summary>Why the sections are no units of a continuum, or null. Whatever the order of layers, units of one code that overlap are told before codes that do not exclude each other.</summary>
    public static Undefined? Obstacle(AgreementData data, int document, List<Section>[] sections)
    {
        Undefined? notExclusive = null;
        for (var layer = 0; layer < sections.Length; layer++)
        {
            if (FirstOverlap(sections[layer]) is not { } place)
                continue;
            var met = sections[layer].Where(one => one.Start < place.End && place.Start < one.End).Select(one => one.Code).Distinct().ToList();
            var where = data.Name(new(document, place.Start, place.End));
            if (met is [var code])
                return Undefined.OverlappingUnits(data.Layers[layer], where, data.Codes[code].Key);
            notExclusive ??= Undefined.NotExclusive(data.Layers[layer], where, string.Join(" and ", met.Select(one => $"“{data.Codes[one].Key}”")));
        }

        return notExclusive;
    }

    /// <summary>What two sections share that should lie apart.</summary>
    private static Section? FirstOverlap(List<Section> sections)
    {
        for (var index = 1; index < sections.Count; index++)
        {
            if (sections[index].Start < sections[index - 1].End)
                return sections[index] with { End = Math.Min(sections[index].End, sections[index - 1].End) };
        }

        return null;
    }

    /// <summary>The first span of the code, or of a later one; spans of a document are in the order of codes.</summary>
    private static int First(ReadOnlySpan<CodedSpan> spans, int code)
    {
        var (low, high) = (0, spans.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (spans[middle].Code < code)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
