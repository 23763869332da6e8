using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.TransparencyLog.Events;

/// <summary>
/// What stands in a leaf for the content of an event: <c>SHA-256(salt ‖ canonical JSON)</c>. Whoever has the leaf alone cannot find out the
/// content by guessing; whoever is given content and salt can check that it is the one.
/// </summary>
public static class PayloadCommitment
{
    public const int SaltLength = 32;

    /// <summary>The salt of an event, HMAC-SHA256 of its id under a secret of the study: nothing has to be kept for each event.</summary>
    public static byte[] Salt(ReadOnlySpan<byte> secret, Guid eventId) =>
        HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"evidencebase payload salt {eventId:D}"));

    /// <param name="payload">The content of the event, as JSON of any form.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    /// <exception cref="FormatException">The content has no canonical form.</exception>
    public static string Of(ReadOnlySpan<byte> salt, string payload) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. CanonicalJson.Of(payload)]));
}
