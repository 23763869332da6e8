using System.Runtime.Intrinsics;

namespace EvidenceBase.TransparencyLog.Merkle;

/// <summary>A node of the tree: 32 bytes of SHA-256.</summary>
public readonly record struct TreeHash
{
    public const int Length = 32;

    private readonly Vector256<byte> bytes;

    /// <exception cref="FormatException">There are not exactly 32 bytes.</exception>
    public TreeHash(ReadOnlySpan<byte> hash) => bytes = hash.Length == Length
        ? Vector256.Create(hash)
        : throw new FormatException($"A hash has {Length} bytes; this has {hash.Length}.");

    public void CopyTo(Span<byte> destination) => bytes.CopyTo(destination);

    public byte[] ToArray()
    {
        var copy = new byte[Length];
        bytes.CopyTo(copy);
        return copy;
    }

    /// <exception cref="FormatException">The text is not the base64 of 32 bytes.</exception>
    public static TreeHash FromBase64(string text) => new(StrictBase64.Decode(text));

    public string ToBase64() => Convert.ToBase64String(ToArray());

    /// <summary>Lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(ToArray());
}
