namespace EvidenceBase.Record.Documents;

/// <summary>Myers' O(ND) algorithm (1986) over two sequences of numbers, bounded in the number of differences it looks for.</summary>
public static class ShortestEdit
{
    /// <summary>The changed regions between both sequences, in order and apart from each other by at least one equal element.</summary>
    /// <param name="bound">The most differences looked for; with more than that, all that is not common at the ends is one region.</param>
    public static List<Edit> Between(ReadOnlySpan<int> old, ReadOnlySpan<int> @new, int bound)
    {
        var head = old.CommonPrefixLength(@new);
        var tail = CommonSuffixLength(old[head..], @new[head..]);
        var a = old[head..^tail];
        var b = @new[head..^tail];
        if (a.IsEmpty && b.IsEmpty)
            return [];
        var whole = new Edit(head, head + a.Length, head, head + b.Length);
        if (a.IsEmpty || b.IsEmpty || Furthest(a, b, bound) is not { } steps)
            return [whole];
        return Regions(steps, a.Length, b.Length, head);
    }

    /// <summary>For every number of differences, how far along each diagonal one comes; the last reaches both ends. Null beyond the bound.</summary>
    private static List<int[]>? Furthest(ReadOnlySpan<int> a, ReadOnlySpan<int> b, int bound)
    {
        var most = Math.Min(bound, a.Length + b.Length);
        var steps = new List<int[]>();
        for (var differences = 0; differences <= most; differences++)
        {
            // The diagonal k = x - y stands at index k + differences; only those of the same parity as the differences are used.
            var reached = new int[(2 * differences) + 1];
            for (var diagonal = -differences; diagonal <= differences; diagonal += 2)
            {
                var x = differences == 0 ? 0 : Step(steps[^1], differences - 1, diagonal).X;
                var y = x - diagonal;
                while (x < a.Length && y >= 0 && y < b.Length && a[x] == b[y])
                    (x, y) = (x + 1, y + 1);
                reached[diagonal + differences] = x;
                if (x >= a.Length && y >= b.Length)
                {
                    steps.Add(reached);
                    return steps;
                }
            }

            steps.Add(reached);
        }

        return null;
    }

    /// <summary>How a diagonal is entered: from the one above it (an insertion) or the one below (a deletion), whichever came further.</summary>
    private static (int X, bool Inserted) Step(int[] before, int radius, int diagonal)
    {
        var above = diagonal + 1 <= radius ? before[diagonal + 1 + radius] : -1;
        var below = diagonal - 1 >= -radius ? before[diagonal - 1 + radius] : -1;
        return below < above ? (above, true) : (below + 1, false);
    }

    /// <summary>Walks back from the ends, joining steps that touch.</summary>
    private static List<Edit> Regions(List<int[]> steps, int oldLength, int newLength, int head)
    {
        var regions = new List<Edit>();
        var (x, y) = (oldLength, newLength);
        for (var differences = steps.Count - 1; differences > 0; differences--)
        {
            var diagonal = x - y;
            var (enteredX, inserted) = Step(steps[differences - 1], differences - 1, diagonal);
            var enteredY = enteredX - diagonal;
            var (fromX, fromY) = inserted ? (enteredX, enteredY - 1) : (enteredX - 1, enteredY);
            var step = new Edit(head + fromX, head + enteredX, head + fromY, head + enteredY);
            if (regions.Count > 0 && regions[^1].OldStart == step.OldEnd && regions[^1].NewStart == step.NewEnd)
                regions[^1] = regions[^1] with { OldStart = step.OldStart, NewStart = step.NewStart };
            else
                regions.Add(step);
            (x, y) = (fromX, fromY);
        }

        regions.Reverse();
        return regions;
    }

    private static int CommonSuffixLength(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        var length = 0;
        while (length < a.Length && length < b.Length && a[^(length + 1)] == b[^(length + 1)])
            length++;
        return length;
    }
}
