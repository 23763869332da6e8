using Npgsql;

namespace EvidenceBase.Database;

/// <summary>The last way to a database: PostgreSQL's own image in a container, on loopback, its data in a volume named after the data folder.</summary>
internal sealed class ContainerServer : IAsyncDisposable
{
    public const string Image = "postgres:18";

    /// <summary>Written once the volume holds a database.</summary>
    private const string VolumeFile = "volume";

    private readonly ClusterFolder _folder;
    private readonly string _name;
    private readonly int _port;

    private ContainerServer(ClusterFolder folder, string name, int port) => (_folder, _name, _port) = (folder, name, port);

    public string Description => $"PostgreSQL in the Docker container {_name} ({Image}) on 127.0.0.1:{_port}, data in the volume {_name}";

    public string OwnerConnectionString => ConnectionString(ClusterRoles.Owner, ClusterRoles.Database);

    public string ServiceConnectionString => ConnectionString(ClusterRoles.Service, ClusterRoles.Database);

    /// <summary>Whether this data folder's data lie in a container's volume. Then they stay there, whatever programs appear on the machine.</summary>
    public static bool Exists(string dataFolder) => File.Exists(Path.Combine(HomeIn(dataFolder), VolumeFile));

    /// <summary>Null where a container engine answers, else why not.</summary>
    public static async Task<string?> EngineProblem(CancellationToken cancellationToken)
    {
        try
        {
            var result = await new ExternalCommand("docker", "version", "--format", "{{.Server.Version}}") { Timeout = TimeSpan.FromSeconds(15) }.RunAsync(cancellationToken);
            return result.Succeeded ? null : result.Errors;
        }
        catch (DatabaseException exception)
        {
            return exception.Message;
        }
    }

    public static async Task<ContainerServer> StartAsync(string dataFolder, Action<string> report, CancellationToken cancellationToken)
    {
        if (await EngineProblem(cancellationToken) is { } problem)
            throw new DatabaseException($"The data of {dataFolder} lie in a Docker volume (see {HomeIn(dataFolder)}), and Docker does not answer: {problem}");
        var name = $"evidencebase-{Path.GetFileName(LocalStore.ForDataFolder(dataFolder))}";
        var server = new ContainerServer(ClusterFolder.Take(HomeIn(dataFolder)), name, LoopbackPort.Choose());
        try
        {
            // Left behind by a killed service: stopped cleanly first.
            await server.Remove();
            report($"Starting {Image} in a container; the first time, Docker fetches the image.");
            await server.Run(cancellationToken);
            await server.SetUp(cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(server._folder.Home, VolumeFile), name + "\n", cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Remove();
        _folder.Dispose();
    }

    private async Task Run(CancellationToken cancellationToken)
    {
        var result = await new ExternalCommand("docker",
            "run", "--detach", "--name", _name, "--restart", "on-failure", "--publish", $"127.0.0.1:{_port}:5432",
            "--volume", $"{_name}:/var/lib/postgresql", "--shm-size", "256m",
            // The value comes from the environment, not from the command line that everyone on the machine can read.
            "--env", "POSTGRES_PASSWORD", "--env", "POSTGRES_INITDB_ARGS=--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C --data-checksums",
            Image, "-c", "shared_buffers=256MB", "-c", "max_wal_size=2GB", "-c", "wal_compression=on", "-c", "idle_in_transaction_session_timeout=60s")
        {
            Environment = new Dictionary<string, string> { ["POSTGRES_PASSWORD"] = _folder.PasswordOf(ClusterRoles.Bootstrap) },
            Timeout = TimeSpan.FromMinutes(10),
        }.RunAsync(cancellationToken);
        if (!result.Succeeded)
            throw new DatabaseException($"Docker could not start {Image}: {result.Everything}");
    }

    private async Task SetUp(CancellationToken cancellationToken)
    {
        for (var waited = 0; ; waited++)
        {
            try
            {
                await using var bootstrap = await ClusterRoles.Connect(ConnectionString(ClusterRoles.Bootstrap, "postgres"), cancellationToken);
                await ClusterRoles.EnsureAsync(bootstrap, _folder.PasswordOf(ClusterRoles.Owner), _folder.PasswordOf(ClusterRoles.Service), cancellationToken);
                return;
            }
            catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InvalidPassword)
            {
                throw new DatabaseException(
                    $"The Docker volume {_name} holds data with a password other than the one in {_folder.Home}. Bring that folder back from a backup, or remove the data with 'docker volume rm {_name}'.", exception);
            }
            catch (NpgsqlException) when (waited < 60)
            {
                // The image starts the server twice on a new volume and cuts connections in between.
                await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
            }
            catch (NpgsqlException exception)
            {
                throw new DatabaseException($"PostgreSQL in the container {_name} did not answer within a minute: {exception.Message} See 'docker logs {_name}'.", exception);
            }
        }
    }

    private async Task Remove()
    {
        await new ExternalCommand("docker", "stop", "-t", "20", _name).RunAsync(CancellationToken.None);
        await new ExternalCommand("docker", "rm", "--force", _name).RunAsync(CancellationToken.None);
    }

    private static string HomeIn(string dataFolder) => Path.Combine(Path.GetFullPath(dataFolder), "postgres-18-docker");

    private string ConnectionString(string role, string database) => ClusterRoles.ConnectionString(_port, role, _folder.PasswordOf(role), database);
}
