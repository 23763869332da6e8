using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Attestations;

/// <summary>What an auditor says of what was looked at.</summary>
public enum AttestationVerdict
{
    Confirmed,

    /// <summary>The statement says with which.</summary>
    ConfirmedWithReservations,

    NotConfirmed,
}

/// <summary>An auditor says what was looked at, and what came of it. Of all events it is the only one that an auditor records.</summary>
/// <param name="Position">The moment at which it was looked at.</param>
/// <param name="Release">The release that names it, where the auditor named one.</param>
/// <param name="Root">The root of the transparency log's tree over the events up to that position, in base64: it says which history was looked at.</param>
/// <param name="Subject">The one thing that was looked at; the whole study where it is absent.</param>
/// <param name="By">Who attests: nobody else may withdraw it.</param>
public sealed record AttestationMade(
    string Key, long Position, string? Release, string Root, ThingReference? Subject, AttestationVerdict Verdict, string Statement, string By);

/// <summary>Whoever made the attestation does not stand by it any more. What it said stays.</summary>
public sealed record AttestationWithdrawn(string Reason);
