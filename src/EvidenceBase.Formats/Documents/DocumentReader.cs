using System.Xml;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Reads the text of a document, of whatever format it is. A file is taken whole or refused with the reason; what a text loses on its way out of
/// the file is told in the findings, sort by sort. No finding holds a word of the document.
/// </summary>
public static class DocumentReader
{
    /// <summary>The item of an error that says that the file is of a kind from which no text is read.</summary>
    public const string UnknownKind = "unknown kind";

    private const int BufferBytes = 81920;

    /// <param name="stream">Read to its end.</param>
    /// <inheritdoc cref="Read(byte[], string, DocumentFormat?, string?, ReadingLimits?, TimeProvider?, CancellationToken)"/>
    public static Reading<ExtractedText> Read(
        Stream stream,
        string file,
        DocumentFormat? stated = null,
        string? encoding = null,
        ReadingLimits? limits = null,
        TimeProvider? clock = null,
        CancellationToken cancellation = default)
    {
        limits ??= ReadingLimits.Default;
        try
        {
            return Read(Bytes(stream, limits), file, stated, encoding, limits, clock, cancellation);
        }
        catch (RefusedException refused)
        {
            return Refused(file, refused);
        }
    }

    /// <param name="file">The file's name: for the findings, and to tell sorts of text apart that look alike.</param>
    /// <param name="stated">What it is said to be; what stands in it decides, except between plain text, Markdown and HTML.</param>
    /// <param name="encoding">In which its bytes are said to be, for files that are text.</param>
    /// <param name="clock">Measures the time that the limits give; without one the time is not limited.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Reading<ExtractedText> Read(
        byte[] bytes,
        string file,
        DocumentFormat? stated = null,
        string? encoding = null,
        ReadingLimits? limits = null,
        TimeProvider? clock = null,
        CancellationToken cancellation = default)
    {
        limits = (limits ?? ReadingLimits.Default).Started(clock, cancellation);
        try
        {
            return bytes.Length > limits.Bytes ? throw TooLarge(limits) : Read(bytes, file, stated, encoding, limits);
        }
        catch (RefusedException refused)
        {
            return Refused(file, refused);
        }
        catch (XmlException damaged)
        {
            return Refused(file, XmlWalk.Unreadable(damaged));
        }
    }

    private static RefusedException TooLarge(ReadingLimits limits) => new($"The file is larger than {limits.Bytes / (1024 * 1024)} MB.");

    private static Reading<ExtractedText> Refused(string file, RefusedException refused) =>
        Reading.Failed<ExtractedText>(new(file, refused.IsOfUnknownKind ? UnknownKind : null, null, refused.Message, refused.Line));

    private static Reading<ExtractedText> Read(byte[] bytes, string file, DocumentFormat? stated, string? encoding, ReadingLimits limits)
    {
        var losses = new Losses();
        var named = stated ?? DocumentFormats.OfFileName(file);
        var format = FormatDetection.Of(bytes, named, limits);
        if (named is { } name && name != format)
            losses.Tell("format", $"The file is named or sent as {DocumentFormats.NameOf(name)}; what stands in it is {DocumentFormats.NameOf(format)}, and it was read as that.");
        var text = format switch
        {
            DocumentFormat.PlainText => PlainTextReader.Read(bytes, encoding, losses, limits),
            DocumentFormat.Markdown => MarkdownReader.Read(bytes, encoding, losses, limits),
            DocumentFormat.Html => HtmlReader.Read(bytes, encoding, losses, limits),
            DocumentFormat.Docx => DocxReader.Read(bytes, losses, limits),
            DocumentFormat.Odt => OdtReader.Read(bytes, losses, limits),
            DocumentFormat.Rtf => RtfReader.Read(bytes, losses, limits),
            DocumentFormat.Pdf => PdfReader.Read(bytes, losses, limits),
            DocumentFormat.WebVtt => WebVttReader.Read(bytes, encoding, losses, limits),
            DocumentFormat.Srt => SubRipReader.Read(bytes, encoding, losses, limits),
            DocumentFormat.Epub => EpubReader.Read(bytes, losses, limits),
            _ => throw new ArgumentOutOfRangeException(nameof(stated)),
        };
        return string.IsNullOrWhiteSpace(text.Text.Value)
            ? throw new RefusedException($"The file holds no text: it is a {DocumentFormats.NameOf(format)} file without a word in it.")
            : Reading.Of(text, [], losses.Findings(file));
    }

    private static byte[] Bytes(Stream stream, ReadingLimits limits)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[BufferBytes];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (bytes.Length + read > limits.Bytes)
                throw TooLarge(limits);
            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
