using System.Numerics;

namespace EvidenceBase.TransparencyLog.Merkle;

/// <summary>The root of the complete subtree that covers the leaves from <c>index · 2^level</c> up to <c>(index + 1) · 2^level</c>, end exclusive.</summary>
public delegate TreeHash NodeReader(int level, long index);

/// <summary>Makes roots and proofs (RFC 6962, sections 2.1 to 2.1.2) of any size that the tree has had; reads a few nodes for each level.</summary>
public static class TreeProofs
{
    public static TreeHash Root(long size, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        return size == 0 ? MerkleTree.EmptyRoot : Subtree(0, size, nodes);
    }

    /// <summary>Proves that a leaf is in the tree: from the leaf's sibling up to a child of the root.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tree has no such leaf.</exception>
    public static IReadOnlyList<TreeHash> Inclusion(long index, long size, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);
        var proof = new List<TreeHash>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            if (index < middle)
                {
                proof.Add(Subtree(middle, end, nodes));
                end = middle;
            }
            else
                {
                proof.Add(Subtree(start, middle, nodes));
                start = middle;
            }
        }

        proof.Reverse();
        return proof;
    }

    /// <summary>Proves that the tree of the older size is the beginning of the newer one.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The older size is not between 1 and the newer one.</exception>
    public static IReadOnlyList<TreeHash> Consistency(long olderSize, long newerSize, NodeReader nodes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(olderSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(olderSize, newerSize);
        var proof = new List<TreeHash>();
        var (start, end) = (0L, newerSize);
        while (end != olderSize)
        {
            var middle = start + Split(end - start);
            if (olderSize <= middle)
                {
                proof.Add(Subtree(middle, end, nodes));
                end = middle;
            }
            else
                {
                proof.Add(Subtree(start, middle, nodes));
                start = middle;
            }
        }

        // Where the older tree itself is a complete subtree of the newer one, its root is known and left out.
        if (start > 0)
            proof.Add(Subtree(start, end, nodes));
        proof.Reverse();
        return proof;
    }

    private static TreeHash Subtree(long start, long end, NodeReader nodes)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
            return nodes(BitOperations.Log2((ulong)size), start / size);
        var middle = start + Split(size);
        return MerkleTree.Node(Subtree(start, middle, nodes), Subtree(middle, end, nodes));
    }

    /// <summary>The largest power of two that is smaller than the size.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));
}
