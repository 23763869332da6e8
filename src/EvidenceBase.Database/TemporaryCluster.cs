using Npgsql;

namespace EvidenceBase.Database;

/// <summary>A private cluster for tests and trials: without fsync, in a folder for temporary files, deleted on dispose.</summary>
public sealed class TemporaryCluster : IAsyncDisposable
{
    private const string Prefix = "evidencebase-temporary-";

    private readonly string _folder;

    private TemporaryCluster(PrivateCluster cluster, string folder) => (Cluster, _folder) = (cluster, folder);

    public PrivateCluster Cluster { get; }

    public string SuperuserConnectionString => Cluster.SuperuserConnectionString;

    /// <summary>Also removes what runs that were killed have left behind.</summary>
    public static async Task<TemporaryCluster> StartAsync(Action<string>? report = null, CancellationToken cancellationToken = default)
    {
        await RemoveLeftBehind(cancellationToken);
        var folder = Path.Combine(Path.GetTempPath(), Prefix + Guid.NewGuid().ToString("N")[..12]);
        var cluster = await PrivateCluster.StartAsync(
            new PrivateClusterOptions { DataFolder = folder, Durable = false, Report = report ?? (_ => { }) }, cancellationToken);
        return new TemporaryCluster(cluster, folder);
    }

    /// <summary>
    /// A new database owned by the owner role, with the rights of the product's own. With a <paramref name="template"/> – to which nobody may be connected – a copy of that,
    /// which takes a tenth of a second. Call <see cref="ConnectionString"/> for it.
    /// </summary>
    public async Task CreateDatabaseAsync(string name, string? template = null, CancellationToken cancellationToken = default)
    {
        var quoted = ClusterRoles.Quoted(name);
        await using var connection = await ClusterRoles.Connect(SuperuserConnectionString, cancellationToken);
        await ClusterRoles.Execute(connection, $"create database {quoted} owner {ClusterRoles.Owner}" + (template is null ? "" : $" template {ClusterRoles.Quoted(template)} strategy file_copy"), cancellationToken);
        await ClusterRoles.Execute(connection, $"revoke all on database {quoted} from public", cancellationToken);
        await ClusterRoles.GrantUse(connection, name, cancellationToken);
    }

    /// <summary>Drops a database; connections to it are ended.</summary>
    public async Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default)
    {
        await using var connection = await ClusterRoles.Connect(SuperuserConnectionString, cancellationToken);
        await ClusterRoles.Execute(connection, $"drop database if exists {ClusterRoles.Quoted(name)} with (force)", cancellationToken);
    }

    /// <summary>The connection string of a role (one of the cluster's) for another database.</summary>
    public static string ConnectionString(string ofRole, string database) => new NpgsqlConnectionStringBuilder(ofRole) { Database = database }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        Delete(_folder);
    }

    /// <summary>A folder whose lock is free belongs to nobody any more. Young ones are left: a run may be about to take its lock.</summary>
    private static async Task RemoveLeftBehind(CancellationToken cancellationToken)
    {
        foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(Prefix + "*").Where(folder => folder.CreationTimeUtc < DateTime.UtcNow.AddMinutes(-5)))
        {
            try
            {
                await PrivateCluster.StopLeftBehindAsync(folder.FullName, cancellationToken);
                Delete(folder.FullName);
            }
            catch (Exception exception) when (exception is DatabaseException or IOException or UnauthorizedAccessException)
            {
                // In use, or another user's.
            }
        }
    }

    private static void Delete(string folder)
    {
        // The lock is free by now, so another run may be removing the same folder: what it was faster with is gone, as it should be.
        while (Directory.Exists(folder))
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException)
            {
            }
        }
    }
}
