namespace EvidenceBase.Formats.Documents;

/// <summary>WebVTT (W3C): cues are paragraphs, voices are speakers; notes stay beside the text.</summary>
internal static class WebVttReader
{
    public static ExtractedText Read(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var source = SourceText.Read(bytes, encoding, losses, limits);
        var flow = new Flow(limits, losses);
        var cues = new CueFlow(flow);
        var isFirst = true;
        foreach (var (lines, number) in CueBlocks.Of(source.Text.Value))
        {
            if (isFirst)
                Header(lines, losses);
            else if (lines[0].StartsWith("NOTE", StringComparison.Ordinal) && (lines[0].Length == 4 || lines[0][4] is ' ' or '\t'))
                Note(flow, lines);
            else if (lines[0].TrimEnd() is "STYLE" or "REGION")
                losses.Count(Loss.StyleBlock);
            else
                Cue(cues, lines, number, losses);
            isFirst = false;
        }

        return cues.Text(DocumentFormat.WebVtt, new("evidencebase-webvtt", "1"), source);
    }

    private static void Header(IReadOnlyList<string> lines, Losses losses)
    {
        if (!lines[0].StartsWith("WEBVTT", StringComparison.Ordinal))
            throw new RefusedException("The file does not begin with WEBVTT and is no WebVTT file.", 1);
        if (lines.Count > 1 || lines[0].TrimEnd().Length > 6)
            losses.Tell("header", "What stands in the header beside WEBVTT was left out.");
    }

    private static void Note(Flow flow, IReadOnlyList<string> lines)
    {
        var words = string.Join('\n', lines)[4..].Trim();
        if (words.Length == 0)
            return;
        flow.Lose(Loss.Comment);
        flow.Comments.Add(new(flow.Position, flow.Position, null, null, words));
    }

    private static void Cue(CueFlow cues, IReadOnlyList<string> lines, int number, Losses losses)
    {
        var at = lines[0].Contains("-->", StringComparison.Ordinal) || lines.Count == 1 ? 0 : 1;
        var times = CueTimes.Of(lines[at])
            ?? throw new RefusedException("A cue has no times of the form 00:01:02.500 --> 00:01:04.000. Correct the line and send the file again.", number + at);
        cues.Add(times, at == 1 ? lines[0].Trim() : null, CueText.OfWebVtt(string.Join('\n', lines.Skip(at + 1)), losses), number + at);
    }
}
