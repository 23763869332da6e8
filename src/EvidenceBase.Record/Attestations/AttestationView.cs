using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Attestations;

/// <summary>What an auditor attests to.</summary>
/// <param name="Position">The moment at which it was looked at.</param>
/// <param name="Root">Of the log at that position, in base64.</param>
/// <param name="Subject">What was looked at; the whole study where it is absent.</param>
/// <param name="By">Who attests.</param>
/// <param name="Withdrawn">Why its author does not stand by it any more.</param>
public sealed record AttestationView(
    Guid Id,
    string Key,
    long Version,
    long Position,
    string? Release,
    string Root,
    ThingReference? Subject,
    AttestationVerdict Verdict,
    string Statement,
    string By,
    string? Withdrawn)
{
    public static IEnumerable<View> Render(Guid id, Attestation attestation, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(
            Kinds.Attestation,
            id,
            attestation.Key,
            version,
            attestation.Key,
            new AttestationView(
                id,
                attestation.Key,
                version,
                attestation.Position,
                attestation.Release,
                attestation.Root,
                attestation.Subject,
                attestation.Verdict,
                attestation.Statement,
                attestation.By,
                attestation.Withdrawn));
    }
}
