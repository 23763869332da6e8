using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Attestations;

/// <summary>What an auditor attests to. It is never changed, and is withdrawn by nobody but its author.</summary>
/// <param name="Withdrawn">Why it does not stand any more.</param>
public sealed record Attestation(
    string Key,
    long Position,
    string? Release,
    string Root,
    ThingReference? Subject,
    AttestationVerdict Verdict,
    string Statement,
    string By,
    string? Withdrawn)
{
    public static Attestation? Evolve(Attestation? attestation, object @event) => (attestation, @event) switch
    {
        (null, AttestationMade made) => new(
            made.Key, made.Position, made.Release, made.Root, made.Subject, made.Verdict, made.Statement, made.By, Withdrawn: null),
        ({ }, AttestationWithdrawn withdrawn) => attestation with { Withdrawn = withdrawn.Reason },
        _ => attestation,
    };
}
