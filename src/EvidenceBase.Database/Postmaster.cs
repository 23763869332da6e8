using System.Diagnostics;
using System.Globalization;

namespace EvidenceBase.Database;

/// <summary>The server process of a data folder as <c>postmaster.pid</c> names it, and whether it is really that and alive.</summary>
internal sealed class Postmaster(string dataFolder)
{
    /// <summary>No system gives out so high a process id.</summary>
    private const string NoProcess = "2147483646";

    private readonly string _file = Path.Combine(dataFolder, "postmaster.pid");

    /// <summary>The id of the living server process, null if none lives.</summary>
    public int? Running => Named is { } id && IsServer(id) ? id : null;

    /// <summary>
    /// Where the file names a process that is not our server (the id was given out again, or the dead server waits to be reaped), PostgreSQL would refuse
    /// to start. The id is then replaced, the file kept: its last lines let PostgreSQL see children of the dead server that still use its memory.
    /// </summary>
    public void ForgetIfStale()
    {
        if (!File.Exists(_file) || Running is not null)
            return;
        var lines = File.ReadAllLines(_file);
        if (lines.Length == 0)
            return;
        lines[0] = NoProcess;
        File.WriteAllText(_file, string.Join('\n', lines) + "\n");
    }

    /// <summary>
    /// Ends the children of a server that was killed. Those that wait notice its death themselves; one that computes goes on to the end of its statement,
    /// and PostgreSQL does not start beside it. What it does can no longer be committed. Linux only: elsewhere nothing tells whose children they are.
    /// </summary>
    public void EndOrphans()
    {
        if (!OperatingSystem.IsLinux() || Running is not null)
            return;
        // Not by name: PostgreSQL writes what a process does into its name.
        foreach (var process in Process.GetProcesses())
            using (process)
                if (IsServer(process.Id))
                    process.Kill();
    }

    private int? Named
    {
        get
        {
            try
            {
                return int.TryParse(File.ReadLines(_file).FirstOrDefault(), CultureInfo.InvariantCulture, out var id) && id > 0 ? id : null;
            }
            catch (IOException)
            {
                return null;
            }
        }
    }

    private bool IsServer(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal))
                return false;
            if (!OperatingSystem.IsLinux())
                return !process.HasExited;
            // A dead process that nobody has reaped still has a name; a foreign server has another working folder.
            return !IsZombie(id) && new FileInfo($"/proc/{id}/cwd").LinkTarget is { } folder && Path.GetFullPath(folder) == RealPath(dataFolder);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool IsZombie(int id)
    {
        var status = File.ReadAllText($"/proc/{id}/stat");
        return status[(status.LastIndexOf(')') + 2)..].StartsWith('Z');
    }

    /// <summary>The path without links, as the system itself gives it for a process's working folder.</summary>
    private static string RealPath(string path)
    {
        var folder = new DirectoryInfo(Path.GetFullPath(path));
        if (folder.ResolveLinkTarget(returnFinalTarget: true) is { } target)
            return RealPath(target.FullName);
        return folder.Parent is { } parent ? Path.Combine(RealPath(parent.FullName), folder.Name) : folder.FullName;
    }
}
