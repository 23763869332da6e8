using EvidenceBase.Record.Documents;

namespace EvidenceBase.Formats.Documents;

/// <summary>A file that is text itself: its characters are the canonical text, or what a parser reads.</summary>
internal sealed record SourceText(CanonicalText Text, string Encoding, bool LineEndsChanged)
{
    /// <summary>A file in which more than one character of so many is a control character is no text.</summary>
    private const int OneInCharacters = 200;

    public static SourceText Read(ReadOnlySpan<byte> bytes, string? declared, Losses losses, ReadingLimits limits)
    {
        limits.CheckTime();
        var decoded = TextEncodings.Decode(bytes, declared);
        if (decoded.Doubt is not null)
            losses.Tell("encoding", decoded.Doubt);
        limits.CheckLength(decoded.Text.Length);
        CountControls(decoded.Text, losses);
        var (text, problem) = CanonicalText.From(decoded.Text);
        return text is null ? throw new RefusedException(problem!.Detail) : new(text, decoded.Encoding, decoded.Text.Contains('\r'));
    }

    public ExtractedText With(DocumentFormat format, Extractor extractor, DocumentStructure structure) =>
        new(format, extractor, Encoding, Text, LineEndsChanged, structure);

    private static void CountControls(string text, Losses losses)
    {
        if (text.Contains('\0'))
            throw new RefusedException("The file holds the character NUL and is no text. Save it as UTF-8.");
        var controls = text.Count(TextControls.IsControl);
        if (controls > text.Length / OneInCharacters && controls > 1)
            throw new RefusedException("The file is full of control characters and is no text. Save it as text in UTF-8.");
        losses.Count(Loss.ControlCharacter, null, controls);
    }
}
