namespace EvidenceBase.Record.Sources;

/// <summary>A citable work entered the study under a citation key.</summary>
public sealed record SourceRegistered(string Key, CslItem Item, SourceAnnotations Annotations);

/// <summary>What the study records of a work was replaced by a better description; the key stays.</summary>
public sealed record SourceCorrected(CslItem Item, SourceAnnotations Annotations);

/// <summary>A work is no longer to be cited in the study; what cites it already keeps doing so and says that it is withdrawn.</summary>
public sealed record SourceWithdrawn(string Reason);
