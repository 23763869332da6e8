using System.Runtime.InteropServices;

namespace EvidenceBase.Platform;

/// <summary>
/// Makes the entries of a folder durable: a file that was written, flushed and renamed can still be missing after a power failure if its
/// folder was not flushed. The runtime has no call for it.
/// </summary>
internal static class DurableFolder
{
    /// <summary>A folder that only the service's account can read, and that is there after a power failure.</summary>
    public static string Create(string path)
    {
        if (Directory.Exists(path))
            return path;
        var parent = Path.GetDirectoryName(path);
        if (!string.IsNullOrEmpty(parent))
            Create(parent);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!string.IsNullOrEmpty(parent))
            Flush(parent);
        return path;
    }

    /// <exception cref="IOException">The folder cannot be flushed.</exception>
    public static void Flush(string path)
    {
        // Windows keeps folders durable by itself: NTFS writes their changes to its journal.
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(path, 0);
        if (descriptor < 0)
            throw Failure(path);
        try
        {
            if (Synchronise(descriptor) != 0)
                throw Failure(path);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string path) =>
        new($"The folder {path} cannot be made durable: {Marshal.GetLastPInvokeErrorMessage()}", Marshal.GetLastPInvokeError());

    [DllImport("libc", EntryPoint = "open", SetLastError = true, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronise(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
