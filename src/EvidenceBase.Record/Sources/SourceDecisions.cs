using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

public static class SourceDecisions
{
    public static Decision Register(string key, CslItem item, SourceAnnotations annotations)
    {
        if (!HumanKey.IsValid(key))
            return Problem.Unprocessable("key-invalid", $"“{key}” cannot be a citation key. {HumanKey.Rule}", "key");
        return Flaw(key, item, annotations) is { } flaw
            ? flaw
            : Decision.Accept(new SourceRegistered(key, item with { Id = key }, annotations));
    }

    public static Decision Correct(Source source, CslItem item, SourceAnnotations annotations)
    {
        if (source.IsWithdrawn)
            return Problem.Conflict("withdrawn", $"The source “{source.Key}” is withdrawn; its description stands as it was. Register the work under a new key if it is to be cited again.");
        if (Flaw(source.Key, item, annotations) is { } flaw)
            return flaw;
        var corrected = new SourceCorrected(item with { Id = source.Key }, annotations);
        return corrected.Item == source.Item && corrected.Annotations == source.Annotations ? Decision.Accept() : Decision.Accept(corrected);
    }

    public static Decision Withdraw(Source source, string reason)
    {
        if (string.IsNullOrWhiteSpace(reason))
            return Problem.Unprocessable("reason-missing", "Say why the source is withdrawn; readers of what cites it will want to know.", "reason");
        if (source.IsWithdrawn)
            return Problem.Conflict("withdrawn", $"The source “{source.Key}” is withdrawn already: {source.WithdrawnReason}");
        return Decision.Accept(new SourceWithdrawn(reason));
    }

    private static Problem? Flaw(string key, CslItem item, SourceAnnotations annotations)
    {
        if (!CslTypes.All.Contains(item.Type))
            return Problem.Unprocessable("item-type-unknown", $"“{item.Type}” is not an item type of CSL 1.0.2. Use one such as book, chapter or article-journal.", "item.type");
        if (item.Id is not null && item.Id != key)
            return Problem.Unprocessable("item-id-differs", $"The item calls itself “{item.Id}” and the source “{key}”. Leave the item's id out or make them the same.", "item.id");
        if (string.IsNullOrWhiteSpace(item.Title))
            return Problem.Unprocessable("title-missing", "A source needs a title. Where the work has none, describe it in the title.", "item.title");
        if (annotations.Missing.Concat(annotations.PrintedAs).Concat(annotations.Variants).Any(string.IsNullOrWhiteSpace))
            return Problem.Unprocessable("annotation-empty", "Lists of annotations hold words, none of them empty.", "annotations");
        if (!annotations.Incomplete && (annotations.Missing.Count > 0 || annotations.Why is not null))
            return Problem.Unprocessable("incompleteness-unclear", "Missing data are named, but the source is not marked as incomplete. Set annotations.incomplete, or leave “missing” and “why” out.", "annotations.incomplete");
        if (annotations.FirstNote < 1)
            return Problem.Unprocessable("note-number-invalid", "Notes are counted from 1.", "annotations.firstNote");
        if (item.Url is { } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is not ("http" or "https" or "ftp"))
            return Problem.Unprocessable("address-invalid", "An address begins with http, https or ftp; anything else could do harm where it is shown as a link.", "item.URL");
        return FlawOfNames("author", item.Author) ?? FlawOfNames("editor", item.Editor) ?? FlawOfNames("translator", item.Translator)
            ?? FlawOfNames("collection-editor", item.CollectionEditor)
            ?? FlawOfDate("issued", item.Issued) ?? FlawOfDate("accessed", item.Accessed)
            ?? FlawOfDate("event-date", item.EventDate) ?? FlawOfDate("original-date", item.OriginalDate);
    }

    private static Problem? FlawOfNames(string field, IReadOnlyList<CslName>? names)
    {
        var nameless = (names ?? []).Index().Where(one => string.IsNullOrWhiteSpace(one.Item?.Literal ?? one.Item?.Family ?? one.Item?.Given)).Take(1).ToList();
        return nameless.Count == 0
            ? null
            : Problem.Unprocessable("name-empty", "A name needs a family name, a given name, or “literal” for a body.", $"item.{field}[{nameless[0].Index}]");
    }

    private static Problem? FlawOfDate(string field, CslDate? date) => date?.DateParts is not { } parts || (parts.Count is 1 or 2 && parts.All(IsDay))
        ? null
        : Problem.Unprocessable("date-invalid", "A date has one or two lists of year, month (1 to 12) and day (1 to 31), as far as they are known.", $"item.{field}.date-parts");

    private static bool IsDay(IReadOnlyList<int> parts) =>
        parts.Count is >= 1 and <= 3 && (parts.Count < 2 || parts[1] is >= 1 and <= 12) && (parts.Count < 3 || parts[2] is >= 1 and <= 31);
}
