namespace EvidenceBase.Formats.Documents;

/// <summary>
/// SubRip (SRT), which has no standard: a number, a line with times, lines of text, an empty line. Empty lines inside a text, which some
/// programs write, belong to it: a new cue begins only where a line with times does.
/// </summary>
internal static class SubRipReader
{
    public static ExtractedText Read(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var source = SourceText.Read(bytes, encoding, losses, limits);
        var cues = new CueFlow(new(limits, losses));
        var lines = source.Text.Value.Split('\n');
        var starts = Enumerable.Range(0, lines.Length).Where(index => CueTimes.Of(lines[index]) is not null).ToList();
        if (starts.Count == 0)
            throw new RefusedException("No line of the file has times of the form 00:01:02,500 --> 00:01:04,000; it is no SubRip file.");
        CheckFirst(lines, starts[0]);
        for (var index = 0; index < starts.Count; index++)
        {
            var at = starts[index];
            var end = index + 1 < starts.Count ? starts[index + 1] : lines.Length;
            if (index + 1 < starts.Count && IsNumber(lines[end - 1]))
                end--;
            while (end > at + 1 && string.IsNullOrWhiteSpace(lines[end - 1]))
                end--;
            var payload = string.Join('\n', lines[(at + 1)..end]);
            if (payload.Contains("-->", StringComparison.Ordinal))
                throw new RefusedException("A cue has an arrow --> but no times that can be read. Correct the line and send the file again.", at + 1 + LineOfArrow(lines, at + 1));
            cues.Add(CueTimes.Of(lines[at])!, at > 0 && IsNumber(lines[at - 1]) ? lines[at - 1].Trim() : null, CueText.OfSubRip(payload, losses), at + 1);
        }

        return cues.Text(DocumentFormat.Srt, new("evidencebase-srt", "1"), source);
    }

    private static void CheckFirst(string[] lines, int first)
    {
        for (var index = 0; index < first; index++)
        {
            if (!string.IsNullOrWhiteSpace(lines[index]) && !(index == first - 1 && IsNumber(lines[index])))
                throw new RefusedException("Something stands before the first cue. A SubRip file begins with a number and a line with times.", index + 1);
        }
    }

    private static int LineOfArrow(string[] lines, int from) =>
        Array.FindIndex(lines, from, line => line.Contains("-->", StringComparison.Ordinal)) - from + 1;

    private static bool IsNumber(string line) => line.AsSpan().Trim() is { Length: > 0 and < 12 } digits && !digits.ContainsAnyExceptInRange('0', '9');
}
