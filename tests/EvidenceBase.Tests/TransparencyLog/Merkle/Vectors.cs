using System.Text.Json;
using EvidenceBase.Tests.House;
using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.Tests.TransparencyLog.Merkle;

/// <summary>The published trees of up to eight entries with all their proofs; the file says where they are from.</summary>
internal sealed record Vectors(
    string Origin, IReadOnlyList<string> Entries, IReadOnlyList<string> Roots, IReadOnlyList<InclusionVector> Inclusion, IReadOnlyList<ConsistencyVector> Consistency)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Vectors Published { get; } = JsonSerializer.Deserialize<Vectors>(
        File.ReadAllText(Path.Combine(SourceCode.Root, "tests/EvidenceBase.Tests/TransparencyLog/Data/merkle.json")), Json)!;

    public IReadOnlyList<TreeHash> Leaves { get; } = [.. Entries.Select(entry => MerkleTree.Leaf(Convert.FromHexString(entry)))];

    public TreeHash Root(long size) => new(Convert.FromHexString(Roots[(int)size]));
}

internal sealed record InclusionVector(long Index, long Size, IReadOnlyList<string> Proof)
{
    public IReadOnlyList<TreeHash> Hashes => [.. Proof.Select(TreeHash.FromBase64)];
}

internal sealed record ConsistencyVector(long Older, long Newer, IReadOnlyList<string> Proof)
{
    public IReadOnlyList<TreeHash> Hashes => [.. Proof.Select(TreeHash.FromBase64)];
}
