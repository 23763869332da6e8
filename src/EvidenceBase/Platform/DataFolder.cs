using System.Security.Cryptography;

namespace EvidenceBase.Platform;

/// <summary>Where everything lies that is not in PostgreSQL: keys above all. <c>EVIDENCEBASE_DATA</c>, else <c>data</c> in the working directory.</summary>
public sealed class DataFolder(string root)
{
    public string Root { get; } = root;

    /// <summary>A secret of 32 random bytes, made once and kept in a file that only the service's account can read.</summary>
    public byte[] Secret(string name)
    {
        var path = Path.Combine(DurableFolder.Create(Path.Combine(Root, "keys")), $"{name}.key");
        if (!File.Exists(path))
            WriteOnce(path, RandomNumberGenerator.GetBytes(32));
        return File.ReadAllBytes(path);
    }

    /// <summary>Writes a file whole or not at all, durable before it is visible; keeps what is already there.</summary>
    public static void WriteOnce(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }

        DurableFolder.Flush(Path.GetDirectoryName(path)!);
    }
}
