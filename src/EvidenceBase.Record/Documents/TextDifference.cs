namespace EvidenceBase.Record.Documents;

/// <summary>
/// The difference between two texts, as a person would mark it: lines first, then code points within the lines that differ. Bounded in time
/// and in the number of edits: a passage that was rewritten throughout is one edit.
/// </summary>
internal static class TextDifference
{
    private const int MostLines = 2_000;
    private const int MostCodePoints = 500;
    private const int MostEdits = 5_000;

    /// <summary>Fewer unchanged code points than this between two edits are taken for chance.</summary>
    private const int LeastKept = 3;

    public static IReadOnlyList<Edit> Between(CanonicalText old, CanonicalText @new)
    {
        var (oldPoints, newPoints) = (old.CodePoints(), @new.CodePoints());
        var passages = Passages(oldPoints, newPoints);
        var edits = new List<Edit>();
        foreach (var passage in passages)
        {
            var within = ShortestEdit.Between(
                oldPoints.AsSpan(passage.OldStart, passage.OldLength), newPoints.AsSpan(passage.NewStart, passage.NewLength), MostCodePoints);
            edits.AddRange(WithoutChance(within).Select(edit => new Edit(
                edit.OldStart + passage.OldStart, edit.OldEnd + passage.OldStart, edit.NewStart + passage.NewStart, edit.NewEnd + passage.NewStart)));
            if (edits.Count > MostEdits)
                return passages;
        }

        return edits;
    }

    /// <summary>The lines that differ, as regions of code points.</summary>
    private static List<Edit> Passages(int[] old, int[] @new)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (oldLines, oldStarts) = Lines(old, numbers);
        var (newLines, newStarts) = Lines(@new, numbers);
        return
        [
            .. ShortestEdit.Between(oldLines, newLines, MostLines)
                .Select(edit => new Edit(oldStarts[edit.OldStart], oldStarts[edit.OldEnd], newStarts[edit.NewStart], newStarts[edit.NewEnd])),
        ];
    }

    /// <summary>Each line with its line end as a number that is the same for the same line, and where each begins; the last start is the end.</summary>
    private static (int[] Lines, int[] Starts) Lines(int[] points, Dictionary<string, int> numbers)
    {
        var lines = new List<int>();
        var starts = new List<int> { 0 };
        while (starts[^1] < points.Length)
        {
            var start = starts[^1];
            var end = Array.IndexOf(points, '\n', start);
            end = end < 0 ? points.Length : end + 1;
            var line = string.Concat(points[start..end].Select(char.ConvertFromUtf32));
            if (!numbers.TryGetValue(line, out var number))
                numbers.Add(line, number = numbers.Count);
            lines.Add(number);
            starts.Add(end);
        }

        return ([.. lines], [.. starts]);
    }

    /// <summary>
    /// Joins edits between which next to nothing stands unchanged, or less than each of them changes: letters that two wordings share by
    /// chance would hold a passage in pieces that mean nothing.
    /// </summary>
    private static List<Edit> WithoutChance(List<Edit> edits)
    {
        var joined = new List<Edit>();
        foreach (var edit in edits)
        {
            var last = edit;
            while (joined.Count > 0 && IsChance(last.OldStart - joined[^1].OldEnd, joined[^1], last))
            {
                last = new(joined[^1].OldStart, last.OldEnd, joined[^1].NewStart, last.NewEnd);
                joined.RemoveAt(joined.Count - 1);
            }

            joined.Add(last);
        }

        return joined;
    }

    private static bool IsChance(int kept, Edit before, Edit after) => kept < LeastKept || kept < Math.Min(Extent(before), Extent(after));

    private static int Extent(Edit edit) => Math.Max(edit.OldLength, edit.NewLength);
}
