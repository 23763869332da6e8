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

    /// <summary>A salt as it is given out, in base64.</summary>
    /// <exception cref="FormatException">The text is no salt.</exception>
    public static byte[] ParseSalt(string? text) => StrictBase64.Decode(text ?? string.Empty) is { Length: SaltLength } salt
        ? salt
        : throw new FormatException($"A salt has {SaltLength} bytes, in base64.");

    /// <param name="payload">The content of the event, as JSON of any form.</param>
    /// <returns>Lower-case hexadecimal.</returns>
    /// <exception cref="FormatException">The content has no canonical form.</exception>
    public static string Of(ReadOnlySpan<byte> salt, string payload) => Convert.ToHexStringLower(SHA256.HashData([.. salt, .. CanonicalJson.Of(payload)]));
}
