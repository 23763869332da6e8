using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Vault;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// What a study's log is signed with, and the secret that the salts of its payloads come from: files in the data folder, outside of the database,
/// so that whoever can write in the one cannot sign what is in it. They are made when the log begins, and never again.
/// </summary>
public sealed class LogKeys(HolderKeys keys, IConfiguration configuration)
{
    private const string FirstKey = "0001.skey";
    private const string SaltSecret = "payload-salt.key";
    private const int SecretLength = 32;

    /// <summary>The keys of a study whose log is about to begin; made, and durable, if they are not there.</summary>
    public StudyLogKeys Create(string study)
    {
        var folder = DurableFolder.Create(FolderOf(study));
        DataFolder.WriteOnce(Path.Combine(folder, SaltSecret), RandomNumberGenerator.GetBytes(SecretLength));
        if (SigningKeyFiles(folder).Length == 0)
        {
            var seed = RandomNumberGenerator.GetBytes(SigningKey.SeedLength);
            var key = new SigningKey(NewOrigin(study), SignatureType.Ed25519, seed);
            DataFolder.WriteOnce(Path.Combine(folder, FirstKey), Encoding.ASCII.GetBytes($"{key.ToSecretText()}\n"));
        }

        return Read(study);
    }

    /// <exception cref="LogAlarmException">A file is missing or damaged.</exception>
    public StudyLogKeys Read(string study)
    {
        var folder = FolderOf(study);
        try
        {
            var keys = SigningKeyFiles(folder).Select(file => SigningKey.Parse(File.ReadAllText(file).Trim())).ToList();
            var secret = File.ReadAllBytes(Path.Combine(folder, SaltSecret));
            if (keys.Count == 0 || secret.Length != SecretLength)
                throw new FormatException(keys.Count == 0 ? "no signing key is in it" : $"{SaltSecret} is not {SecretLength} bytes long");
            return keys.Select(key => key.Verifier.Name).Distinct().ToList() is [var origin]
                ? new(origin, keys, secret)
                : throw new FormatException("its signing keys are of different logs");
        }
        catch (Exception problem) when (problem is IOException or FormatException or UnauthorizedAccessException)
        {
            throw new LogAlarmException(
                $"The keys of the transparency log of “{study}” cannot be read from {folder}: {problem.Message}. Nothing is signed until they are back: "
                + "restore the folder from the backup of the data folder. New keys would not be those that others check this log with.");
        }
    }

    private static string[] SigningKeyFiles(string folder) => Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*.skey").Order(StringComparer.Ordinal)] : [];

    private string FolderOf(string study) => Path.Combine(Path.GetDirectoryName(keys.PathOf(study, Guid.Empty))!, "log");

    /// <summary>The name of the log for ever: below the configured one, or else below one that no other installation has.</summary>
    private string NewOrigin(string study) => configuration["EvidenceBase:LogOrigin"] is { Length: > 0 } configured
        ? $"{configured}/{study}"
        : $"evidencebase-{RandomNumberGenerator.GetHexString(16, lowercase: true)}/{study}";
}

/// <param name="Signing">All of them sign every checkpoint: an old and a new one for as long as a change of keys takes.</param>
/// <param name="PayloadSecret">What the salts of the payloads are made from.</param>
public sealed record StudyLogKeys(string Origin, IReadOnlyList<SigningKey> Signing, byte[] PayloadSecret);

/// <summary>The log of a study cannot go on until someone has looked: it is never mended by itself.</summary>
public sealed class LogAlarmException(string message) : Exception(message);
