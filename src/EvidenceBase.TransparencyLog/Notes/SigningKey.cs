using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>A private key that signs notes; as text <c>PRIVATE+KEY+name+id+seed</c>, as Go's tools write it (golang.org/x/mod/sumdb/note).</summary>
public sealed class SigningKey
{
    public const int SeedLength = 32;
    private const string Prefix = "PRIVATE+KEY+";

    private readonly byte[] seed;
    private readonly byte[] publicKey = new byte[Ed25519.PublicKeySize];

    /// <param name="seed">32 random bytes.</param>
    /// <exception cref="FormatException">The name or the seed is none.</exception>
    public SigningKey(string name, SignatureType type, ReadOnlySpan<byte> seed)
    {
        if (seed.Length != SeedLength)
            throw new FormatException($"The seed of a signing key has {SeedLength} bytes; this has {seed.Length}.");
        this.seed = seed.ToArray();
        Ed25519.GeneratePublicKey(this.seed, 0, publicKey, 0);
        Verifier = new(name, type, publicKey);
    }

    public VerifierKey Verifier { get; }

    /// <exception cref="FormatException">The text is no such key. It is not repeated in the message.</exception>
    public static SigningKey Parse(string text)
    {
        if (!text.StartsWith(Prefix, StringComparison.Ordinal) || text[Prefix.Length..].Split('+', 3) is not [var name, var id, var encoded])
            throw new FormatException("This is no signing key: it has the form PRIVATE+KEY+name+id+seed.");
        byte[] bytes;
        try
        {
            bytes = StrictBase64.Decode(encoded);
        }
        catch (FormatException)
        {
            throw new FormatException($"The seed of the signing key {name} is not base64.");
        }

        if (bytes.Length == 0 || (SignatureType)bytes[0] is not (SignatureType.Ed25519 or SignatureType.Cosignature))
            throw new FormatException($"The signing key {name} is of a type that is not known here: Ed25519 (1) and cosignatures (4) are.");
        var key = new SigningKey(name, (SignatureType)bytes[0], bytes.AsSpan(1));
        return $"{key.Verifier.Id:x8}" == id ? key : throw new FormatException($"The id {id} does not belong to the signing key {name}: something was changed or left out when it was copied.");
    }

    /// <summary>Signs the text of a note.</summary>
    public NoteSignature Sign(string noteText) => Verifier.Type == SignatureType.Ed25519
        ? new(Verifier.Name, Verifier.Id, SignBytes(Encoding.UTF8.GetBytes(noteText)))
        : throw new InvalidOperationException($"The key {Verifier.Name} cosigns checkpoints; it signs no notes.");

    /// <summary>States, as a witness, to have seen this checkpoint at this time, consistent with all that was seen before.</summary>
    public NoteSignature Cosign(Checkpoint checkpoint, DateTimeOffset time) => Verifier.Type == SignatureType.Cosignature
        ? new(Verifier.Name, Verifier.Id, Cosignature.Write(time, SignBytes(Cosignature.Message(checkpoint.ToString(), time))))
        : throw new InvalidOperationException($"The key {Verifier.Name} signs notes; it does not cosign.");

    /// <summary>Secret: whoever has it signs in this name.</summary>
    public string ToSecretText() => $"{Prefix}{Verifier.Name}+{Verifier.Id:x8}+{Convert.ToBase64String([(byte)Verifier.Type, .. seed])}";

    private byte[] SignBytes(byte[] message)
    {
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(seed, 0, publicKey, 0, message, 0, message.Length, signature, 0);
        return signature;
    }
}
