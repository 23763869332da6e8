using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.Access.Tokens;

/// <summary>
/// The secret of an access token: 256 random bits behind a prefix by which leaked ones can be searched for. Its SHA-256 is what is kept; a
/// slow hash would add nothing, since the secret cannot be guessed.
/// </summary>
public static class TokenSecret
{
    public const string Prefix = "evb_";

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    public static bool IsSame(string given, string secret) => CryptographicOperations.FixedTimeEquals(Hash(given), Hash(secret));
}
