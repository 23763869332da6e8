using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace EvidenceBase.TransparencyLog.TimeStamps;

/// <summary>
/// A time-stamp token (RFC 3161) over a checkpoint: somebody else states when it was there already. What is stamped is the SHA-256 of the text that the log
/// has signed, in UTF-8, with its last line end and without the signatures.
/// </summary>
public sealed class TimeStamp
{
    private readonly Rfc3161TimestampToken token;
    private readonly X509Certificate2 signer;

    private TimeStamp(Rfc3161TimestampToken token, X509Certificate2 signer) => (this.token, this.signer) = (token, signer);

    /// <summary>When the authority says that it saw what is stamped.</summary>
    public DateTimeOffset Time => token.TokenInfo.Timestamp;

    /// <summary>Who stamped it, as the certificate in the token says.</summary>
    public string Authority => signer.Subject;

    /// <param name="nonce">Random, so that the answer cannot be an older one.</param>
    public static Rfc3161TimestampRequest Request(string noteText, byte[] nonce) =>
        Rfc3161TimestampRequest.CreateFromHash(Hash(noteText), HashAlgorithmName.SHA256, null, nonce, requestSignerCertificates: true);

    /// <summary>Reads a token and verifies that it is over this text and signed with the certificate in it. Whose that is is another question.</summary>
    /// <exception cref="FormatException">It is no such token, or of another text.</exception>
    public static TimeStamp Open(string noteText, byte[] bytes)
    {
        try
        {
            if (!Rfc3161TimestampToken.TryDecode(bytes, out var token, out var read) || read != bytes.Length)
                throw new FormatException("This is no time-stamp token (RFC 3161).");
            return token.VerifySignatureForHash(Hash(noteText), HashAlgorithmName.SHA256, out var signer)
                ? new(token, signer!)
                : throw new FormatException("The time stamp is not over this checkpoint, or not signed with the certificate in it.");
        }
        catch (CryptographicException flaw)
        {
            throw new FormatException($"This is no time-stamp token (RFC 3161): {flaw.Message}");
        }
    }

    /// <summary>Whether an authority that is trusted has stamped it: with one of the certificates, or with one issued under them that was valid then.</summary>
    public bool IsBy(IReadOnlyCollection<X509Certificate2> trusted)
    {
        if (trusted.Any(certificate => certificate.RawDataMemory.Span.SequenceEqual(signer.RawDataMemory.Span)))
            return true;
        using var chain = new X509Chain
        {
            ChainPolicy =
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
                VerificationTime = Time.UtcDateTime,
                VerificationTimeIgnored = false,
            },
        };
        foreach (var certificate in trusted)
            (IsRoot(certificate) ? chain.ChainPolicy.CustomTrustStore : chain.ChainPolicy.ExtraStore).Add(certificate);
        chain.ChainPolicy.ExtraStore.AddRange(token.AsSignedCms().Certificates);
        return chain.Build(signer);
    }

    private static bool IsRoot(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData);

    private static byte[] Hash(string noteText) => SHA256.HashData(Encoding.UTF8.GetBytes(noteText));
}
