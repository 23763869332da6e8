namespace EvidenceBase.Platform;

/// <summary>Files that only the service's account can read, written whole or not at all, and durable before they are visible.</summary>
internal static class DurableFile
{
    /// <summary>Keeps what is already there.</summary>
    public static void WriteOnce(string path, ReadOnlySpan<byte> content)
    {
        var draft = Draft(path, content);
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

    /// <summary>After a power failure the file is as before or as after, until its folder is flushed.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content) => File.Move(Draft(path, content), path, overwrite: true);

    private static string Draft(string path, ReadOnlySpan<byte> content)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(draft, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
        return draft;
    }
}
