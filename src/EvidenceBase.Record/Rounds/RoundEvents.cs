namespace EvidenceBase.Record.Rounds;

/// <summary>A coder of a round.</summary>
/// <param name="Principal">The name under which the service authenticates them.</param>
/// <param name="Layer">In which they code, and no other coder does.</param>
public sealed record RoundCoder(string Principal, string Layer);

/// <summary>A blind, independent round of coding begins: until it is closed its coders learn nothing of each other's codings.</summary>
/// <param name="DocumentIds">What is to be coded.</param>
/// <param name="CodeIds">The codes to be used; empty where it is the whole codebook.</param>
public sealed record RoundOpened(
    string Key,
    string Title,
    IReadOnlyList<RoundCoder> Coders,
    IReadOnlyList<Guid> DocumentIds,
    IReadOnlyList<Guid> CodeIds,
    string? Instructions = null);

/// <summary>The round is over: its codings can be seen, compared and adjudicated.</summary>
public sealed record RoundClosed(string? Reason = null);

/// <summary>Someone who did not code in the round decides about a stretch on which its coders differ.</summary>
/// <param name="Revision">The revision of the document that the positions are of.</param>
/// <param name="Start">In Unicode code points, 0-based.</param>
/// <param name="End">In Unicode code points, exclusive.</param>
/// <param name="Applies">Whether the code applies there.</param>
/// <param name="CodingId">The coding in the consensus layer that says so; null where the code does not apply.</param>
public sealed record ConflictAdjudicated(
    Guid DocumentId, int Revision, int Start, int End, Guid CodeId, bool Applies, Guid? CodingId, string Reason);
