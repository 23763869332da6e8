using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

public sealed record TranslationView(ThingReference Of, string? Translator);

/// <summary>One revision: how long it is, and under which handle and commitment its text lies in the vault.</summary>
/// <param name="Edits">How many edits lead to it from the revision before.</param>
/// <param name="Extraction">How it was read out of a file, with the handles of the file and of the text's structure; absent where the text itself was sent.</param>
public sealed record RevisionView(
    int Number, int Length, Guid Handle, string Commitment, TextForm Form, int Edits, string? Note, Extraction? Extraction = null);

/// <summary>What is known of a document, without a word of its text.</summary>
/// <param name="Revision">The number of the latest revision.</param>
/// <param name="Length">Its length in code points.</param>
/// <param name="Media">Its pages, picture or recording, where it is told that it has any.</param>
/// <param name="Erased">Whether its text is erased for good; that of an interview's document is when the interview is.</param>
public sealed record DocumentView(
    Guid Id,
    string Key,
    long Version,
    string Title,
    ThingReference? BelongsTo,
    TextKind Kind,
    string? Language,
    bool Confidential,
    TranslationView? Translation,
    int Revision,
    int Length,
    IReadOnlyList<RevisionView> Revisions,
    bool Erased,
    DocumentMedia? Media = null)
{
    public static IEnumerable<View> Render(Guid id, Document document, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        var latest = document.Latest();
        var body = new DocumentView(
            id,
            document.Key,
            version,
            document.Title,
            document.BelongsTo is { } owner ? Refer(owner, lookup) : null,
            document.Kind,
            document.Language,
            document.Confidential,
            document.Translation is { } translation ? new(Refer(new(Kinds.Document, translation.Of), lookup), translation.Translator) : null,
            latest.Number,
            latest.Text.Length,
            [.. document.Revisions.Select(Of)],
            document.IsErased,
            document.Media);
        yield return new(Kinds.Document, id, document.Key, version, document.Key, body);
    }

    private static RevisionView Of(Revision revision) => new(
        revision.Number,
        revision.Text.Length,
        revision.Text.Handle,
        revision.Text.Commitment,
        revision.Form,
        revision.Mapping.Count,
        revision.Note,
        revision.Extraction);

    private static ThingReference Refer(ThingReference thing, Lookup lookup) => new(thing.Kind, thing.Id, lookup.Find(thing.Id)?.Key);
}
