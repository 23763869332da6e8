namespace EvidenceBase.Record.Documents;

/// <summary>
/// Myers' O(ND) algorithm (1986) over two sequences of numbers, in linear space: it looks for the middle of a shortest edit from both ends at
/// once and then for the shortest edits of both halves. Bounded in the number of differences it looks for.
/// </summary>
public static class ShortestEdit
{
    /// <summary>
    /// The changed regions between both sequences, in order and apart from each other by at least one equal element; null where there are
    /// more differences (elements deleted or inserted) than the bound.
    /// </summary>
    public static IReadOnlyList<Edit>? Between(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, int bound)
    {
        var most = (Math.Min(bound, old.Length + @new.Length) + 1) / 2;
        var regions = new List<Edit>();
        return Collect(old, @new, new(0, 0), bound, new int[(2 * most) + 3], new int[(2 * most) + 3], regions) ? regions : null;
    }

    private static bool Collect(
        ReadOnlySpan<int> a, ReadOnlySpan<int> b, (int Old, int New) at, int bound, int[] forward, int[] backward, List<Edit> regions)
    {
        var head = a.CommonPrefixLength(b);
        a = a[head..];
        b = b[head..];
        at = (at.Old + head, at.New + head);
        var tail = CommonSuffixLength(a, b);
        a = a[..^tail];
        b = b[..^tail];
        if (a.IsEmpty || b.IsEmpty)
        {
            Add(regions, new(at.Old, at.Old + a.Length, at.New, at.New + b.Length));
            return a.Length + b.Length <= bound;
        }

        if (Middle(a, b, bound, forward, backward) is not { } middle)
            return false;
        return Collect(a[..middle.X], b[..middle.Y], at, bound, forward, backward, regions)
            && Collect(a[middle.X..], b[middle.Y..], (at.Old + middle.X, at.New + middle.Y), bound, forward, backward, regions);
    }

    /// <summary>
    /// A point on a shortest edit with half of the differences before it. Both arrays hold, for every diagonal x - y, how far along it one
    /// comes with the differences spent so far: one from the beginnings, the other from the ends.
    /// </summary>
    private static (int X, int Y)? Middle(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int bound, int[] forward, int[] backward)
    {
        var difference = a.Length - b.Length;
        var isOdd = (difference & 1) != 0;
        var zero = forward.Length / 2;
        forward[zero + 1] = backward[zero + 1] = 0;
        for (var spent = 0; (2 * spent) - 1 <= bound; spent++)
        {
            for (var diagonal = -spent; diagonal <= spent; diagonal += 2)
            {
                var start = Enter(forward, zero, diagonal, spent);
                var x = start;
                while (x < a.Length && x - diagonal < b.Length && a[x] == b[x - diagonal])
                    x++;
                forward[zero + diagonal] = x;
                var facing = difference - diagonal;
                if (isOdd && Math.Abs(facing) < spent && x + backward[zero + facing] >= a.Length)
                    return (start, start - diagonal);
            }

            for (var diagonal = -spent; 2 * spent <= bound && diagonal <= spent; diagonal += 2)
            {
                var x = Enter(backward, zero, diagonal, spent);
                while (x < a.Length && x - diagonal < b.Length && a[^(x + 1)] == b[^(x - diagonal + 1)])
                    x++;
                backward[zero + diagonal] = x;
                var facing = difference - diagonal;
                if (!isOdd && Math.Abs(facing) <= spent && x + forward[zero + facing] >= a.Length)
                    return (a.Length - x, b.Length - (x - diagonal));
            }
        }

        return null;
    }

    /// <summary>How far one is on a diagonal when it is entered from whichever neighbour came further: by an insertion from the one above, else by a deletion.</summary>
    private static int Enter(int[] reached, int zero, int diagonal, int spent)
    {
        var isInsertion = diagonal == -spent || (diagonal != spent && reached[zero + diagonal - 1] < reached[zero + diagonal + 1]);
        return isInsertion ? reached[zero + diagonal + 1] : reached[zero + diagonal - 1] + 1;
    }

    private static void Add(List<Edit> regions, Edit edit)
    {
        if (edit.OldLength + edit.NewLength == 0)
            return;
        if (regions.Count > 0 && regions[^1] is var last && last.OldEnd == edit.OldStart && last.NewEnd == edit.NewStart)
            regions[^1] = new(last.OldStart, edit.OldEnd, last.NewStart, edit.NewEnd);
        else
            regions.Add(edit);
    }

    private static int CommonSuffixLength(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)])
            length++;
        return length;
    }
}
