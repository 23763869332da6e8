using EvidenceBase.Database;
using EvidenceBase.Platform.Secrets;

namespace EvidenceBase.Platform;

/// <summary>
/// Where everything lies that is not in PostgreSQL: keys above all. <c>EVIDENCEBASE_DATA</c>, else <c>data</c> in the working directory. While
/// a service has it open, nobody can put its secrets under another master key.
/// </summary>
public sealed class DataFolder(string root, MasterKey? masterKey = null) : IDisposable
{
    private const int SecretLength = 32;
    private SecretsHold? hold;

    public string Root { get; } = root;

    /// <summary>Whether what is secret in it is wrapped under a key that lies elsewhere.</summary>
    public bool IsUnderMasterKey { get; } = masterKey is not null;

    public SecretFiles Secrets { get; } = new(root, masterKey);

    /// <summary>Opens the folder for a running service: its secrets can be read, and with a master key none of them is plain any more.</summary>
    /// <exception cref="MasterKeyException">They are wrapped under a master key that was not given, or cannot be wrapped now.</exception>
    public static DataFolder Open(string root, MasterKey? masterKey, Action<string> report)
    {
        LocalStore.CreateShared(Path.GetFullPath(root));
        WrappingOnStart.Run(root, masterKey, report);
        return new(root, masterKey)
        {
            hold = SecretsHold.Shared(root)
                ?? throw new MasterKeyException($"Another process puts the secrets below {root} under another master key. Start the service again when it is done."),
        };
    }

    /// <summary>A secret of 32 random bytes, made once and kept.</summary>
    public byte[] Secret(string name) => Secrets.Ensure($"keys/{name}.key", SecretLength);

    public void Dispose() => hold?.Dispose();
}
