using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Attestations;

/// <summary>What the transparency log has at the position that is attested to.</summary>
/// <param name="Size">Up to which position the log is signed.</param>
/// <param name="Root">The root of its tree at the position, in base64; null where the position lies above what is signed.</param>
public sealed record AttestedLog(long Size, string? Root);

/// <summary>What may be attested to: what the log has signed, exactly as it was signed.</summary>
public static class AttestationDecisions
{
    /// <param name="wasThere">Whether the record showed the subject at that position.</param>
    public static Decision Make(AttestationMade made, AttestedLog log, bool wasThere)
    {
        if (log.Root is null)
        {
            return Problem.Unprocessable(
                "not-yet-proven", $"Position {made.Position} lies above the last checkpoint of the log, which was signed at {log.Size}. Attest to what is signed.", "position");
        }

        if (log.Root != made.Root)
        {
            return Problem.Unprocessable(
                "other-root",
                $"At position {made.Position} the root of this study's log is another than the one that was sent. Take it from the checkpoint that was checked; if that is where it comes from, the history was changed.",
                "root");
        }

        return wasThere
            ? Decision.Accept(made)
            : Problem.Unprocessable("not-there", $"At position {made.Position} the {made.Subject?.Kind} was not in the record (any more), so nobody can have looked at it there.", "subject");
    }

    /// <param name="by">Who withdraws it.</param>
    public static Decision Withdraw(Attestation attestation, string by, string reason)
    {
        if (attestation.By != by)
            return new Problem(ProblemKind.Forbidden, "not-yours", $"{attestation.By} made this attestation, and nobody else withdraws it. Make one of your own that says otherwise.");
        return attestation.Withdrawn is null
            ? Decision.Accept(new AttestationWithdrawn(reason))
            : Problem.Conflict("withdrawn", $"The attestation “{attestation.Key}” was withdrawn already.");
    }
}
