using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Sources;

/// <summary>Printer's signs for typewriter's signs.</summary>
internal static partial class Typography
{
    /// <summary>
    /// Straight quotation marks and apostrophes become curly; between letters that are not Latin they are letters of their own and stay.
    /// </summary>
    public static string Curl(string text)
    {
        var apostrophes = Apostrophe().Replace(text, "’");
        var opening = OpeningQuote().Replace(apostrophes, match => match.Value == "\"" ? "“" : "‘");
        return ClosingQuote().Replace(opening, match => match.Value == "\"" ? "”" : "’");
    }

    /// <summary>Hyphens between numbers become en dashes.</summary>
    public static string? Range(string? pages) => pages is null ? null : NumberRange().Replace(pages.Trim(), "–");

    [GeneratedRegex(@"(?<=[A-Za-z\u00C0-\u024F])'(?=[A-Za-z\u00C0-\u024F])|'(?=\d)")]
    private static partial Regex Apostrophe();

    [GeneratedRegex("""(?<=^|[\s(\[“‘—–-])["'](?=\S)""")]
    private static partial Regex OpeningQuote();

    [GeneratedRegex("""["'](?=$|[\s.,;:?!)\]”’"'—–-])""")]
    private static partial Regex ClosingQuote();

    [GeneratedRegex(@"(?<=\d)\s*(?:--?|–)\s*(?=[A-Za-z]?\d)|(?<=\b[ivxlc]+)\s*(?:--?|–)\s*(?=[ivxlc]+\b)")]
    private static partial Regex NumberRange();
}
