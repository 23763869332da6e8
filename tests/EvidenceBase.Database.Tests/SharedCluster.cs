using EvidenceBase.Database.Tests;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedCluster))]

namespace EvidenceBase.Database.Tests;

/// <summary>One server for the tests that need a database but not the server's life and death. Each takes a database of its own.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private TemporaryCluster? _cluster;
    private int _databases;

    public TemporaryCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await TemporaryCluster.StartAsync();

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    public async Task<TestDatabase> NewDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await Cluster.CreateDatabaseAsync(name);
        return new TestDatabase(
            TemporaryCluster.ConnectionString(Cluster.SuperuserConnectionString, name),
            TemporaryCluster.ConnectionString(Cluster.Cluster.OwnerConnectionString, name),
            TemporaryCluster.ConnectionString(Cluster.Cluster.ServiceConnectionString, name));
    }
}

public sealed record TestDatabase(string Superuser, string Owner, string Service)
{
    public const string ServiceRole = "evidencebase_service";
}

internal static class Sql
{
    public static async Task<T?> AskAsync<T>(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public static Task RunAsync(string connectionString, string sql) => AskAsync<object>(connectionString, sql);
}
