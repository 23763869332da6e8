using System.Text.Json;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Verify;

/// <summary>The checkpoints of releases in a bundle, and the proofs that their histories are the beginning of this one.</summary>
internal sealed class ReleaseCheck(BundleSource source, Report report)
{
    public async Task<IReadOnlyList<(string Where, SignedNote Note)>> Checkpoints(CancellationToken cancellation)
    {
        var notes = new List<(string, SignedNote)>();
        foreach (var path in source.Paths.Where(path => path.StartsWith(ReleaseFiles.Folder, StringComparison.Ordinal) && path.EndsWith(ReleaseFiles.CheckpointEnding, StringComparison.Ordinal)))
        {
            try
            {
                notes.Add((path, SignedNote.Parse((await source.Log.Read(path, cancellation))!)));
            }
            catch (FormatException flaw)
            {
                report.Refuted($"{path} is no checkpoint: {flaw.Message}");
            }
        }

        return notes;
    }

    /// <param name="latest">Of the bundle, trusted.</param>
    public async Task Proofs(IReadOnlyList<(string Where, SignedNote Note)> releases, Checkpoint latest, CancellationToken cancellation)
    {
        foreach (var (where, note) in releases)
        {
            var pinned = Checkpoint.Parse(note.Text);
            var path = ReleaseFiles.Consistency(pinned.Size);
            if (where != ReleaseFiles.Checkpoint(pinned.Size))
                report.Refuted($"{where} is the checkpoint of position {pinned.Size}.");
            if (await source.Log.Read(path, cancellation) is not { } proof)
                report.Refuted($"{path} is missing.");
            else if (!Proves(proof, pinned, latest))
                report.Refuted($"{path} does not prove that the history at position {pinned.Size} is the beginning of this one.");
        }
    }

    private static bool Proves(byte[] content, Checkpoint pinned, Checkpoint latest)
    {
        try
        {
            var proof = JsonSerializer.Deserialize<Consistency>(content, RecordJson.Options)!;
            return (proof.From, proof.To) == (pinned.Size, latest.Size)
                && MerkleProof.VerifyConsistency(proof.From, pinned.Root, proof.To, latest.Root, [.. proof.Hashes.Select(TreeHash.FromBase64)]);
        }
        catch (Exception flaw) when (flaw is JsonException or FormatException)
        {
            return false;
        }
    }

    private sealed record Consistency(long From, long To, IReadOnlyList<string> Hashes);
}
