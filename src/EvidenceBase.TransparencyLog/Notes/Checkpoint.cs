using System.Globalization;
using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>What a log states of its tree at one size (C2SP tlog-checkpoint): the text of a note that it signs.</summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="Size">How many leaves the tree has.</param>
/// <param name="Extensions">Further lines, without meaning here.</param>
public sealed record Checkpoint(string Origin, long Size, TreeHash Root, IReadOnlyList<string> Extensions)
{
    public Checkpoint(string origin, long size, TreeHash root)
        : this(origin, size, root, [])
    {
    }

    /// <exception cref="FormatException">The text is no checkpoint.</exception>
    public static Checkpoint Parse(string noteText)
    {
        if (noteText.Split('\n') is not [{ Length: > 0 } origin, var size, var root, .. var extensions, ""] || extensions.Any(line => line.Length == 0))
            throw new FormatException("This is no checkpoint: it has lines for the origin, the size and the root, and no empty one.");
        return long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == size
            ? new(origin, number, TreeHash.FromBase64(root), extensions)
            : throw new FormatException($"“{size}” is no size of a tree.");
    }

    /// <summary>Reads a checkpoint and verifies the signatures of the log.</summary>
    /// <exception cref="FormatException">The note is no checkpoint.</exception>
    /// <exception cref="UntrustedNoteException">It is not signed by one of the keys, or its origin is another than theirs.</exception>
    public static Checkpoint Open(SignedNote note, params IReadOnlyCollection<VerifierKey> logKeys)
    {
        var signatures = note.VerifiedBy(logKeys);
        var checkpoint = Parse(note.Text);
        return signatures.Any(signature => signature.KeyName == checkpoint.Origin)
            ? checkpoint
            : throw new UntrustedNoteException($"The checkpoint is of the log {checkpoint.Origin}, but signed by {signatures[0].KeyName}.");
    }

    public bool Equals(Checkpoint? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => HashCode.Combine(Origin, Size, Root);

    /// <summary>The text of the note.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n{string.Concat(Extensions.Select(line => $"{line}\n"))}");
}
