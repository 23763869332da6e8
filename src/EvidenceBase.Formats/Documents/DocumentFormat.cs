namespace EvidenceBase.Formats.Documents;

/// <summary>The forms of file from which a text can be read.</summary>
public enum DocumentFormat
{
    PlainText,
    Markdown,
    Html,
    Docx,
    Odt,
    Rtf,
    Pdf,
    WebVtt,
    Srt,
    Epub,
}

public static class DocumentFormats
{
    private static readonly (DocumentFormat Format, string MediaType, string[] Endings, string Name)[] Known =
    [
        (DocumentFormat.PlainText, "text/plain", [".txt", ".text"], "plain text"),
        (DocumentFormat.Markdown, "text/markdown", [".md", ".markdown"], "Markdown"),
        (DocumentFormat.Html, "text/html", [".html", ".htm", ".xhtml"], "HTML"),
        (DocumentFormat.Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [".docx", ".docm", ".dotx"], "Word (DOCX)"),
        (DocumentFormat.Odt, "application/vnd.oasis.opendocument.text", [".odt", ".ott"], "OpenDocument text (ODT)"),
        (DocumentFormat.Rtf, "application/rtf", [".rtf"], "RTF"),
        (DocumentFormat.Pdf, "application/pdf", [".pdf"], "PDF"),
        (DocumentFormat.WebVtt, "text/vtt", [".vtt"], "WebVTT"),
        (DocumentFormat.Srt, "application/x-subrip", [".srt"], "SubRip (SRT)"),
        (DocumentFormat.Epub, "application/epub+zip", [".epub"], "EPUB"),
    ];

    public static string MediaTypeOf(DocumentFormat format) => Of(format).MediaType;

    /// <summary>As a person calls it.</summary>
    public static string NameOf(DocumentFormat format) => Of(format).Name;

    /// <summary>What names of such files end with (<c>.docx</c>); nothing for other media types.</summary>
    public static string EndingOf(string mediaType) => OfMediaType(mediaType) is { } format ? Of(format).Endings[0] : "";

    /// <summary>The format that a media type names, without its parameters; null where it names none of these.</summary>
    public static DocumentFormat? OfMediaType(string? mediaType) => mediaType?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "text/rtf" => DocumentFormat.Rtf,
        "text/srt" or "application/srt" or "text/x-subrip" => DocumentFormat.Srt,
        "text/x-markdown" => DocumentFormat.Markdown,
        "application/xhtml+xml" => DocumentFormat.Html,
        { } type when Array.Find(Known, known => known.MediaType == type) is { MediaType: not null } known => known.Format,
        _ => null,
    };

    /// <summary>The format that a file's name ends like; null where it ends like none of these.</summary>
    public static DocumentFormat? OfFileName(string? name) =>
        name is not null && Array.Find(Known, known => known.Endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
            is { MediaType: not null } found
            ? found.Format
            : null;

    private static (DocumentFormat Format, string MediaType, string[] Endings, string Name) Of(DocumentFormat format) =>
        Array.Find(Known, known => known.Format == format);
}
