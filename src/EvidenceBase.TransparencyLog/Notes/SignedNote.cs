using System.Buffers.Binary;
using System.Text;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>A text with the signatures under it (C2SP signed-note).</summary>
/// <param name="Text">With its last line end.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    private const int MaximumLength = 1_000_000;
    private const int MaximumSignatures = 100;
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="FormatException">The bytes are no signed note.</exception>
    public static SignedNote Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumLength)
            throw new FormatException($"A note has at most {MaximumLength} bytes; this has {bytes.Length}.");
        try
        {
            return Parse(Strict.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            throw new FormatException("The note is not UTF-8.");
        }
    }

    /// <exception cref="FormatException">The text is no signed note.</exception>
    public static SignedNote Parse(string note)
    {
        if (note.Any(character => character < ' ' && character != '\n'))
            throw new FormatException("The note holds control characters.");
        var blank = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (blank < 0 || !note.EndsWith('\n'))
            throw new FormatException("The note has no signatures: a blank line and at least one signature line follow its text.");
        var lines = note[(blank + 2)..].Split('\n')[..^1];
        return lines.Length is >= 1 and <= MaximumSignatures
            ? new(note[..(blank + 1)], [.. lines.Select(NoteSignature.Parse)])
            : throw new FormatException($"A note has 1 to {MaximumSignatures} signatures; this has {lines.Length}.");
    }

    /// <exception cref="FormatException">The text does not end a line, or holds control characters.</exception>
    public static SignedNote Sign(string text, params IEnumerable<SigningKey> keys)
    {
        if (!text.EndsWith('\n') || text.Any(character => character < ' ' && character != '\n'))
            throw new FormatException("The text of a note ends with a line end and holds no control characters.");
        return new(text, [.. keys.Select(key => key.Sign(text))]);
    }

    /// <summary>
    /// The signatures by known keys, all verified. Signatures by others are no reason to trust the note, nor to refuse it.
    /// </summary>
    /// <exception cref="UntrustedNoteException">No known key has signed it, or the signature of one is not its own.</exception>
    public IReadOnlyList<NoteSignature> VerifiedBy(params IReadOnlyCollection<VerifierKey> known)
    {
        var verified = new List<NoteSignature>();
        foreach (var signature in Signatures)
        {
            if (known.FirstOrDefault(key => key.Name == signature.KeyName && key.Id == signature.KeyId) is not { } key)
                continue;
            if (!key.Verify(Text, signature))
                throw new UntrustedNoteException($"The signature by {key.Name} ({key.Id:x8}) is not over this text: the text or the signature was changed.");
            verified.Add(signature);
        }

        return verified.Count > 0
            ? verified
            : throw new UntrustedNoteException(
                $"None of the known keys has signed it. Known: {string.Join(", ", known.Select(key => $"{key.Name} ({key.Id:x8})"))}. "
                + $"It was signed by: {string.Join(", ", Signatures.Select(signature => $"{signature.KeyName} ({signature.KeyId:x8})"))}.");
    }

    public override string ToString() => $"{Text}\n{string.Concat(Signatures.Select(signature => $"{signature}\n"))}";
}

/// <summary>One signature line of a note.</summary>
/// <param name="KeyId">With the name, tells which key; no proof of anything.</param>
public sealed record NoteSignature(string KeyName, uint KeyId, byte[] Value)
{
    private const string Prefix = "\u2014 ";

    /// <exception cref="FormatException">The line is no signature line.</exception>
    public static NoteSignature Parse(string line)
    {
        if (!line.StartsWith(Prefix, StringComparison.Ordinal) || line[Prefix.Length..].Split(' ') is not [var name, var encoded] || !KeyNames.IsValid(name))
            throw new FormatException($"“{line}” is no signature line: it has the form “— name signature”.");
        var bytes = StrictBase64.Decode(encoded);
        return bytes.Length > sizeof(uint)
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[sizeof(uint)..])
            : throw new FormatException($"The signature by {name} is too short to be one.");
    }

    public bool Equals(NoteSignature? other) =>
        other is not null && KeyName == other.KeyName && KeyId == other.KeyId && Value.AsSpan().SequenceEqual(other.Value);

    public override int GetHashCode() => HashCode.Combine(KeyName, KeyId);

    public override string ToString()
    {
        var bytes = new byte[sizeof(uint) + Value.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Value.CopyTo(bytes, sizeof(uint));
        return $"{Prefix}{KeyName} {Convert.ToBase64String(bytes)}";
    }

}

/// <summary>A note is not signed by whom it would have to be.</summary>
public sealed class UntrustedNoteException(string message) : Exception(message);
