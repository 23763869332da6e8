using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

/// <summary>What keeps a description of a work from being taken into the record.</summary>
internal static class SourceFlaws
{
    private static readonly string[] Schemes = ["http", "https", "ftp"];

    public static Problem? Find(string key, CslItem item, SourceAnnotations annotations) =>
        InItem(key, item)
        ?? InAnnotations(annotations)
        ?? InNames("author", item.Author)
        ?? InNames("editor", item.Editor)
        ?? InNames("translator", item.Translator)
        ?? InNames("collection-editor", item.CollectionEditor)
        ?? InDate("issued", item.Issued)
        ?? InDate("accessed", item.Accessed)
        ?? InDate("event-date", item.EventDate)
        ?? InDate("original-date", item.OriginalDate);

    private static Problem? InItem(string key, CslItem item)
    {
        if (!CslTypes.All.Contains(item.Type))
        {
            return Problem.Unprocessable(
                "item-type-unknown", $"“{item.Type}” is not an item type of CSL 1.0.2. Use one such as book, chapter or article-journal.", "item.type");
        }

        if (item.Id is not null && item.Id != key)
        {
            return Problem.Unprocessable(
                "item-id-differs", $"The item calls itself “{item.Id}” and the source “{key}”. Leave the item's id out or make them the same.", "item.id");
        }

        if (string.IsNullOrWhiteSpace(item.Title))
        {
            return Problem.Unprocessable(
                "title-missing", "A source needs a title. Where the work has none, describe it in the title, in brackets.", "item.title");
        }

        return item.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && !Schemes.Contains(address.Scheme)
            ? Problem.Unprocessable(
                "address-invalid", "An address begins with http, https or ftp; anything else could do harm where it is shown as a link.", "item.URL")
            : null;
    }

    private static Problem? InAnnotations(SourceAnnotations annotations)
    {
        if (annotations.Missing.Concat(annotations.PrintedAs).Concat(annotations.Variants).Any(string.IsNullOrWhiteSpace))
            return Problem.Unprocessable("annotation-empty", "Lists of annotations hold words, none of them empty.", "annotations");
        if (!annotations.Incomplete && (annotations.Missing.Count > 0 || annotations.Why is not null))
        {
            return Problem.Unprocessable(
                "incompleteness-unclear",
                "Missing data are named, but the source is not marked as incomplete. Set annotations.incomplete, or leave “missing” and “why” out.",
                "annotations.incomplete");
        }

        return annotations.FirstNote < 1
            ? Problem.Unprocessable("note-number-invalid", "Notes are counted from 1.", "annotations.firstNote")
            : null;
    }

    private static Problem? InNames(string field, IReadOnlyList<CslName>? names)
    {
        foreach (var (index, name) in (names ?? []).Index())
        {
            if (string.IsNullOrWhiteSpace(name?.Literal ?? name?.Family ?? name?.Given))
            {
                return Problem.Unprocessable(
                    "name-empty", "A name needs a family name, a given name, or “literal” for a body.", $"item.{field}[{index}]");
            }
        }

        return null;
    }

    private static Problem? InDate(string field, CslDate? date) =>
        date?.DateParts is not { } parts || (parts.Count is 1 or 2 && parts.All(IsDay))
            ? null
            : Problem.Unprocessable(
                "date-invalid",
                "A date has one or two lists of year, month (1 to 12) and day (1 to 31), as far as they are known.",
                $"item.{field}.date-parts");

    private static bool IsDay(IReadOnlyList<int> parts) =>
        parts.Count is >= 1 and <= 3 && (parts.Count < 2 || parts[1] is >= 1 and <= 12) && (parts.Count < 3 || parts[2] is >= 1 and <= 31);
}
