using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>What a document shows besides its text is told, so that places in it can be checked. It may be told again, if there is more of it.</summary>
/// <param name="Pages">How many pages it has; a picture is one. Null where it has none.</param>
/// <param name="Duration">How long its recording is, in milliseconds; null where it has none.</param>
public sealed record MediaDescribed(int? Pages = null, long? Duration = null);

/// <summary>The pages, the picture or the recording that a document is of.</summary>
public sealed record DocumentMedia(int? Pages, long? Duration)
{
    public const int MostPages = 100_000;

    /// <summary>Thirty days, in milliseconds.</summary>
    public const long LongestDuration = 30L * 24 * 60 * 60 * 1_000;

    public static Decision Describe(Document document, MediaDescribed described)
    {
        if (DocumentDecisions.Erased(document) is { } erased)
            return erased;
        if (described is { Pages: null, Duration: null })
            return Problem.Unprocessable("media", "Say how many pages it has, a picture being one, or how many milliseconds its recording is long.", "pages");
        if (described.Pages is < 1 or > MostPages)
            return Problem.Unprocessable("media", $"A document has 1 to {MostPages} pages; this was {described.Pages}.", "pages");
        if (described.Duration is < 1 or > LongestDuration)
            return Problem.Unprocessable("media", $"A recording is 1 to {LongestDuration} milliseconds long; this was {described.Duration}.", "duration");
        var known = document.Media;
        if (known?.Pages > (described.Pages ?? 0) || known?.Duration > (described.Duration ?? 0))
        {
            return Problem.Conflict(
                "media-shrinks",
                $"“{document.Key}” has {InWords(known)} and may have been coded to their end. What is told anew can only be more; say all of it.");
        }

        return known == new DocumentMedia(described.Pages, described.Duration) ? Decision.Accept() : Decision.Accept(described);
    }

    private static string InWords(DocumentMedia media) => string.Join(
        " and ",
        new[] { media.Pages is { } pages ? $"{pages} pages" : null, media.Duration is { } duration ? $"{duration} milliseconds" : null }.OfType<string>());
}
