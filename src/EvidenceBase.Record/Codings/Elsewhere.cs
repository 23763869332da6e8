using System.Globalization;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>
/// A rectangle on a page or a picture, in millionths of its width and of its height from the upper left corner, so that it is the same at every
/// resolution and whole numbers say it exactly.
/// </summary>
/// <param name="Page">From 1; a picture is one page.</param>
/// <param name="Right">Exclusive, as is the bottom.</param>
public sealed record Region(int Page, int Left, int Top, int Right, int Bottom)
{
    public const int Whole = 1_000_000;

    public Problem? Outside(Registered document)
    {
        if (DocumentFacts.PagesOf(document) is not { } pages)
        {
            return Problem.Unprocessable(
                "no-pages", $"Of “{document.Name}” no pages and no picture are known. Tell of them first, under “media” of the document.", "region");
        }

        if (Page < 1 || Page > pages)
            return Problem.Unprocessable("region", $"“{document.Name}” has the pages 1 to {pages}; this was page {Page}.", "region.page");
        return Side(Left, Right, "left", "right") ?? Side(Top, Bottom, "top", "bottom");
    }

    private static Problem? Side(int from, int to, string first, string second) => from >= 0 && from < to && to <= Whole
        ? null
        : Problem.Unprocessable(
            "region", $"A region has 0 ≤ {first} < {second} ≤ {Whole}, in millionths of the page; this was {from} to {to}.", $"region.{(from < 0 ? first : second)}");
}

/// <summary>A span of a recording.</summary>
/// <param name="Begin">In milliseconds from its beginning.</param>
/// <param name="End">Exclusive.</param>
public sealed record PlayedSpan(long Begin, long End)
{
    public Problem? Outside(Registered document)
    {
        if (DocumentFacts.DurationOf(document) is not { } duration)
        {
            return Problem.Unprocessable(
                "no-recording", $"Of “{document.Name}” no recording is known. Tell how long it is first, under “media” of the document.", "played");
        }

        if (Begin < 0 || Begin >= End)
            return Problem.Unprocessable("played", $"A span has 0 ≤ begin < end, in milliseconds; this was {Begin} to {End}.", Begin < 0 ? "played.begin" : "played.end");
        return End <= duration
            ? null
            : Problem.Unprocessable("played", $"The recording of “{document.Name}” is {duration} milliseconds long; this was {Begin} to {End}.", "played.end");
    }

    /// <summary>As it is read in citations: 0:01:05.250–0:01:09.000.</summary>
    public override string ToString() => $"{Clock(Begin)}–{Clock(End)}";

    private static string Clock(long milliseconds)
    {
        var time = TimeSpan.FromMilliseconds(milliseconds);
        return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time:mm\\:ss\\.fff}");
    }
}

/// <summary>Where a coding stands that is of no text: a region of a page or picture, or a span of a recording.</summary>
public sealed record Elsewhere(Guid DocumentId, Region? Region, PlayedSpan? Played)
{
    /// <summary>As it is cited, behind the title of the document.</summary>
    public string InWords() => Region is { } region ? $"page {region.Page}" : Played!.ToString();
}
