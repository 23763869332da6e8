using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.Platform.Http;

/// <summary>
/// Tells whether two commands under one key are the same. The digest is keyed (HMAC-SHA256) and the key lies outside the database: a plain
/// hash of a short text would let whoever holds the database guess the text long after it was erased.
/// </summary>
public sealed class CommandDigest(byte[] key)
{
    /// <param name="file">What is sent beside the content, if anything is.</param>
    public byte[] Of(string address, ReadOnlySpan<byte> content, ReadOnlySpan<byte> file = default)
    {
        using var hash = Begin(address);
        hash.AppendData(content);
        if (!file.IsEmpty)
        {
            hash.AppendData([0]);
            hash.AppendData(file);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The same for content that is yet to come: appended as it does, its hash is the digest.</summary>
    public IncrementalHash Begin(string address)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(address));
        hash.AppendData([0]);
        return hash;
    }
}
