namespace EvidenceBase.Platform.Commands;

/// <summary>Everything about a command but its content: who sends it, to which study, and under which conditions.</summary>
/// <param name="Study">The slug of the study; the tenant of everything that is written.</param>
/// <param name="Actor">The authenticated principal.</param>
/// <param name="IdempotencyKey">Unique per principal and study; a repeat gets the first answer.</param>
/// <param name="Digest">Keyed hash of address and content, to tell a repeat from another command under the same key.</param>
/// <param name="Token">The name of the access token that the principal came with; null in person.</param>
/// <param name="ExpectedVersion">The version that If-Match names, where it was given.</param>
public sealed record CommandEnvelope(
    string Study,
    string Actor,
    string IdempotencyKey,
    byte[] Digest,
    long? ExpectedVersion = null,
    string? OnBehalfOf = null,
    string? Token = null,
    string? Reason = null,
    string? CorrelationId = null,
    string? CausationId = null);
