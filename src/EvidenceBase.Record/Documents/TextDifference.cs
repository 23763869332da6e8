namespace EvidenceBase.Record.Documents;

/// <summary>
/// The difference between two texts, as a person would mark it: lines first, then code points within the lines that differ. Bounded in time
/// and in the number of edits: a passage that was rewritten throughout is one edit.
/// </summary>
internal static class TextDifference
{
    private const int MostLines = 20_000;
    private const int MostCodePoints = 500;
    private const int MostEdits = 10_000;

    /// <summary>Fewer unchanged code points than this between two edits are taken for chance.</summary>
    private const int LeastKept = 3;

    public static IReadOnlyList<Edit> Between(CanonicalText old, CanonicalText @new)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var (oldLines, newLines) = (new Lines(old, numbers), new Lines(@new, numbers));
        var differing = ShortestEdit.Between(oldLines.Numbers, newLines.Numbers, MostLines)
            ?? [new(0, oldLines.Numbers.Length, 0, newLines.Numbers.Length)];
        var passages = differing.Select(lines => Passage(lines, oldLines, newLines)).ToList();
        var edits = new List<Edit>();
        foreach (var lines in differing)
        {
            edits.AddRange(Within(lines, oldLines, newLines));
            if (edits.Count > MostEdits)
                return passages;
        }

        return edits;
    }

    /// <summary>
    /// The edits within lines that differ. Where they have too little in common, but are as many as before, each is compared with the one in
    /// its place: something was done to every line.
    /// </summary>
    private static List<Edit> Within(Edit lines, Lines old, Lines @new)
    {
        var passage = Passage(lines, old, @new);
        if (CodePoints(passage, old, @new) is { } edits)
            return edits;
        if (lines.OldLength != lines.NewLength || lines.OldLength == 1)
            return [passage];
        return
        [
            .. Enumerable.Range(0, lines.OldLength)
                .Select(line => Passage(new(lines.OldStart + line, lines.OldStart + line + 1, lines.NewStart + line, lines.NewStart + line + 1), old, @new))
                .SelectMany(line => CodePoints(line, old, @new) ?? [line]),
        ];
    }

    private static List<Edit>? CodePoints(Edit passage, Lines old, Lines @new)
    {
        var edits = ShortestEdit.Between(
            old.CodePoints.AsSpan(passage.OldStart, passage.OldLength), @new.CodePoints.AsSpan(passage.NewStart, passage.NewLength), MostCodePoints);
        return edits is null
            ? null
            : WithoutChance(edits.Select(edit => new Edit(
                edit.OldStart + passage.OldStart, edit.OldEnd + passage.OldStart, edit.NewStart + passage.NewStart, edit.NewEnd + passage.NewStart)));
    }

    /// <summary>Lines as the region of code points that they fill.</summary>
    private static Edit Passage(Edit lines, Lines old, Lines @new) =>
        new(old.Starts[lines.OldStart], old.Starts[lines.OldEnd], @new.Starts[lines.NewStart], @new.Starts[lines.NewEnd]);

    /// <summary>
    /// Joins edits between which next to nothing stands unchanged, or less than each of them changes: letters that two wordings share by
    /// chance would hold a passage in pieces that mean nothing.
    /// </summary>
    private static List<Edit> WithoutChance(IEnumerable<Edit> edits)
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

    /// <summary>The lines of a text, each with its line end and as a number that is the same for the same line.</summary>
    private sealed class Lines
    {
        public Lines(CanonicalText text, Dictionary<string, int> known)
        {
            CodePoints = text.CodePoints();
            var numbers = new List<int>();
            var starts = new List<int> { 0 };
            while (starts[^1] < CodePoints.Length)
            {
                var start = starts[^1];
                var end = Array.IndexOf(CodePoints, '\n', start) is var at && at < 0 ? CodePoints.Length : at + 1;
                var line = text.Slice(start, end);
                if (!known.TryGetValue(line, out var number))
                    known.Add(line, number = known.Count);
                numbers.Add(number);
                starts.Add(end);
            }

            (Numbers, Starts) = ([.. numbers], [.. starts]);
        }

        public int[] CodePoints { get; }

        public int[] Numbers { get; }

        /// <summary>Where each line begins, in code points; behind the last stands the length of the text.</summary>
        public int[] Starts { get; }
    }
}
