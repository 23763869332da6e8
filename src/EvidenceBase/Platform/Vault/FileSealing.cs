using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Vault;

/// <summary>A part of a file as it lies in the vault: AES-256-GCM, the authentication tag behind the ciphertext.</summary>
/// <param name="Number">Its place among the parts, 0-based.</param>
public sealed record SealedPart(int Number, int Parts, byte[] Nonce, byte[] Ciphertext);

/// <summary>How files are sealed: as texts are, in parts that open one by one – each only at its own place in its own file.</summary>
public static class FileSealing
{
    /// <summary>In bytes; the last part has what is left.</summary>
    public const int PartLength = 1024 * 1024;

    /// <param name="isHashed">Whether the plain hash is told as well: of a file that is not confidential.</param>
    public static (SealedFile File, IReadOnlyList<SealedPart> Parts) Seal(
        byte[] key, string study, Guid holder, Guid handle, ReadOnlyMemory<byte> bytes, bool isHashed)
    {
        var count = Math.Max(1, (bytes.Length + PartLength - 1) / PartLength);
        var encryptionKey = Sealing.EncryptionKey(key);
        var parts = Enumerable.Range(0, count)
            .Select(number => Part(encryptionKey, Context(study, holder, handle, number, count), number, count, bytes.Slice(
                number * PartLength, Math.Min(PartLength, bytes.Length - (number * PartLength))).Span)).ToList();
        return (
            new(handle, bytes.Length, Sealing.Commitment(key, handle, bytes.Span), isHashed ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : null),
            parts);
    }

    /// <exception cref="DamagedTextException">What lies in the vault is not what was sealed at this place.</exception>
    public static byte[] Open(byte[] key, string study, Guid holder, Guid handle, SealedPart part) =>
        Sealing.Decrypt(key, study, handle, part.Nonce, part.Ciphertext, Context(study, holder, handle, part.Number, part.Parts));

    private static SealedPart Part(byte[] encryptionKey, byte[] context, int number, int count, ReadOnlySpan<byte> plain)
    {
        var (nonce, ciphertext) = Sealing.Encrypt(encryptionKey, plain, context);
        return new(number, count, nonce, ciphertext);
    }

    private static byte[] Context(string study, Guid holder, Guid handle, int number, int count) =>
        Encoding.UTF8.GetBytes($"{study}|{holder}|{handle}|{number} of {count}");
}
