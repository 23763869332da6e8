using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Vault;

/// <summary>A text as it lies in the vault: AES-256-GCM, the authentication tag behind the ciphertext.</summary>
public sealed record SealedEntry(Guid Handle, Guid Holder, byte[] Nonce, byte[] Ciphertext);

/// <summary>
/// How texts are sealed. From the holder's key two secrets are derived (HKDF-SHA256): one encrypts, the other gives, with the handle, the
/// salt of the commitment. So the commitment proves nothing to anyone once the key is gone, and needs no salt to be kept.
/// </summary>
public static class Sealing
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="EncoderFallbackException">The text holds half of a surrogate pair.</exception>
    public static (SealedText Text, SealedEntry Entry) Seal(byte[] key, string study, Guid holder, Guid handle, string text)
    {
        var plain = Strict.GetBytes(text);
        var (nonce, ciphertext) = Encrypt(EncryptionKey(key), plain, Context(study, holder, handle));
        return (new(handle, text.EnumerateRunes().Count(), Commitment(key, handle, plain)), new(handle, holder, nonce, ciphertext));
    }

    /// <exception cref="DamagedTextException">What lies in the vault is not what was sealed, or not what the event committed to.</exception>
    public static string Open(byte[] key, string study, SealedText text, SealedEntry entry)
    {
        if (entry.Handle != text.Handle)
            throw new DamagedTextException(study, text.Handle, null);
        var plain = Decrypt(key, study, text.Handle, entry.Nonce, entry.Ciphertext, Context(study, entry.Holder, entry.Handle));
        return Commitment(key, text.Handle, plain) == text.Commitment
            ? Strict.GetString(plain)
            : throw new DamagedTextException(study, text.Handle, null);
    }

    /// <summary>SHA-256 over salt and UTF-8 text, in lower-case hexadecimal.</summary>
    public static string Commitment(byte[] key, Guid handle, ReadOnlySpan<byte> text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Salt(key, handle));
        hash.AppendData(text);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Given to whoever is to check a commitment against a text they were given too.</summary>
    public static byte[] Salt(byte[] key, Guid handle) => Derive(key, $"evidencebase salt {handle}");

    internal static byte[] EncryptionKey(byte[] key) => Derive(key, "evidencebase encryption");

    internal static (byte[] Nonce, byte[] Ciphertext) Encrypt(byte[] encryptionKey, ReadOnlySpan<byte> plain, byte[] context)
    {
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var tagLength = AesGcm.TagByteSizes.MaxSize;
        var ciphertext = new byte[plain.Length + tagLength];
        using var cipher = new AesGcm(encryptionKey, tagLength);
        cipher.Encrypt(nonce, plain, ciphertext.AsSpan(0, plain.Length), ciphertext.AsSpan(plain.Length), context);
        return (nonce, ciphertext);
    }

    /// <exception cref="DamagedTextException">It is not what was encrypted under this key in this context.</exception>
    internal static byte[] Decrypt(byte[] key, string study, Guid handle, byte[] nonce, byte[] ciphertext, byte[] context)
    {
        var tagLength = AesGcm.TagByteSizes.MaxSize;
        if (ciphertext.Length < tagLength || nonce.Length != AesGcm.NonceByteSizes.MaxSize)
            throw new DamagedTextException(study, handle, null);
        var plain = new byte[ciphertext.Length - tagLength];
        try
        {
            using var cipher = new AesGcm(EncryptionKey(key), tagLength);
            cipher.Decrypt(nonce, ciphertext.AsSpan(0, plain.Length), ciphertext.AsSpan(plain.Length), plain, context);
            return plain;
        }
        catch (AuthenticationTagMismatchException mismatch)
        {
            throw new DamagedTextException(study, handle, mismatch);
        }
    }

    private static byte[] Derive(byte[] key, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, HolderKeys.Length, info: Encoding.ASCII.GetBytes(purpose));

    /// <summary>Bound to the ciphertext: an entry that is moved to another study, holder or handle does not open.</summary>
    private static byte[] Context(string study, Guid holder, Guid handle) => Encoding.UTF8.GetBytes($"{study}|{holder}|{handle}");
}

/// <summary>A sealed text or file was changed, moved or lost, without its key having been destroyed.</summary>
public sealed class DamagedTextException(string study, Guid handle, Exception? cause)
    : Exception($"What is sealed as {handle} of the study “{study}” is not what was sealed. Restore evidence.vault_entry and evidence.vault_file_part from a backup.", cause)
{
    public Guid Handle { get; } = handle;
}
