using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>A category enters the study's code tree.</summary>
/// <param name="Include">When the code is to be applied.</param>
/// <param name="Exclude">When it is not, although it might seem so.</param>
/// <param name="Colour"><c>#RRGGBB</c>.</param>
/// <param name="Parent">The code it stands under; null at the top.</param>
/// <param name="Codable">Whether it may be applied, or only holds others together.</param>
/// <param name="CodebookVersion">The version of the codebook that begins with this event.</param>
public sealed record CodeDefined(
    Guid CodeId,
    string Key,
    string Name,
    string? Definition,
    string? Include,
    string? Exclude,
    string? Colour,
    Guid? Parent,
    bool Codable,
    long CodebookVersion);

/// <summary>What the code means, or when it is applied, is said anew. Codings made before stay and are shown to be older than the definition.</summary>
/// <param name="CodebookVersion">The version of the codebook that begins with this event.</param>
public sealed record CodeRedefined(
    Guid CodeId,
    string? Definition,
    string? Include,
    string? Exclude,
    string? Colour,
    bool Codable,
    long CodebookVersion,
    string? Reason = null);

/// <summary>The code is called something else; its key and its meaning stay.</summary>
public sealed record CodeRenamed(Guid CodeId, string Name, string? Reason = null);

/// <summary>The code stands elsewhere in the tree.</summary>
/// <param name="Parent">The code it stands under from now on; null at the top.</param>
/// <param name="Before">The code that it stands before; null at the end.</param>
public sealed record CodeMoved(Guid CodeId, Guid? Parent, Guid? Before = null, string? Reason = null);

/// <summary>Codes become one. Codings keep the code they were made with and are resolved through the merge.</summary>
public sealed record CodesMerged(Guid MergeId, IReadOnlyList<Guid> From, Guid Into, string Reason);

/// <summary>The codes of a merge stand for themselves again.</summary>
/// <param name="Codes">Those that had been merged.</param>
public sealed record MergeUndone(Guid MergeId, IReadOnlyList<Guid> Codes, string? Reason = null);

/// <summary>
/// A code gives way to others, which the events before this one have defined. Its codings keep it; which of the others each belongs to stays
/// open until it is coded anew.
/// </summary>
public sealed record CodeSplit(Guid SplitId, Guid CodeId, IReadOnlyList<Guid> Into, string Reason);

/// <summary>The code stands for itself again. The codes it had been split into become part of it, with what was coded with them meanwhile.</summary>
/// <param name="Into">Those it had been split into.</param>
public sealed record SplitUndone(Guid SplitId, Guid CodeId, IReadOnlyList<Guid> Into, string? Reason = null);

/// <summary>The code can no longer be applied; its codings stay.</summary>
public sealed record CodeRetired(Guid CodeId, string Reason);

/// <summary>The code can be applied again.</summary>
public sealed record CodeRestored(Guid CodeId, string? Reason = null);

/// <summary>What one command recorded of the codebook is undone: the codebook stands as without it.</summary>
public sealed record CodebookChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Codebook? Stands) : Reversal<Codebook>(From, To, Things, Stands);

/// <summary>What was undone is done again: the codebook stands as with it.</summary>
public sealed record CodebookChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Codebook? Stands) : Reversal<Codebook>(From, To, Things, Stands);
