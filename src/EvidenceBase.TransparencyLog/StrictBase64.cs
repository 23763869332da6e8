namespace EvidenceBase.TransparencyLog;

/// <summary>Base64 (RFC 4648, section 4) in its one canonical form: no white space, padding whole, unused bits zero.</summary>
internal static class StrictBase64
{
    /// <exception cref="FormatException">The text is not base64, or not in that form.</exception>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length / 4 * 3];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : throw new FormatException($"“{text}” is not base64.");
    }
}
