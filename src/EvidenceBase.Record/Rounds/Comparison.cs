namespace EvidenceBase.Record.Rounds;

/// <summary>A coding of a round, in the present revision of its document, with the code that its code has become.</summary>
/// <param name="Start">In Unicode code points, 0-based.</param>
/// <param name="End">In Unicode code points, exclusive.</param>
public sealed record ComparedCoding(string Layer, Guid CodeId, int Start, int End);

/// <summary>A stretch on which the same coders apply a code throughout.</summary>
/// <param name="Layers">Of those who apply it, in order.</param>
public sealed record ComparedStretch(Guid CodeId, int Start, int End, IReadOnlyList<string> Layers);

/// <summary>Lays the codings of several coders side by side.</summary>
public static class Comparison
{
    /// <summary>
    /// For each code the longest stretches on which it is applied by the same coders, at least one, in the order of codes and places. It does not
    /// matter in how many pieces a coder coded what is adjacent or overlaps. Costs the sorting of the codings' boundaries.
    /// </summary>
    public static IReadOnlyList<ComparedStretch> Of(IEnumerable<ComparedCoding> codings) =>
    [
        .. codings.Where(coding => coding.Start < coding.End).GroupBy(coding => coding.CodeId).OrderBy(code => code.Key)
            .SelectMany(code => Sweep(code.Key, [.. code])),
    ];

    private static IEnumerable<ComparedStretch> Sweep(Guid code, IReadOnlyList<ComparedCoding> codings)
    {
        var boundaries = codings.SelectMany(one => new[] { (At: one.Start, one.Layer, Step: 1), (At: one.End, one.Layer, Step: -1) })
            .GroupBy(boundary => boundary.At).OrderBy(place => place.Key);
        var depth = new SortedDictionary<string, int>(StringComparer.Ordinal);
        ComparedStretch? open = null;
        foreach (var place in boundaries)
        {
            foreach (var (_, layer, step) in place)
            {
                depth[layer] = depth.GetValueOrDefault(layer) + step;
                if (depth[layer] == 0)
                    depth.Remove(layer);
            }

            if (open is not null && open.Layers.SequenceEqual(depth.Keys))
                continue;
            if (open is not null)
                yield return open with { End = place.Key };
            open = depth.Count == 0 ? null : new(code, place.Key, place.Key, [.. depth.Keys]);
        }
    }
}
