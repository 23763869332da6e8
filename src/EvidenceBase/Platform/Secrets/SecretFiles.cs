using System.Security.Cryptography;

namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// Secrets in files, each under a name that is its path in the data folder (<c>keys/command-digest.key</c>). Only the service's account can
/// read them; with a master key each is wrapped under it as well. A file is read anew each time: what was destroyed, by whatever process,
/// is known to nobody any more.
/// </summary>
public sealed class SecretFiles(string root, MasterKey? masterKey)
{
    /// <summary>The folders of the data folder that hold secrets, with those below them.</summary>
    public static readonly IReadOnlyList<string> Folders = ["keys", "data-protection"];

    private const string Extension = ".key";

    public string PathOf(string name) => Path.Combine(root, name.Replace('/', Path.DirectorySeparatorChar));

    /// <summary>The secret of a name, or null where there is none (any more).</summary>
    /// <exception cref="InvalidDataException">There is a file, and it is not what was written under this name.</exception>
    /// <exception cref="MasterKeyException">It is wrapped under a master key that the service has not.</exception>
    public byte[]? Find(string name)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(PathOf(name));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        if (masterKey is not null)
            return masterKey.Unwrap(name, file);
        return MasterKey.IdOf(file) is { } id
            ? throw new MasterKeyException($"{name} is wrapped under the master key {id}, and none is given. Set {MasterKeySettings.Present} or {MasterKeySettings.Present}_FILE to it.")
            : file;
    }

    /// <summary>The secret of a name; made of random bytes, and durable, before it is given out for the first time.</summary>
    public byte[] Ensure(string name, int length)
    {
        if (Find(name) is { } secret)
            return secret;
        WriteOnce(name, RandomNumberGenerator.GetBytes(length));
        return Find(name) ?? throw new IOException($"{PathOf(name)} was written and is not there.");
    }

    /// <summary>Writes a secret whole or not at all, durable before it is visible; keeps what is already there.</summary>
    public void WriteOnce(string name, ReadOnlySpan<byte> secret)
    {
        var path = PathOf(name);
        DurableFolder.Create(Path.GetDirectoryName(path)!);
        DurableFile.WriteOnce(path, masterKey is null ? secret : masterKey.Wrap(name, secret));
    }

    /// <summary>
    /// Destroys a secret for good: first a mark that it was destroyed, then the file – overwritten where it lies, as far as the file system
    /// lets that reach the disk, and removed. Durable when it is done; killed anywhere, it can be done again.
    /// </summary>
    public void Destroy(string name)
    {
        var path = PathOf(name);
        var folder = DurableFolder.Create(Path.GetDirectoryName(path)!);
        DurableFile.WriteOnce(MarkOf(path), []);
        if (!File.Exists(path))
            return;
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write))
        {
            file.Write(RandomNumberGenerator.GetBytes((int)file.Length));
            file.Flush(flushToDisk: true);
        }

        File.Delete(path);
        DurableFolder.Flush(folder);
    }

    /// <summary>Whether the secret of a name was destroyed, or its destruction has begun. It is never made again.</summary>
    public bool IsDestroyed(string name) => File.Exists(MarkOf(PathOf(name)));

    /// <summary>The names of all secrets there are.</summary>
    public IEnumerable<string> Names() => Files().Where(path => path.EndsWith(Extension, StringComparison.Ordinal))
        .Select(path => Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/'));

    private static string MarkOf(string path) => Path.ChangeExtension(path, ".destroyed");

    /// <summary>The id of the master key that a secret is wrapped under, or null where it is plain.</summary>
    internal string? WrappedUnder(string name)
    {
        var beginning = new byte[64];
        using var file = File.OpenRead(PathOf(name));
        return MasterKey.IdOf(beginning.AsSpan(0, file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false)));
    }

    /// <summary>
    /// Puts secrets under another master key, or a first one, each whole or not at all; durable when it is done. To be called by whoever has the
    /// folder alone: one that is destroyed meanwhile would come back.
    /// </summary>
    internal void Rewrap(IReadOnlyCollection<string> names, MasterKey under)
    {
        foreach (var name in names)
            DurableFile.Replace(PathOf(name), under.Wrap(name, Find(name)!));
        foreach (var folder in names.Select(name => Path.GetDirectoryName(PathOf(name))!).Distinct())
            DurableFolder.Flush(folder);
    }

    /// <summary>What a process that was killed while it wrote has left. To be called by whoever has the folder alone.</summary>
    internal void RemoveDrafts()
    {
        foreach (var draft in Files().Where(path => Path.GetFileName(path).Contains($"{Extension}.", StringComparison.Ordinal)).ToList())
            File.Delete(draft);
    }

    private IEnumerable<string> Files() => Folders.Select(PathOf).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, $"*{Extension}*", SearchOption.AllDirectories));
}
