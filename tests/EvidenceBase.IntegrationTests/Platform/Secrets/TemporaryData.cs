using System.Security.Cryptography;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Secrets;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

/// <summary>A data folder of a test's own, without a service.</summary>
public sealed class TemporaryData : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("evidencebase-secrets-").FullName;

    public static MasterKey NewMasterKey() => new(RandomNumberGenerator.GetBytes(MasterKey.Length));

    /// <summary>Opened and closed again, as a service that starts and stops does.</summary>
    public IReadOnlyList<string> StartWith(MasterKey? masterKey)
    {
        var reports = new List<string>();
        DataFolder.Open(Root, masterKey, reports.Add).Dispose();
        return reports;
    }

    public byte[] Bytes(string name) => File.ReadAllBytes(Path.Combine(Root, name));

    /// <summary>All files with secrets, below the folder.</summary>
    public IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(Root, "*.key*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(Root, path)).Order()];

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
