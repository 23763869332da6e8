using System.Buffers;
using System.Security.Cryptography;

namespace EvidenceBase.TransparencyLog.Merkle;

/// <summary>The hashes of a Merkle tree (RFC 6962, section 2.1): leaves and nodes are told apart by their first byte.</summary>
public static class MerkleTree
{
    private const byte LeafPrefix = 0;
    private const byte NodePrefix = 1;

    /// <summary>The root of a tree without leaves: SHA-256 of nothing.</summary>
    public static TreeHash EmptyRoot { get; } = new(SHA256.HashData([]));

    public static TreeHash Leaf(ReadOnlySpan<byte> entry)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(entry.Length + 1);
        buffer[0] = LeafPrefix;
        entry.CopyTo(buffer.AsSpan(1));
        var hash = Hash(buffer.AsSpan(0, entry.Length + 1));
        ArrayPool<byte>.Shared.Return(buffer);
        return hash;
    }

    public static TreeHash Node(TreeHash left, TreeHash right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * TreeHash.Length)];
        buffer[0] = NodePrefix;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[(1 + TreeHash.Length)..]);
        return Hash(buffer);
    }

    private static TreeHash Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[TreeHash.Length];
        SHA256.HashData(bytes, hash);
        return new(hash);
    }
}
