namespace EvidenceBase.TransparencyLog.Merkle;

/// <summary>
/// A tree that only grows and keeps no more than it needs to go on: the roots of its complete subtrees, at most one for each bit of its size.
/// </summary>
public sealed class CompactRange
{
    private readonly List<TreeHash> peaks = [];

    public long Size { get; private set; }

    /// <summary>RFC 6962, section 2.1.</summary>
    public TreeHash Root
    {
        get
        {
            if (peaks.Count == 0)
                return MerkleTree.EmptyRoot;
            var root = peaks[^1];
            for (var left = peaks.Count - 2; left >= 0; left--)
                root = MerkleTree.Node(peaks[left], root);
            return root;
        }
    }

    public void Append(TreeHash leaf)
    {
        var merged = leaf;
        for (var size = Size; (size & 1) == 1; size >>= 1)
        {
            merged = MerkleTree.Node(peaks[^1], merged);
            peaks.RemoveAt(peaks.Count - 1);
        }

        peaks.Add(merged);
        Size++;
    }
}
