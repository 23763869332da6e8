using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>One state of a document's text; it never changes.</summary>
/// <param name="Mapping">The edits that lead to it from the revision before; none for the first.</param>
/// <param name="Extraction">How it was read out of a file; none where the text itself was sent.</param>
public sealed record Revision(
    int Number, SealedText Text, TextForm Form, ImmutableList<Edit> Mapping, string? Note, Extraction? Extraction = null);

/// <summary>A text of the study: what it is, whose it is, and its revisions in order. The text itself lies in the vault.</summary>
public sealed record Document(
    string Key,
    string Title,
    ThingReference? BelongsTo,
    TextKind Kind,
    string? Language,
    bool Confidential,
    Translation? Translation,
    ImmutableList<Revision> Revisions,
    bool IsErased = false,
    DocumentMedia? Media = null)
{
    public static Document? Evolve(Document? document, object @event) => (document, @event) switch
    {
        (null, DocumentDeposited deposited) => new(
            deposited.Key,
            deposited.Title,
            deposited.BelongsTo,
            deposited.Kind,
            deposited.Language,
            deposited.Confidential,
            deposited.Translation,
            [new(1, deposited.Text, deposited.Form, [], null, deposited.Extraction)]),
        ({ }, DocumentRevised revised) => document with
        {
            Revisions = document.Revisions.Add(new(revised.Revision, revised.Text, revised.Form, [.. revised.Mapping], revised.Note, revised.Extraction)),
        },
        ({ }, MediaDescribed described) => document with { Media = new(described.Pages, described.Duration) },
        ({ }, DocumentErased) => document with { IsErased = true },
        _ => document,
    };

    public Revision Latest() => Revisions[^1];

    public Revision? Revision(int number) => number >= 1 && number <= Revisions.Count ? Revisions[number - 1] : null;

    /// <summary>Whose key the text is sealed under: the interview's where it belongs to one, else the document's own.</summary>
    public Guid Holder(Guid documentId) => HolderOf(documentId, BelongsTo);

    public static Guid HolderOf(Guid documentId, ThingReference? belongsTo) =>
        belongsTo is { Kind: Kinds.Interview } interview ? interview.Id : documentId;

    /// <summary>Where a range of one revision stands in another, later or earlier.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such revision.</exception>
    public MappedRange Locate(int start, int end, int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Math.Min(from, to), from <= to ? nameof(from) : nameof(to));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Math.Max(from, to), Revisions.Count, from <= to ? nameof(to) : nameof(from));
        var range = new MappedRange(start, end, Fate.Unchanged);
        foreach (var mapping in Way(from, to))
        {
            var next = mapping.Map(range.Start, range.End);
            range = next with { Fate = next.Fate > range.Fate ? next.Fate : range.Fate };
        }

        return range;
    }

    private IEnumerable<RevisionMapping> Way(int from, int to) => from <= to
        ? Enumerable.Range(from + 1, to - from).Select(Into)
        : Enumerable.Range(to + 1, from - to).Reverse().Select(number => Into(number).Inverse());

    private RevisionMapping Into(int number) => new(Revisions[number - 1].Mapping);
}
