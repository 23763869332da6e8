using EvidenceBase.Record.Documents;

namespace EvidenceBase.Formats.Documents;

/// <summary>Plain text: the text as it came; every line that has text is a paragraph.</summary>
internal static class PlainTextReader
{
    public static ExtractedText Read(ReadOnlySpan<byte> bytes, string? encoding, Losses losses, ReadingLimits limits)
    {
        var source = SourceText.Read(bytes, encoding, losses, limits);
        return source.With(DocumentFormat.PlainText, new("evidencebase-text", "1"), Structure(source.Text.Value, losses));
    }

    public static DocumentStructure Structure(string text, Losses losses)
    {
        var blocks = TextLines.Of(text).Where(line => !line.In(text).IsWhiteSpace())
            .Select(line => new TextBlock(BlockKind.Paragraph, line.Start, line.End)).ToList();
        return new(blocks, [], [], SpeakerTurns.In(text, [], losses), [], TimeMarks.In(text, losses), []);
    }
}
