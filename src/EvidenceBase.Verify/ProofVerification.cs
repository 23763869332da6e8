using System.Text;
using System.Text.Json;
using EvidenceBase.TransparencyLog;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Verify;

/// <summary>Checks a single proof file: that one event, with its content, stands at one position of a signed history.</summary>
public static class ProofVerification
{
    public static void Run(string proofText, IReadOnlyList<VerifierKey> keys, Report report)
    {
        try
        {
            var proof = LogProof.Parse(proofText);
            var checkpoint = Checkpoint.Open(proof.Checkpoint, [.. keys]);
            report.Proven($"The checkpoint, at {checkpoint.Size} events, is signed by the log {checkpoint.Origin}.");
            if (proof.Extra is null)
            {
                report.Unchecked($"The proof does not bring its event along.");
                return;
            }

            using var extra = JsonDocument.Parse(proof.Extra);
            var entry = CanonicalJson.Of(extra.RootElement.GetProperty("entry").GetRawText());
            if (!proof.Proves(MerkleTree.Leaf(entry), checkpoint))
            {
                report.Refuted($"The event is not the one at position {proof.Index + 1} of that history.");
                return;
            }

            report.Proven($"This event stands at position {proof.Index + 1} of that history: {Encoding.UTF8.GetString(entry)}");
            Content(EventLeaf.Parse(entry), extra.RootElement, report);
        }
        catch (Exception refusal) when (refusal is FormatException or UntrustedNoteException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            report.Refuted($"The proof cannot be trusted. {refusal.Message}");
        }
    }

    private static void Content(EventLeaf leaf, JsonElement extra, Report report)
    {
        if (!extra.TryGetProperty("payload", out var payload) || !extra.TryGetProperty("salt", out var salt))
            report.Unchecked($"The proof does not bring the content of its event along.");
        else if (PayloadCommitment.Of(PayloadCommitment.ParseSalt(salt.GetString()), payload.GetRawText()) == leaf.PayloadCommitment)
            report.Proven($"This is its content: {payload.GetRawText()}");
        else
            report.Refuted($"The content is not the one of that event.");
    }
}
