using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>
/// A code applied in a layer to a segment of a document, or codes applied to a statement attributed to an interview. Codes are those it was
/// made with; what they have become is worked out through the codebook.
/// </summary>
/// <param name="Layer">Whose coding it is.</param>
/// <param name="CodeIds">One for a segment, at least one for a statement.</param>
/// <param name="CodebookVersion">The codebook's version under which it was made or last confirmed.</param>
/// <param name="InterviewId">The interview the statement is attributed to, or that the document belongs to.</param>
/// <param name="Segment">Where the coding stands in its document; null for a statement.</param>
/// <param name="Statement">Stands for the statement; null for a segment.</param>
/// <param name="Version">How many events have made it.</param>
/// <param name="RemovedReason">Why it no longer stands; null while it does.</param>
/// <param name="Elsewhere">Where it stands in pages, a picture or a recording; null for segments and statements.</param>
public sealed record Coding(
    Guid Id,
    string? Key,
    string Layer,
    ImmutableList<Guid> CodeIds,
    long CodebookVersion,
    Guid? InterviewId,
    Segment? Segment,
    SealedText? Statement,
    Locator? Locator,
    Judgement Judgement,
    ImmutableList<Guid> Cases,
    int? Confidence,
    int? Weight,
    ImmutableList<string> Notes,
    long Version,
    string? RemovedReason,
    Elsewhere? Elsewhere = null)
{
    /// <summary>Folds an event of this coding; events of other codings must not be given.</summary>
    public static Coding? Evolve(Coding? coding, object @event) => (coding, @event) switch
    {
        (null, SegmentCoded coded) => new(
            coded.CodingId,
            null,
            coded.Layer,
            [coded.CodeId],
            coded.CodebookVersion,
            coded.InterviewId,
            new(coded.DocumentId, coded.Revision, coded.Start, coded.End),
            null,
            null,
            Judgement.Reading,
            [],
            coded.Confidence,
            coded.Weight,
            NotesOf(coded.Note),
            Version: 1,
            RemovedReason: null),
        (null, StatementCoded coded) => new(
            coded.CodingId,
            coded.Key,
            coded.Layer,
            [.. coded.CodeIds],
            coded.CodebookVersion,
            coded.InterviewId,
            null,
            coded.Statement,
            coded.Locator,
            coded.Judgement,
            [.. coded.Cases],
            coded.Confidence,
            coded.Weight,
            NotesOf(coded.Note),
            Version: 1,
            RemovedReason: null),
        (null, RegionCoded coded) => Placed(
            coded.CodingId,
            coded.Layer,
            coded.CodeId,
            coded.CodebookVersion,
            coded.InterviewId,
            new(coded.DocumentId, coded.Region, null),
            coded.Confidence,
            coded.Weight,
            coded.Note),
        (null, RecordingCoded coded) => Placed(
            coded.CodingId,
            coded.Layer,
            coded.CodeId,
            coded.CodebookVersion,
            coded.InterviewId,
            new(coded.DocumentId, null, coded.Played),
            coded.Confidence,
            coded.Weight,
            coded.Note),
        ({ }, CodingNoted noted) => coding.Next() with { Notes = coding.Notes.Add(noted.Note) },
        ({ Segment: { } segment }, CodingMoved moved) => coding.Next() with
        {
            Segment = segment with { Revision = moved.Revision, Start = moved.Start, End = moved.End },
        },
        ({ }, CodingConfirmed confirmed) => coding.Next() with
        {
            CodebookVersion = confirmed.CodebookVersion,
            Notes = coding.Notes.AddRange(NotesOf(confirmed.Note)),
        },
        ({ }, CodingRemoved removed) => coding.Next() with { RemovedReason = removed.Reason },
        ({ }, Reversal<Coding> reversal) => reversal.Stands ?? coding.Next() with { RemovedReason = "undone" },
        _ => coding,
    };

    /// <summary>The coding after one more event of it, as a state to render from.</summary>
    public static Stated? Follow(Stated? before, object @event, long position) => Evolve(before?.State as Coding, @event) is { } coding
        ? new(
            coding.Id,
            Kinds.Coding,
            coding.Key,
            coding.Version,
            coding,
            position,
            ContentHistory.After(before, coding.Version, coding, state => (Coding)state with { Version = 0 }))
        : null;

    public bool IsRemoved() => RemovedReason is not null;

    private static Coding Placed(
        Guid id, string layer, Guid code, long codebookVersion, Guid? interview, Elsewhere place, int? confidence, int? weight, string? note) => new(
        id,
        null,
        layer,
        [code],
        codebookVersion,
        interview,
        null,
        null,
        null,
        Judgement.Reading,
        [],
        confidence,
        weight,
        NotesOf(note),
        Version: 1,
        RemovedReason: null,
        place);

    private static ImmutableList<string> NotesOf(string? note) => note is null ? [] : [note];

    private Coding Next() => this with { Version = Version + 1 };
}

/// <summary>A stretch of one revision of a document.</summary>
/// <param name="Start">In Unicode code points, 0-based.</param>
/// <param name="End">In Unicode code points, exclusive.</param>
public sealed record Segment(Guid DocumentId, int Revision, int Start, int End);
