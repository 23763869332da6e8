using System.Globalization;
using System.Security.Cryptography;

namespace EvidenceBase.Database;

/// <summary>
/// The folder of one private cluster: <c>pgdata</c> and <c>log</c>, which belong to the account PostgreSQL runs as, and the passwords, the port
/// and the lock, which belong to the service. Whoever holds an instance holds the lock.
/// </summary>
internal sealed class ClusterFolder : IDisposable
{
    private readonly FileStream _lock;

    private ClusterFolder(string home, FileStream held) => (Home, _lock) = (home, held);

    public string Home { get; }

    public string Data => Path.Combine(Home, "pgdata");

    public string Logs => Path.Combine(Home, "log");

    /// <summary>Takes the folder for this process.</summary>
    /// <exception cref="DatabaseException">Another process, named by its id, has it.</exception>
    public static ClusterFolder Take(string home)
    {
        LocalStore.CreateShared(home);
        var processFile = Path.Combine(home, "service.pid");
        FileStream held;
        try
        {
            // The system gives the lock back when the process ends, however it ends: it is never stale.
            held = new FileStream(Path.Combine(home, "service.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DatabaseException(
                $"{home} cannot be written by {Environment.UserName}: {exception.Message} The data were made by another user; run the service as that one, or give the folder over with chown -R.",
                exception);
        }
        catch (IOException exception)
        {
            var holder = File.Exists(processFile) ? File.ReadAllText(processFile).Trim() : "unknown";
            throw new DatabaseException(
                $"The database in {home} is in use by another service, process {holder}. Stop that one first, or give this one another data folder.", exception);
        }

        File.WriteAllText(processFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        return new ClusterFolder(home, held);
    }

    public bool IsInitialised => File.Exists(Path.Combine(Data, "PG_VERSION"));

    /// <summary>A role's password, kept in a file that only the service's user can read.</summary>
    /// <exception cref="DatabaseException">The bootstrap user's password is gone: the cluster cannot be opened any more.</exception>
    public string PasswordOf(string role)
    {
        var file = Path.Combine(Home, $"{role}.password");
        if (File.Exists(file))
            return File.ReadAllText(file).Trim();
        if (role == ClusterRoles.Bootstrap && IsInitialised)
            throw new DatabaseException($"{file} is missing: without it the data beside it cannot be opened. Bring the file back from a backup of {Home}.");
        return Keep(file, NewPassword());
    }

    public int? LastPort
    {
        get => File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), CultureInfo.InvariantCulture, out var port) ? port : null;
        set => File.WriteAllText(PortFile, value?.ToString(CultureInfo.InvariantCulture));
    }

    private string PortFile => Path.Combine(Home, "port");

    internal static string NewPassword() => RandomNumberGenerator.GetHexString(48, lowercase: true);

    /// <summary>Writes beside and renames, so that a kill in between leaves no empty password.</summary>
    private static string Keep(string file, string password)
    {
        var half = file + ".new";
        File.Delete(half);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(half, options))
            writer.Write(password);
        File.Move(half, file, overwrite: true);
        return password;
    }

    public void Dispose() => _lock.Dispose();
}
