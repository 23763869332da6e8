using EvidenceBase.Record.Codebooks;

namespace EvidenceBase.Record.Codings;

/// <summary>How many codings there are, and how many of them are to be looked at again.</summary>
/// <param name="Redefined">Those of which the definition of a code is newer than they are, and that nobody has confirmed since.</param>
/// <param name="Orphaned">Those of whose stretch of a document its revisions have left nothing.</param>
/// <param name="Codes">By the codes that the codings were made with, in the order of the codebook; a statement with several counts for each.</param>
/// <param name="Layers">In the order of their names.</param>
public sealed record CodingCounts(int Codings, int Redefined, int Orphaned, IReadOnlyList<CodeCount> Codes, IReadOnlyList<LayerCount> Layers);

/// <param name="Redefined">How many of the codings are older than the definition of this code.</param>
public sealed record CodeCount(CodeReference Code, int Codings, int Redefined);

public sealed record LayerCount(string Layer, int Codings, int Redefined, int Orphaned);
