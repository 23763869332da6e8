using System.Buffers.Binary;
using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.Tests.TransparencyLog.Merkle;

/// <summary>Trees from scratch, as RFC 6962 defines them, to compare with.</summary>
internal static class Trees
{
    public static IReadOnlyList<TreeHash> Leaves(int size, int seed = 0) => [.. Enumerable.Range(0, size).Select(index => Leaf(index, seed))];

    public static TreeHash Leaf(int index, int seed = 0)
    {
        var entry = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(entry, seed);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(4), index);
        return MerkleTree.Leaf(entry);
    }

    /// <summary>MTH of RFC 6962, section 2.1, word for word.</summary>
    public static TreeHash Root(ReadOnlySpan<TreeHash> leaves)
    {
        if (leaves.Length == 0)
            return MerkleTree.EmptyRoot;
        if (leaves.Length == 1)
            return leaves[0];
        var split = 1;
        while (split * 2 < leaves.Length)
            split *= 2;
        return MerkleTree.Node(Root(leaves[..split]), Root(leaves[split..]));
    }

    public static TreeHash Root(IReadOnlyList<TreeHash> leaves, long size) => Root([.. leaves.Take((int)size)]);

    public static NodeReader Nodes(IReadOnlyList<TreeHash> leaves) =>
        (level, index) => Root([.. leaves.Skip((int)(index << level)).Take(1 << level)]);
}
