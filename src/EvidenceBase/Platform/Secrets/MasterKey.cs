using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// The key under which the secrets of the data folder are wrapped: 32 random bytes that are kept elsewhere. A wrapped file is
/// <c>EBWRAP1\n</c>, the id of the master key (8 bytes), a nonce (12), and AES-256-GCM of the secret with the tag (16) behind it. Format, id
/// and the file's name are authenticated with it, so that a file that was exchanged for another does not open.
/// </summary>
public sealed class MasterKey
{
    public const int Length = 32;

    private const int IdLength = 8;
    private const int FewestDistinctBytes = 16;
    private static readonly int NonceLength = AesGcm.NonceByteSizes.MaxSize;
    private static readonly int TagLength = AesGcm.TagByteSizes.MaxSize;
    private readonly byte[] wrappingKey;
    private readonly byte[] id;

    /// <exception cref="MasterKeyException">It has not 32 bytes, or these are plainly not random.</exception>
    public MasterKey(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Length)
            throw new MasterKeyException($"A master key has {Length} bytes; this one has {bytes.Length}. Make one with: openssl rand -base64 {Length}");
        if (bytes.ToArray().Distinct().Count() < FewestDistinctBytes)
            throw new MasterKeyException($"The master key is not random. Make one with: openssl rand -base64 {Length}");
        wrappingKey = Derive(bytes, Length, "evidencebase master key wrapping"u8);
        id = Derive(bytes, IdLength, "evidencebase master key id"u8);
    }

    /// <summary>Tells master keys apart and says nothing about them; 16 hexadecimal digits.</summary>
    public string Id => Convert.ToHexStringLower(id);

    private static ReadOnlySpan<byte> Marker => "EBWRAP1\n"u8;

    private static int HeaderLength => Marker.Length + IdLength;

    /// <param name="name">The file's path in the data folder, with slashes.</param>
    public byte[] Wrap(string name, ReadOnlySpan<byte> secret)
    {
        var file = new byte[HeaderLength + NonceLength + secret.Length + TagLength];
        Marker.CopyTo(file);
        id.CopyTo(file, Marker.Length);
        var nonce = file.AsSpan(HeaderLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(wrappingKey, TagLength);
        cipher.Encrypt(nonce, secret, file.AsSpan(HeaderLength + NonceLength, secret.Length), file.AsSpan(file.Length - TagLength), Context(file, name));
        return file;
    }

    /// <exception cref="MasterKeyException">It was wrapped under another master key.</exception>
    /// <exception cref="InvalidDataException">It is not what was wrapped under this name.</exception>
    public byte[] Unwrap(string name, ReadOnlySpan<byte> file)
    {
        if (IdOf(file) is not { } wrappedUnder)
            throw new InvalidDataException($"{name} is not wrapped under a master key, and must be. If it comes from a backup made before, start the service again: that wraps it.");
        if (wrappedUnder != Id)
            throw new MasterKeyException($"{name} is wrapped under the master key {wrappedUnder}; the one given is {Id}.");
        var sealedLength = file.Length - HeaderLength - NonceLength - TagLength;
        if (sealedLength < 0)
            throw Changed(name);
        var secret = new byte[sealedLength];
        try
        {
            using var cipher = new AesGcm(wrappingKey, TagLength);
            cipher.Decrypt(
                file.Slice(HeaderLength, NonceLength), file.Slice(HeaderLength + NonceLength, sealedLength), file[^TagLength..], secret, Context(file, name));
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Changed(name);
        }

        return secret;
    }

    /// <summary>The id of the master key that a file is wrapped under, or null where it is none that was wrapped.</summary>
    /// <param name="file">The file, or the beginning of it.</param>
    public static string? IdOf(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderLength && file.StartsWith(Marker) ? Convert.ToHexStringLower(file[Marker.Length..HeaderLength]) : null;

    private static byte[] Context(ReadOnlySpan<byte> file, string name) => [.. file[..HeaderLength], .. Encoding.UTF8.GetBytes(name)];

    private static byte[] Derive(ReadOnlySpan<byte> key, int length, ReadOnlySpan<byte> purpose)
    {
        var derived = new byte[length];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key, derived, [], purpose);
        return derived;
    }

    private static InvalidDataException Changed(string name) =>
        new($"{name} is not what was wrapped for it: it was changed, or is another file's. Restore it from a backup.");
}
