using EvidenceBase.Record.Documents;

namespace EvidenceBase.Formats.Documents;

/// <summary>A finished flow as a text, with who speaks and at what times.</summary>
internal static class FlowText
{
    /// <param name="turns">Who speaks where, if the file says so itself.</param>
    public static ExtractedText Of(
        Flow flow, DocumentFormat format, Extractor extractor, string? encoding = null, bool lineEndsChanged = false, IReadOnlyList<SpeakerTurn>? turns = null)
    {
        var structure = flow.Structure();
        var text = flow.Text();
        var breaks = structure.Blocks
            .Where(block => block.Kind is BlockKind.Heading or BlockKind.Footnote or BlockKind.Endnote or BlockKind.TextBox).Select(block => block.Start);
        return new(format, extractor, encoding, CanonicalText.Trusted(text), lineEndsChanged, structure with
        {
            Turns = turns ?? SpeakerTurns.In(text, breaks, flow.Losses),
            Times = TimeMarks.In(text, flow.Losses),
        });
    }
}
