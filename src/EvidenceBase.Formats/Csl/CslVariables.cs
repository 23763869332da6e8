using System.Collections.Frozen;
using EvidenceBase.Record.Sources;

namespace EvidenceBase.Formats.Csl;

/// <summary>The variables of CSL 1.0.2 that a source keeps without a field of its own.</summary>
internal static class CslVariables
{
    private static readonly FrozenSet<string> Variables = new[]
    {
        "annote", "archive_collection", "archive_location", "archive-place", "available-date", "call-number", "categories", "chair",
        "citation-key", "citation-label", "citation-number", "compiler", "composer", "container-author", "container-title-short",
        "contributor", "curator", "custom", "dimensions", "director", "division", "editor-translator", "editorial-director",
        "executive-producer", "first-reference-note-number", "guest", "host", "illustrator", "interviewer", "journalAbbreviation",
        "locator", "narrator", "number-of-pages", "organizer", "original-author", "original-publisher", "original-publisher-place",
        "part-number", "part-title", "performer", "PMCID", "PMID", "printing-number", "producer", "recipient", "references",
        "reviewed-author", "reviewed-genre", "reviewed-title", "scale", "script-writer", "series-creator", "shortTitle", "source",
        "submitted", "supplement-number", "volume-title", "volume-title-short", "year-suffix",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> OfNames =
        new[] { "comma-suffix", "static-ordering", "parse-names" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The paths of what an item holds beyond CSL 1.0.2.</summary>
    public static IEnumerable<string> NotUnderstood(CslItem item) =>
    [
        .. Unknown(item.Others?.Keys, Variables, ""),
        .. Names("author", item.Author), .. Names("editor", item.Editor), .. Names("translator", item.Translator),
        .. Names("collection-editor", item.CollectionEditor),
        .. Date("issued", item.Issued), .. Date("accessed", item.Accessed),
        .. Date("event-date", item.EventDate), .. Date("original-date", item.OriginalDate),
    ];

    private static IEnumerable<string> Names(string field, IReadOnlyList<CslName>? names) =>
        (names ?? []).Index().SelectMany(name => Unknown(name.Item.Others?.Keys, OfNames, $"{field}[{name.Index}]."));

    private static IEnumerable<string> Date(string field, CslDate? date) => Unknown(date?.Others?.Keys, FrozenSet<string>.Empty, $"{field}.");

    private static IEnumerable<string> Unknown(IEnumerable<string>? names, FrozenSet<string> known, string prefix) =>
        (names ?? []).Where(name => !known.Contains(name)).Order(StringComparer.Ordinal).Select(name => prefix + name);
}
