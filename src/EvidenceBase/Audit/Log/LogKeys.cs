using System.Security.Cryptography;
using System.Text;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;
using EvidenceBase.Platform.Vault;
using EvidenceBase.TransparencyLog.Notes;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// What a study's log is signed with, and the secret that the salts of its payloads come from: files in the data folder, outside of the database,
/// so that whoever can write in the one cannot sign what is in it. They are made when the log begins, and never again.
/// </summary>
public sealed class LogKeys(DataFolder data, IConfiguration configuration)
{
    private const int SecretLength = 32;

    /// <summary>The keys of a study whose log is about to begin; made, and durable, if they are not there.</summary>
    public StudyLogKeys Create(string study)
    {
        data.Secrets.Ensure(SaltSecretOf(study), SecretLength);
        if (SigningKeysOf(study).Count == 0)
        {
            var key = new SigningKey(NewOrigin(study), SignatureType.Ed25519, RandomNumberGenerator.GetBytes(SigningKey.SeedLength));
            data.Secrets.WriteOnce($"{FolderOf(study)}/signing-0001.key", Encoding.ASCII.GetBytes($"{key.ToSecretText()}\n"));
        }

        return Read(study);
    }

    /// <exception cref="LogAlarmException">A file is missing or damaged.</exception>
    public StudyLogKeys Read(string study)
    {
        try
        {
            var keys = SigningKeysOf(study).Select(name => SigningKey.Parse(Encoding.ASCII.GetString(Found(name)).Trim())).ToList();
            var secret = Found(SaltSecretOf(study));
            return keys.Select(key => key.Verifier.Name).Distinct().ToList() is [var origin] && secret.Length == SecretLength
                ? new(origin, keys, secret)
                : throw new FormatException("there is no signing key in it, there are keys of different logs, or the secret is no secret");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or FormatException or InvalidDataException or MasterKeyException)
        {
            throw new LogAlarmException(
                $"The keys of the transparency log of “{study}” cannot be read from {data.Secrets.PathOf(FolderOf(study))}: {problem.Message}. Nothing is signed until "
                + "they are back: restore the folder from the backup of the data folder. New keys would not be those that others check this log with.");
        }
    }

    private byte[] Found(string name) => data.Secrets.Find(name) ?? throw new FileNotFoundException($"{name} is missing");

    private List<string> SigningKeysOf(string study)
    {
        var folder = FolderOf(study);
        var path = data.Secrets.PathOf(folder);
        return Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path, "signing-*.key").Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal)]
            : [];
    }

    private static string SaltSecretOf(string study) => $"{FolderOf(study)}/payload-salt.key";

    private static string FolderOf(string study) => $"{HolderKeys.FolderOf(study)}/log";

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
