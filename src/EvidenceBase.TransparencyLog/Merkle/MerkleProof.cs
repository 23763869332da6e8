using System.Numerics;

namespace EvidenceBase.TransparencyLog.Merkle;

/// <summary>Checks proofs against roots. What is malformed proves nothing, just as what is wrong.</summary>
public static class MerkleProof
{
    /// <summary>Whether the leaf stands at the index of the tree with this root (RFC 9162, section 2.1.3.2).</summary>
    /// <param name="index">0 for the first leaf.</param>
    /// <param name="proof">From the leaf's sibling up to a child of the root.</param>
    public static bool VerifyInclusion(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root)
    {
        if (index < 0 || index >= size)
            return false;
        var (first, last) = (index, size - 1);
        var hash = leaf;
        foreach (var sibling in proof)
        {
            if (last == 0)
                return false;
            if (IsOdd(first) || first == last)
            {
                hash = MerkleTree.Node(sibling, hash);
                while (!IsOdd(first) && first != 0)
                    (first, last) = (first >> 1, last >> 1);
            }
            else
            {
                hash = MerkleTree.Node(hash, sibling);
            }

            (first, last) = (first >> 1, last >> 1);
        }

        return last == 0 && hash == root;
    }

    /// <summary>
    /// Whether the tree of the older size is the beginning of the newer one (RFC 9162, section 2.1.4.2). Every tree begins with the empty one,
    /// which says nothing: an older size of 0 is refused.
    /// </summary>
    public static bool VerifyConsistency(long olderSize, TreeHash olderRoot, long newerSize, TreeHash newerRoot, IReadOnlyList<TreeHash> proof)
    {
        if (olderSize <= 0 || olderSize > newerSize)
            return false;
        if (olderSize == newerSize)
            return proof.Count == 0 && olderRoot == newerRoot;
        if (proof.Count == 0)
            return false;
        var path = BitOperations.IsPow2(olderSize) ? proof.Prepend(olderRoot) : proof;
        var (first, last) = (olderSize - 1, newerSize - 1);
        while (IsOdd(first))
            (first, last) = (first >> 1, last >> 1);
        var older = path.First();
        var newer = older;
        foreach (var hash in path.Skip(1))
        {
            if (last == 0)
                return false;
            if (IsOdd(first) || first == last)
            {
                (older, newer) = (MerkleTree.Node(hash, older), MerkleTree.Node(hash, newer));
                while (!IsOdd(first) && first != 0)
                    (first, last) = (first >> 1, last >> 1);
            }
            else
            {
                newer = MerkleTree.Node(newer, hash);
            }

            (first, last) = (first >> 1, last >> 1);
        }

        return last == 0 && older == olderRoot && newer == newerRoot;
    }

    private static bool IsOdd(long number) => (number & 1) == 1;
}
