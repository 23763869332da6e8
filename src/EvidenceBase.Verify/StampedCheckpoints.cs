using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.TimeStamps;

namespace EvidenceBase.Verify;

/// <summary>The checkpoints that an authority has stamped: as good as if they had been kept since then.</summary>
internal sealed class StampedCheckpoints(LogSource source, IReadOnlyCollection<X509Certificate2> trusted, Report report)
{
    /// <returns>Those that are stamped by a trusted authority, by what is to be said of them.</returns>
    public async Task<IReadOnlyList<(string Where, SignedNote Note)>> Find(CancellationToken cancellation)
    {
        var stamped = new List<(string, SignedNote)>();
        try
        {
            if (await source.Read("timestamps", cancellation) is { } listed)
            {
                using var json = JsonDocument.Parse(listed);
                foreach (var one in json.RootElement.GetProperty("items").EnumerateArray())
                    Read(SignedNote.Parse(one.GetProperty("checkpoint").GetString()!), one.GetProperty("token").GetBytesFromBase64(), stamped);
                if (json.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.String)
                    report.Open($"There are older time stamps than these {stamped.Count}; they were not looked at.");
            }
        }
        catch (Exception flaw) when (flaw is FormatException or JsonException or KeyNotFoundException or InvalidOperationException or CryptographicException)
        {
            report.Refuted($"The time stamps cannot be read: {flaw.Message}");
            return stamped;
        }

        if (stamped.Count == 0)
            report.Unchecked($"No checkpoint is stamped by an authority with one of these certificates.");
        return stamped;
    }

    /// <summary>The certificates in a file: one or several in PEM, or one in DER.</summary>
    /// <exception cref="CryptographicException">There is none.</exception>
    public static IReadOnlyList<X509Certificate2> Certificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? [.. certificates] : [X509CertificateLoader.LoadCertificateFromFile(file)];
    }

    private void Read(SignedNote note, byte[] token, List<(string Where, SignedNote Note)> stamped)
    {
        var stamp = TimeStamp.Open(note.Text, token);
        if (stamp.IsBy(trusted))
            stamped.Add((FormattableString.Invariant($"the time stamp of {stamp.Time:yyyy-MM-dd HH:mm:ss} UTC by {stamp.Authority}"), note));
        else
            report.Unchecked($"The time stamp of {stamp.Time:yyyy-MM-dd HH:mm:ss} UTC is by {stamp.Authority}, whose certificate was not given.");
    }
}
