namespace EvidenceBase.Database;

/// <summary>Makes, starts and stops the server of one cluster folder through PostgreSQL's own programs.</summary>
internal sealed class PostgresServer(ClusterFolder folder, PostgresBinaries binaries, ProcessAccount account, PrivateClusterOptions options)
{
    private readonly Postmaster _postmaster = new(folder.Data);

    /// <summary>Loopback only.</summary>
    public int Port { get; private set; }

    public bool IsRunning => _postmaster.Running is not null;

    /// <summary>Makes the cluster if there is none yet. It appears whole or not at all.</summary>
    public async Task InitialiseAsync(CancellationToken cancellationToken)
    {
        CreatePrivate(folder.Logs);
        await account.TakeOverAsync(folder.Logs, cancellationToken);
        if (folder.IsInitialised)
            return;
        var half = folder.Data + ".new";
        if (Directory.Exists(half))
            Directory.Delete(half, recursive: true);
        CreatePrivate(half);
        await account.TakeOverAsync(half, cancellationToken);
        var passwordFile = Path.Combine(folder.Logs, $"initial-{Guid.NewGuid():N}");
        try
        {
            await using (var writer = new StreamWriter(passwordFile, OnlyForOwner()))
                await writer.WriteAsync(folder.PasswordOf(ClusterRoles.Bootstrap));
            await account.TakeOverAsync(passwordFile, cancellationToken);
            await Run("initdb",
            [
                "-D", half, "-U", ClusterRoles.Bootstrap, "-A", "scram-sha-256", $"--pwfile={passwordFile}", "-E", "UTF8", "--data-checksums",
                .. Locale(), .. options.Durable ? Array.Empty<string>() : ["--no-sync"],
            ], cancellationToken);
        }
        finally
        {
            File.Delete(passwordFile);
        }

        await File.AppendAllTextAsync(Path.Combine(half, "postgresql.conf"), ClusterSettings.Includes, cancellationToken);
        Directory.Move(half, folder.Data);
    }

    /// <summary>Starts the server on the port it last had, if that is free, else on another – unless <paramref name="port"/> is given – and waits until it answers.</summary>
    public async Task StartAsync(int? port, CancellationToken cancellationToken)
    {
        _postmaster.ForgetIfStale();
        _postmaster.EndOrphans();
        Port = port ?? (folder.LastPort is { } last && LoopbackPort.IsFree(last) ? last : LoopbackPort.Choose());
        var settings = Path.Combine(folder.Data, ClusterSettings.FileName);
        await File.WriteAllTextAsync(settings, ClusterSettings.Text(Port, options), cancellationToken);
        await account.TakeOverAsync(settings, cancellationToken);
        var log = Path.Combine(folder.Logs, "start.log");
        File.Delete(log);
        // Five minutes, because after a crash the server first works through its log.
        // pg_ctl puts the server into a session of its own: Ctrl-C at the terminal reaches the service, which then stops the server in its own time.
        await Run("pg_ctl", ["start", "-D", folder.Data, "-l", log, "-w", "-t", "300", "-s"], cancellationToken, log);
        folder.LastPort = Port;
    }

    /// <summary>Ends connections and stops; if that takes longer than 20 seconds, at once (the next start then recovers from the log).</summary>
    public async Task StopAsync()
    {
        foreach (var mode in new[] { "fast", "immediate" })
        {
            if (!IsRunning)
                return;
            await Command("pg_ctl", ["stop", "-D", folder.Data, "-m", mode, "-w", "-t", "20", "-s"]).RunAsync(CancellationToken.None);
        }
    }

    /// <summary>The same order everywhere: from 17 on PostgreSQL's own, before that the system's C.UTF-8, so that indexes do not hang on a locale of the person's.</summary>
    private IEnumerable<string> Locale() => binaries.Major >= 17
        ? ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        : [OperatingSystem.IsLinux() ? "--locale=C.UTF-8" : "--locale=C"];

    private async Task Run(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken, string? log = null)
    {
        var command = Command(program, arguments);
        var result = await command.RunAsync(cancellationToken);
        if (result.Succeeded)
            return;
        var said = log is not null && File.Exists(log) ? $"{result.Everything}\n{await File.ReadAllTextAsync(log, cancellationToken)}" : result.Everything;
        throw new DatabaseException($"PostgreSQL {binaries.Version} ({binaries.Origin}): {program} failed for {folder.Home} with exit code {result.ExitCode}:\n{said.Trim()}\nMore may stand in {folder.Logs}.");
    }

    private ExternalCommand Command(string program, IReadOnlyList<string> arguments) => new(binaries.Program(program), arguments)
    {
        Account = account,
        WorkingFolder = folder.Home,
        Timeout = TimeSpan.FromMinutes(6),
    };

    private static void CreatePrivate(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static FileStreamOptions OnlyForOwner()
    {
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return file;
    }
}
