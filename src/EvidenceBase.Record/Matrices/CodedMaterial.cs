using System.Collections.Immutable;
using EvidenceBase.Record.Documents;

namespace EvidenceBase.Record.Matrices;

/// <summary>A coding of a segment in one place, and the positions between which it stands there.</summary>
/// <param name="Code">The number of the code it was made with; see <see cref="CodedMaterial.Codes"/>.</param>
/// <param name="Layer">The number of its layer; see <see cref="CodedMaterial.Layers"/>.</param>
/// <param name="Start">In code points of the revision, 0-based.</param>
/// <param name="End">In code points of the revision, exclusive.</param>
/// <param name="From">The first position at which it stands there.</param>
/// <param name="Until">The position at which it was moved away or removed; <see cref="long.MaxValue"/> while it stands.</param>
/// <param name="Made">The position at which the coding was made, wherever it stood then.</param>
public readonly record struct CodedSpan(Guid Id, int Code, int Layer, int Revision, int Start, int End, long From, long Until, long Made)
{
    public bool StandsAt(long position) => From <= position && position < Until;
}

/// <summary>A coded statement; codes and layer by number, as in <see cref="CodedSpan"/>.</summary>
/// <param name="Cases">The cases that the statement itself is about.</param>
public sealed record CountedStatement(Guid Id, ImmutableArray<int> Codes, int Layer, ImmutableArray<Guid> Cases, long From, long Until, long Made)
{
    public bool StandsAt(long position) => From <= position && position < Until;
}

/// <summary>A document with all codings that ever stood in it.</summary>
/// <param name="Document">As it is now – or was, where it is undone now; revisions never change once they are there.</param>
/// <param name="Since">The positions at which its revisions came, the first that of the document.</param>
/// <param name="Spans">In the order of their starts, then of their ends.</param>
/// <param name="Turns">The positions at which it was undone, done again, undone again, in this order.</param>
public sealed record CodedDocument(
    Guid Id, Document Document, Guid? Interview, ImmutableArray<long> Since, ImmutableArray<CodedSpan> Spans, ImmutableArray<long> Turns = default)
{
    private readonly bool ofOneRevision = Spans.All(span => span.Revision == Document.Revisions.Count);
    private ImmutableArray<CodedSpan> placed;

    /// <summary>The number of the revision that is the present one at a position; 0 before the document, and while it is undone.</summary>
    public int RevisionAt(long position) => IsUndoneAt(position) ? 0 : Since.Count(since => since <= position);

    public int LengthOf(int revision) => Document.Revisions[revision - 1].Text.Length;

    /// <summary>The codings of this and earlier revisions where they stand in this one, in order; those of whose text nothing is left are not among them.</summary>
    public ImmutableArray<CodedSpan> PlacedIn(int revision)
    {
        if (revision < Document.Revisions.Count)
            return Place(revision);
        if (ofOneRevision)
            return Spans;
        if (placed.IsDefault)
            placed = Place(revision);
        return placed;
    }

    private bool IsUndoneAt(long position) => !Turns.IsDefaultOrEmpty && Turns.Count(turn => turn <= position) % 2 == 1;

    private ImmutableArray<CodedSpan> Place(int revision) =>
    [
        .. Spans.Where(span => span.Revision <= revision)
            .Select(span => (Span: span, Now: Document.Locate(span.Start, span.End, span.Revision, revision)))
            .Where(one => one.Now.Fate != Fate.Deleted)
            .Select(one => one.Span with { Revision = revision, Start = one.Now.Start, End = one.Now.End })
            .OrderBy(span => span.Start).ThenBy(span => span.End),
    ];
}

/// <summary>Everything that was ever coded in a study, up to a position: what all counting starts from, for any moment up to then.</summary>
/// <param name="Codes">The ids of the codes that were applied; their places here are the numbers by which the codings name them.</param>
/// <param name="Layers">The names of the layers, likewise.</param>
/// <param name="Statements">By interview.</param>
public sealed record CodedMaterial(
    long Position,
    ImmutableList<Guid> Codes,
    ImmutableList<string> Layers,
    ImmutableDictionary<Guid, CodedDocument> Documents,
    ImmutableDictionary<Guid, ImmutableArray<CountedStatement>> Statements)
{
    public static CodedMaterial Empty { get; } = new(
        0, [], [], ImmutableDictionary<Guid, CodedDocument>.Empty, ImmutableDictionary<Guid, ImmutableArray<CountedStatement>>.Empty);
}
