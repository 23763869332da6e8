using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>What a signature is over, by the byte that C2SP signed-note assigns to it.</summary>
public enum SignatureType
{
    /// <summary>Ed25519 over the text of the note.</summary>
    Ed25519 = 0x01,

    /// <summary>Ed25519 over the text of a checkpoint and the time at which a witness saw it (C2SP tlog-cosignature).</summary>
    Cosignature = 0x04,
}

/// <summary>A public key by which notes are verified; as text <c>name+id+key</c> (C2SP signed-note, “vkey”).</summary>
public sealed record VerifierKey
{
    private const int PublicKeyLength = 32;
    private readonly byte[] publicKey;

    /// <exception cref="FormatException">The name or the key is none.</exception>
    public VerifierKey(string name, SignatureType type, ReadOnlySpan<byte> publicKey)
    {
        if (!KeyNames.IsValid(name))
            throw new FormatException($"“{name}” is no name of a key: {KeyNames.Rule}");
        if (publicKey.Length != PublicKeyLength)
            throw new FormatException($"A public key has {PublicKeyLength} bytes; that of {name} has {publicKey.Length}.");
        (Name, Type, this.publicKey) = (name, type, publicKey.ToArray());
        Id = IdOf(name, type, publicKey);
    }

    public string Name { get; }

    public SignatureType Type { get; }

    /// <summary>The first four bytes of SHA-256 over name, line end, type and public key.</summary>
    public uint Id { get; }

    /// <exception cref="FormatException">The text is no such key, or its id does not belong to it.</exception>
    public static VerifierKey Parse(string text)
    {
        if (text.Split('+', 3) is not [var name, { Length: 8 } id, var encoded] || id.Any(digit => !char.IsAsciiHexDigitLower(digit) && !char.IsAsciiDigit(digit)))
            throw new FormatException($"“{text}” is no verifier key: it has the form name+id+key, the id in eight hexadecimal digits.");
        var bytes = StrictBase64.Decode(encoded);
        if (bytes.Length == 0 || (SignatureType)bytes[0] is not (SignatureType.Ed25519 or SignatureType.Cosignature))
            throw new FormatException($"The key {name} is of a type that is not known here: Ed25519 (1) and cosignatures (4) are.");
        var key = new VerifierKey(name, (SignatureType)bytes[0], bytes.AsSpan(1));
        return key.Id == uint.Parse(id, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            ? key
            : throw new FormatException($"The id {id} does not belong to the key {name}: something was changed or left out when it was copied.");
    }

    public bool Verify(string noteText, NoteSignature signature) => Type == SignatureType.Ed25519
        ? VerifyBytes(Encoding.UTF8.GetBytes(noteText), signature.Value)
        : Cosignature.Read(signature.Value) is var (time, value) && VerifyBytes(Cosignature.Message(noteText, time), value);

    public bool Equals(VerifierKey? other) =>
        other is not null && Name == other.Name && Type == other.Type && publicKey.AsSpan().SequenceEqual(other.publicKey);

    public override int GetHashCode() => HashCode.Combine(Name, Id);

    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([(byte)Type, .. publicKey])}";

    internal static uint IdOf(string name, SignatureType type, ReadOnlySpan<byte> publicKey) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(name), (byte)'\n', (byte)type, .. publicKey]));

    private bool VerifyBytes(byte[] message, byte[] signature) =>
        signature.Length == Ed25519.SignatureSize && Ed25519.Verify(signature, 0, publicKey, 0, message, 0, message.Length);
}

/// <summary>The names of keys.</summary>
public static class KeyNames
{
    public const string Rule = "it has at least one character, no white space and no plus sign.";

    public static bool IsValid(string name) => name.Length > 0 && !name.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '+');
}
