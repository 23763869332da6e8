using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>A code is applied to a segment of a document.</summary>
/// <param name="CodebookVersion">The version of the codebook that brought the definition under which the code was applied.</param>
/// <param name="InterviewId">The interview that the document belongs to, where it belongs to one.</param>
/// <param name="Revision">The revision of the document that the positions are of.</param>
/// <param name="Start">In Unicode code points, 0-based.</param>
/// <param name="End">In Unicode code points, exclusive.</param>
/// <param name="Layer">Whose coding it is; see <see cref="Codings.Layer"/>.</param>
/// <param name="Confidence">How sure the coder is, 0 to 100.</param>
/// <param name="Weight">How strongly the code applies, 0 to 100.</param>
/// <param name="Note">The coder's own words, never those of the text.</param>
public sealed record SegmentCoded(
    Guid CodingId,
    Guid CodeId,
    long CodebookVersion,
    Guid DocumentId,
    Guid? InterviewId,
    int Revision,
    int Start,
    int End,
    string Layer,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null);

/// <summary>A code is applied to a region of a page or picture of a document.</summary>
/// <param name="CodebookVersion">The version of the codebook that brought the definition under which the code was applied.</param>
/// <param name="InterviewId">The interview that the document belongs to, where it belongs to one.</param>
/// <param name="Note">The coder's own words.</param>
public sealed record RegionCoded(
    Guid CodingId,
    Guid CodeId,
    long CodebookVersion,
    Guid DocumentId,
    Guid? InterviewId,
    Region Region,
    string Layer,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null);

/// <summary>A code is applied to a span of the recording of a document.</summary>
/// <param name="CodebookVersion">The version of the codebook that brought the definition under which the code was applied.</param>
/// <param name="InterviewId">The interview that the document belongs to, where it belongs to one.</param>
/// <param name="Note">The coder's own words.</param>
public sealed record RecordingCoded(
    Guid CodingId,
    Guid CodeId,
    long CodebookVersion,
    Guid DocumentId,
    Guid? InterviewId,
    PlayedSpan Played,
    string Layer,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null);

/// <summary>Codes are applied to a statement attributed to an interview of which the study has no text.</summary>
/// <param name="Key">Under which the statement is cited (<c>st-js036-1</c>), where it has one.</param>
/// <param name="CodebookVersion">The latest version of the codebook that brought the definition of one of the codes.</param>
/// <param name="Statement">Stands for the words, which lie in the vault.</param>
/// <param name="Locator">Where the statement is attributed to the interview.</param>
public sealed record StatementCoded(
    Guid CodingId,
    string? Key,
    IReadOnlyList<Guid> CodeIds,
    long CodebookVersion,
    Guid InterviewId,
    SealedText Statement,
    string Layer,
    Locator? Locator,
    Judgement Judgement,
    IReadOnlyList<Guid> Cases,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null);

/// <summary>A note is added to the coding.</summary>
public sealed record CodingNoted(Guid CodingId, string Note);

/// <summary>The coding is put on another segment of its document, or on the same in a later revision.</summary>
public sealed record CodingMoved(Guid CodingId, int Revision, int Start, int End, string? Reason = null);

/// <summary>The coding was looked at again and holds under the codebook as it is by then.</summary>
/// <param name="CodebookVersion">The version of the codebook against which it was looked at.</param>
public sealed record CodingConfirmed(Guid CodingId, long CodebookVersion, string? Note = null);

/// <summary>The coding no longer stands; the history keeps it.</summary>
public sealed record CodingRemoved(Guid CodingId, string Reason);

/// <summary>What one command recorded of the coding is undone: the coding stands as without it.</summary>
public sealed record CodingChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Coding? Stands) : Reversal<Coding>(From, To, Things, Stands);

/// <summary>What was undone is done again: the coding stands as with it.</summary>
public sealed record CodingChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Coding? Stands) : Reversal<Coding>(From, To, Things, Stands);
