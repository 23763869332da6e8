using Npgsql;

namespace EvidenceBase.Database;

/// <summary>
/// A PostgreSQL server of the service's own: made on first use, listening on loopback only, restarted when it dies, stopped on dispose.
/// One process at a time has a data folder.
/// </summary>
public sealed class PrivateCluster : IAsyncDisposable
{
    private readonly ClusterFolder _folder;
    private readonly PostgresServer _server;
    private readonly PrivateClusterOptions _options;
    private readonly CancellationTokenSource _disposing = new();
    private Task _supervision = Task.CompletedTask;
    private int _restarts;

    private PrivateCluster(ClusterFolder folder, PostgresServer server, PostgresBinaries binaries, PrivateClusterOptions options) =>
        (_folder, _server, Binaries, _options) = (folder, server, binaries, options);

    public PostgresBinaries Binaries { get; }

    /// <summary>The cluster's folder: data, logs, passwords. To be backed up as a whole, while nothing runs.</summary>
    public string Folder => _folder.Home;

    /// <summary>On 127.0.0.1; the same for as long as this instance lives.</summary>
    public int Port => _server.Port;

    /// <summary>How often the server died and was started again.</summary>
    public int Restarts => _restarts;

    /// <summary>For tests and for tools that make databases; the service never uses it.</summary>
    public string SuperuserConnectionString => ConnectionString(ClusterRoles.Bootstrap, "postgres");

    public string OwnerConnectionString => ConnectionString(ClusterRoles.Owner, ClusterRoles.Database);

    public string ServiceConnectionString => ConnectionString(ClusterRoles.Service, ClusterRoles.Database);

    public string Description => $"private PostgreSQL {Binaries.Version} ({Binaries.Origin}) on 127.0.0.1:{Port}, data in {Folder}";

    /// <summary>Finds programs, makes the cluster if need be, starts it and makes its database and roles.</summary>
    /// <exception cref="DatabaseException">No usable programs, a folder in use by another service, data of another version, or a server that does not start.</exception>
    public static async Task<PrivateCluster> StartAsync(PrivateClusterOptions options, CancellationToken cancellationToken = default)
    {
        options = options with { DataFolder = Path.GetFullPath(options.DataFolder) };
        var binaries = await ClusterBinaries.ForAsync(options, cancellationToken);
        var place = await ClusterPlace.ChooseAsync(options.DataFolder, binaries.Major, options.Report, cancellationToken);
        var folder = ClusterFolder.Take(place.Home);
        PrivateCluster? cluster = null;
        try
        {
            var account = await ProcessAccount.ForDataAsync(folder.Data, cancellationToken);
            binaries = await PostgresInstallation.RunnableByAsync(binaries, account, options.Report, cancellationToken);
            cluster = new PrivateCluster(folder, new PostgresServer(folder, binaries, account, options), binaries, options);
            await cluster.Open(cancellationToken);
            return cluster;
        }
        catch
        {
            if (cluster is not null)
                await cluster.DisposeAsync();
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Stops the server that a killed process left running on a data folder, without starting it again.</summary>
    /// <exception cref="DatabaseException">The folder is in use.</exception>
    internal static async Task StopLeftBehindAsync(string dataFolder, CancellationToken cancellationToken)
    {
        if (ClusterPlace.Existing(dataFolder) is not { } place)
            return;
        using var folder = ClusterFolder.Take(place.Home);
        var options = new PrivateClusterOptions { DataFolder = dataFolder };
        var account = await ProcessAccount.ForDataAsync(folder.Data, cancellationToken);
        var binaries = await PostgresInstallation.RunnableByAsync(await ClusterBinaries.ForAsync(options, cancellationToken), account, options.Report, cancellationToken);
        await new PostgresServer(folder, binaries, account, options).StopAsync();
    }

    /// <summary>Stops supervising, stops the server (connections are ended, what was committed is kept) and gives the folder back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposing.IsCancellationRequested)
            return;
        await _disposing.CancelAsync();
        await _supervision;
        await _server.StopAsync();
        _folder.Dispose();
    }

    private async Task Open(CancellationToken cancellationToken)
    {
        if (_server.IsRunning)
        {
            // Its service was killed. We hold the lock, so nobody uses the server: a clean stop is simpler than taking it over as it is.
            _options.Report($"A PostgreSQL server left behind by a killed service was found on {Folder}; it is stopped and started anew.");
            await _server.StopAsync();
        }

        await _server.InitialiseAsync(cancellationToken);
        await StartOnFreePort(cancellationToken);
        await using var bootstrap = await ClusterRoles.Connect(SuperuserConnectionString, cancellationToken);
        await ClusterRoles.EnsureAsync(bootstrap, _folder.PasswordOf(ClusterRoles.Owner), _folder.PasswordOf(ClusterRoles.Service), cancellationToken);
        _supervision = Task.Run(Supervise, CancellationToken.None);
    }

    /// <summary>Another process may take the port between choosing and binding, and children of a killed server may hold its memory for a moment: both pass.</summary>
    private async Task StartOnFreePort(CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _server.StartAsync(port: null, cancellationToken);
                return;
            }
            catch (DatabaseException) when (attempt < 4)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), cancellationToken);
            }
        }
    }

    private async Task Supervise()
    {
        var pause = new RestartPause();
        while (await Wait(TimeSpan.FromMilliseconds(250)))
        {
            if (_server.IsRunning)
                continue;
            var delay = pause.Next(DateTimeOffset.UtcNow);
            _options.Report($"PostgreSQL on {Folder} has died; starting it again" + (delay > TimeSpan.Zero ? $" in {delay.TotalSeconds:0} s." : "."));
            if (!await Wait(delay))
                return;
            try
            {
                // The same port: the connection strings are in use.
                await _server.StartAsync(Port, _disposing.Token);
                Interlocked.Increment(ref _restarts);
                _options.Report($"PostgreSQL on {Folder} is running again.");
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception)
            {
                // Whatever it is, a supervisor that gives up unnoticed would be worse.
                _options.Report($"PostgreSQL on {Folder} could not be started again: {exception.Message}");
            }
        }
    }

    private async Task<bool> Wait(TimeSpan time)
    {
        await Task.Delay(time, _disposing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !_disposing.IsCancellationRequested;
    }

    private string ConnectionString(string role, string database) => ClusterRoles.ConnectionString(Port, role, _folder.PasswordOf(role), database);
}
