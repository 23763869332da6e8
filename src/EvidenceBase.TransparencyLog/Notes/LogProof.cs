using System.Globalization;
using System.Text;
using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>
/// A file that proves, by itself, that an entry stands in a log (C2SP tlog-proof): a signed checkpoint, and the hashes that lead from the entry
/// to its root.
/// </summary>
/// <param name="Index">0 for the first entry.</param>
/// <param name="Hashes">From the leaf's sibling up to a child of the root.</param>
/// <param name="Extra">What else is needed to make the entry; proves nothing by itself.</param>
public sealed record LogProof(long Index, IReadOnlyList<TreeHash> Hashes, SignedNote Checkpoint, byte[]? Extra = null)
{
    public const string FileExtension = ".tlog-proof";
    private const string Header = "c2sp.org/tlog-proof@v1\n";

    /// <exception cref="FormatException">The text is no such proof.</exception>
    public static LogProof Parse(string text)
    {
        var blank = text.IndexOf("\n\n", StringComparison.Ordinal);
        if (!text.StartsWith(Header, StringComparison.Ordinal) || blank < Header.Length)
            throw new FormatException("This is no proof: it begins with c2sp.org/tlog-proof@v1, and after a blank line the checkpoint follows.");
        var lines = text[Header.Length..blank].Split('\n');
        byte[]? extra = null;
        if (lines[0].StartsWith("extra ", StringComparison.Ordinal))
        {
            extra = StrictBase64.Decode(lines[0]["extra ".Length..]);
            lines = lines[1..];
        }

        if (lines.Length == 0 || !lines[0].StartsWith("index ", StringComparison.Ordinal)
            || !long.TryParse(lines[0]["index ".Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            || lines[0] != string.Create(CultureInfo.InvariantCulture, $"index {index}"))
        {
            throw new FormatException("The proof does not say the index of its entry.");
        }

        return new(index, [.. lines.Skip(1).Select(TreeHash.FromBase64)], SignedNote.Parse(text[(blank + 2)..]), extra);
    }

    /// <summary>Whether the entry with this hash stands at the index of the tree. The checkpoint is the proof's own, its signatures verified.</summary>
    public bool Proves(TreeHash leaf, Checkpoint checkpoint) => MerkleProof.VerifyInclusion(leaf, Index, checkpoint.Size, Hashes, checkpoint.Root);

    public override string ToString()
    {
        var text = new StringBuilder(Header);
        if (Extra is not null)
            text.Append("extra ").Append(Convert.ToBase64String(Extra)).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"index {Index}\n");
        foreach (var hash in Hashes)
            text.Append(hash.ToBase64()).Append('\n');
        return text.Append('\n').Append(Checkpoint).ToString();
    }
}
