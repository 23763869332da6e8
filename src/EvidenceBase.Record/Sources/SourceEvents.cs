using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Sources;

/// <summary>A citable work entered the study under a citation key.</summary>
public sealed record SourceRegistered(string Key, CslItem Item, SourceAnnotations Annotations);

/// <summary>What the study records of a work was replaced by a better description; the key stays.</summary>
public sealed record SourceCorrected(CslItem Item, SourceAnnotations Annotations);

/// <summary>A work is no longer to be cited in the study; what cites it already keeps doing so and says that it is withdrawn.</summary>
public sealed record SourceWithdrawn(string Reason);

/// <summary>What one command recorded of the source is undone: the source stands as without it.</summary>
public sealed record SourceChangeUndone(long From, long To, IReadOnlyList<ReversedThing> Things, Source? Stands) : Reversal<Source>(From, To, Things, Stands);

/// <summary>What was undone is done again: the source stands as with it.</summary>
public sealed record SourceChangeRedone(long From, long To, IReadOnlyList<ReversedThing> Things, Source? Stands) : Reversal<Source>(From, To, Things, Stands);
