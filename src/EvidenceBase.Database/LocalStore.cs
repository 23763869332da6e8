using System.Security.Cryptography;
using System.Text;

namespace EvidenceBase.Database;

/// <summary>The machine's own place for what does not belong into a study's data folder: copies of PostgreSQL's programs, and – for a service run by root – data that an unprivileged user must reach.</summary>
public static class LocalStore
{
    /// <summary><c>/var/lib/evidencebase</c> for root, else the user's own <c>~/.local/share/evidencebase</c> (or what the system uses for it).</summary>
    public static string Root { get; } =
        !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess ? "/var/lib/evidencebase" : Path.Combine(HomeOfUser, "evidencebase");

    /// <summary>For a user without a home the program's own folder: never the one for temporary files, where others could lay programs for us to run.</summary>
    private static string HomeOfUser =>
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify) is { Length: > 0 } folder
            ? folder
            : AppContext.BaseDirectory;

    public static string Programs => Path.Combine(Root, "pg");

    /// <summary>A place for a data folder's cluster, the same on every start.</summary>
    public static string ForDataFolder(string dataFolder) =>
        Path.Combine(Root, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(dataFolder))))[..16]);

    /// <summary>Creates a folder, where it is missing, that everyone may read and traverse, whatever the umask says.</summary>
    public static void CreateShared(string folder)
    {
        if (Directory.Exists(folder))
            return;
        if (Path.GetDirectoryName(folder) is { } parent)
            CreateShared(parent);
        Directory.CreateDirectory(folder);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | (UnixFileMode)0b101_101_101);
    }
}
