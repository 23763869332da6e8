namespace EvidenceBase.Formats.Documents;

/// <summary>Puts cues together: each cue is a paragraph, its times and its speakers are structure.</summary>
internal sealed class CueFlow(Flow flow)
{
    private readonly List<TimedCue> cues = [];
    private readonly List<SpeakerTurn> turns = [];
    private string? openVoice;

    public void Add(CueTimes times, string? identifier, CueText cue, int line)
    {
        if (times.Until < times.From)
            flow.Losses.Tell("times", $"The cue of line {line} ends before it begins; its times are kept as they are.");
        if (times.Settings.Length > 0)
            flow.Losses.Count(Loss.CueSetting);
        flow.Begin(BlockKind.Paragraph);
        var start = flow.Position;
        flow.Write(cue.Text);
        var end = flow.Position;
        flow.End();
        cues.Add(new(start, end, times.From, times.Until, string.IsNullOrWhiteSpace(identifier) ? null : identifier));
        Voices(cue, start, end);
    }

    public ExtractedText Text(DocumentFormat format, Extractor extractor, SourceText source)
    {
        var text = FlowText.Of(flow, format, extractor, source.Encoding, source.LineEndsChanged, turns.Count > 0 ? turns : null);
        return text with { Structure = text.Structure with { Cues = cues } };
    }

    /// <summary>A voice that goes on in the next cue is one turn; a cue without a voice ends it.</summary>
    private void Voices(CueText cue, int start, int end)
    {
        if (cue.Voices.Count == 0)
            openVoice = null;
        for (var index = 0; index < cue.Voices.Count; index++)
        {
            var (at, name) = cue.Voices[index];
            var from = Math.Min(start + at, end);
            var until = index + 1 < cue.Voices.Count ? Math.Min(start + cue.Voices[index + 1].At, end) : end;
            if (name == openVoice)
                turns[^1] = turns[^1] with { End = until };
            else
                turns.Add(new(name, from, from, until));
            openVoice = name;
        }
    }
}
