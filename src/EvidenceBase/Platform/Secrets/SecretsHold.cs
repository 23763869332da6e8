namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// Who has the secrets of a data folder: any number of running services at once, or one that rewrites them alone. Otherwise a key that is
/// destroyed while it is being rewritten would come back. A lock of the system's: it ends with its process.
/// </summary>
internal sealed class SecretsHold : IDisposable
{
    private readonly FileStream file;

    private SecretsHold(FileStream file) => this.file = file;

    /// <summary>Null where others have them.</summary>
    public static SecretsHold? Alone(string root) => Take(root, FileAccess.ReadWrite, FileShare.None);

    /// <summary>Null where another has them alone.</summary>
    public static SecretsHold? Shared(string root) => Take(root, FileAccess.Read, FileShare.Read);

    public void Dispose() => file.Dispose();

    private static SecretsHold? Take(string root, FileAccess access, FileShare share)
    {
        var path = Path.Combine(DurableFolder.Create(Path.Combine(root, "keys")), "lock");
        try
        {
            return new(File.Open(path, FileMode.OpenOrCreate, access, share));
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}
