using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>Tells what a file is by what stands in it; its name and the stated type only decide between sorts of text that look alike.</summary>
internal static class FormatDetection
{
    private const int HeadBytes = 4096;

    private static readonly (byte[] Start, string What)[] Foreign =
    [
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ([(byte)'G', (byte)'I', (byte)'F', (byte)'8'], "a picture (GIF)"),
        ([(byte)'I', (byte)'D', (byte)'3'], "a sound recording (MP3)"),
        ([(byte)'O', (byte)'g', (byte)'g', (byte)'S'], "a sound recording (Ogg)"),
        ([(byte)'f', (byte)'L', (byte)'a', (byte)'C'], "a sound recording (FLAC)"),
        ([(byte)'R', (byte)'I', (byte)'F', (byte)'F'], "a sound recording, video or picture (RIFF)"),
        ([0x1A, 0x45, 0xDF, 0xA3], "a video (Matroska)"),
        ([0x1F, 0x8B], "packed (gzip)"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "packed (7-Zip)"),
        ([(byte)'R', (byte)'a', (byte)'r', (byte)'!'], "packed (RAR)"),
        ([(byte)'B', (byte)'Z', (byte)'h'], "packed (bzip2)"),
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program"),
        ([(byte)'S', (byte)'Q', (byte)'L', (byte)'i', (byte)'t', (byte)'e'], "a database (SQLite)"),
    ];

    /// <exception cref="RefusedException">It is no document of which a text could be read.</exception>
    public static DocumentFormat Of(byte[] bytes, DocumentFormat? stated, ReadingLimits limits)
    {
        var head = bytes.AsSpan(0, Math.Min(bytes.Length, HeadBytes));
        if (head.IsEmpty)
            throw new RefusedException("The file is empty.");
        if (head[..Math.Min(head.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
            return DocumentFormat.Pdf;
        if (head.StartsWith("PK\u0003\u0004"u8))
            return OfArchive(bytes, limits);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
            throw Compound(bytes);
        if (Foreign.FirstOrDefault(sort => bytes.AsSpan().StartsWith(sort.Start)).What is { } what)
            throw new RefusedException($"The file is {what}, and no text can be read from it. Send a text, such as a transcript.") { IsOfUnknownKind = true };
        return OfText(head, stated);
    }

    private static DocumentFormat OfText(ReadOnlySpan<byte> head, DocumentFormat? stated)
    {
        var text = Start(head);
        if (text.StartsWith(@"{\rtf", StringComparison.Ordinal))
            return DocumentFormat.Rtf;
        if (text.StartsWith("WEBVTT", StringComparison.Ordinal) && (text.Length == 6 || char.IsWhiteSpace(text[6])))
            return DocumentFormat.WebVtt;
        if (IsHtml(text, stated))
            return DocumentFormat.Html;
        if (IsSubRip(text))
            return DocumentFormat.Srt;
        if (text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) && stated is not (DocumentFormat.PlainText or DocumentFormat.Markdown))
            throw new RefusedException("The file is XML of a kind that is not known here. Save it as a text document, or send it as plain text to keep its tags.") { IsOfUnknownKind = true };
        return stated switch
        {
            DocumentFormat.Markdown => DocumentFormat.Markdown,
            DocumentFormat.Html => DocumentFormat.Html,
            _ => DocumentFormat.PlainText,
        };
    }

    private static bool IsHtml(string text, DocumentFormat? stated)
    {
        if (stated is DocumentFormat.PlainText or DocumentFormat.Markdown)
            return false;
        var rest = text.AsSpan();
        while (rest.StartsWith("<?") || rest.StartsWith("<!--"))
        {
            var (mark, length) = rest.StartsWith("<?") ? ("?>", 2) : ("-->", 3);
            var end = rest.IndexOf(mark);
            rest = end < 0 ? [] : rest[(end + length)..].TrimStart();
        }

        return rest.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || rest.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("<body", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSubRip(string text)
    {
        var lines = text.Split('\n', 3);
        return CueTimes.Of(lines[0].TrimEnd('\r')) is not null
            || (lines.Length > 1 && lines[0].Trim() is { Length: > 0 } number && number.All(char.IsAsciiDigit) && CueTimes.Of(lines[1].TrimEnd('\r')) is not null);
    }

    /// <summary>The beginning of a text in whatever encoding has the letters of ASCII, alone or with a zero byte.</summary>
    private static string Start(ReadOnlySpan<byte> head)
    {
        var letters = new StringBuilder(head.Length);
        foreach (var each in head)
        {
            if (each is not (0 or 0xFE or 0xFF or 0xEF or 0xBB or 0xBF) || letters.Length > 8)
                letters.Append((char)each);
        }

        return letters.ToString().TrimStart();
    }

    private static DocumentFormat OfArchive(byte[] bytes, ReadingLimits limits)
    {
        using var archive = Archive.Open(bytes, limits);
        if (archive.Contains("mimetype"))
        {
            using var stream = archive.Read("mimetype");
            var type = new byte[200];
            var stated = Encoding.ASCII.GetString(type, 0, stream.ReadAtLeast(type, type.Length, throwOnEndOfStream: false)).Trim();
            if (stated.StartsWith("application/vnd.oasis.opendocument.text", StringComparison.Ordinal))
                return DocumentFormat.Odt;
            if (stated == "application/epub+zip")
                return DocumentFormat.Epub;
            throw new RefusedException($"The file is of the type “{Archive.Shown(stated)}”, which is no text document.") { IsOfUnknownKind = true };
        }

        if (archive.Names.Any(name => name.StartsWith("word/", StringComparison.Ordinal)))
            return DocumentFormat.Docx;
        var what = archive.Names.Any(name => name.StartsWith("xl/", StringComparison.Ordinal)) ? "an Excel workbook"
            : archive.Names.Any(name => name.StartsWith("ppt/", StringComparison.Ordinal)) ? "a PowerPoint presentation"
            : archive.Names.Any(name => name.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)) ? "a REFI-QDA project"
            : "a ZIP archive of files";
        throw new RefusedException($"The file is {what}, not one text document. Send the text itself.") { IsOfUnknownKind = true };
    }

    private static RefusedException Compound(byte[] bytes)
    {
        if (Names(bytes, "EncryptedPackage"))
            return new("The file is encrypted. Save it without a password and send that.");
        return Names(bytes, "WordDocument")
            ? new("The file is in the old Word format (.doc). Save it as .docx and send that.") { IsOfUnknownKind = true }
            : new("The file is in an old Office format that holds no text that could be read here.") { IsOfUnknownKind = true };

        static bool Names(byte[] bytes, string stream) => bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(stream)) >= 0;
    }
}
