using EvidenceBase.Database;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform;
using Npgsql;
using Testcontainers.PostgreSql;

[assembly: AssemblyFixture(typeof(SharedService))]

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>
/// One PostgreSQL a run: Testcontainers where a Docker engine answers (or where EVIDENCEBASE_TEST_DATABASE=testcontainers asks for it), else
/// a private cluster of the same locator as the product's. None found is a failure. A migrated template makes new databases cheap.
/// </summary>
public sealed class TestServer : IAsyncDisposable
{
    private const string Template = "evidencebase_template";
    private const string ServiceRole = "evidencebase_tests";
    private const string ServicePassword = "service-of-the-tests";

    private PostgreSqlContainer? container;
    private TemporaryCluster? cluster;
    private string superuser = string.Empty;

    /// <summary>A connection that may do everything, to the maintenance database.</summary>
    public string Superuser => superuser;

    public async Task Start()
    {
        var wanted = Environment.GetEnvironmentVariable("EVIDENCEBASE_TEST_DATABASE");
        if (wanted != "embedded" && await StartContainer(force: wanted == "testcontainers"))
        {
            superuser = container!.GetConnectionString();
            Report($"Testcontainers ({container.Image.FullName})");
        }
        else
        {
            cluster = await TemporaryCluster.StartAsync();
            superuser = cluster.SuperuserConnectionString;
            Report(cluster.Cluster.Description);
        }

        await using var source = NpgsqlDataSource.Create(superuser);
        await Execute(source, $"create role {ServiceRole} login password '{ServicePassword}'", ignoreExisting: true);
        await Execute(source, $"create database {Template}");
        await new MigrationRunner(ServiceDatabase.MigrationsFolder, ServiceRole).ApplyAsync(In(superuser, Template));
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>A new database, with the schema in it unless it is to be empty.</summary>
    public async Task<TestDatabase> NewDatabase(bool empty = false)
    {
        var name = $"test_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(superuser);
        await Execute(source, empty ? $"create database {name}" : $"create database {name} template {Template}");
        var service = new NpgsqlConnectionStringBuilder(In(superuser, name)) { Username = ServiceRole, Password = ServicePassword, IncludeErrorDetail = true };
        return new(name, service.ConnectionString, In(superuser, name));
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (container is not null)
            await container.DisposeAsync();
        if (cluster is not null)
            await cluster.DisposeAsync();
    }

    private async Task<bool> StartContainer(bool force)
    {
        try
        {
            var image = Environment.GetEnvironmentVariable("EVIDENCEBASE_TEST_IMAGE") ?? "postgres:18";
            container = new PostgreSqlBuilder(image).WithCommand("-c", "fsync=off", "-c", "max_connections=200").Build();
            await container.StartAsync();
            return true;
        }
        catch (Exception exception) when (!force)
        {
            Report($"no container ({exception.GetType().Name}), taking a private cluster");
            container = null;
            return false;
        }
    }

    private static void Report(string what) => Console.WriteLine($"Test database: {what}");

    private static string In(string connectionString, string database) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Database = database }.ConnectionString;

    private static async Task Execute(NpgsqlDataSource source, string sql, bool ignoreExisting = false)
    {
        try
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
        catch (PostgresException exception) when (ignoreExisting && exception.SqlState == PostgresErrorCodes.DuplicateObject)
        {
        }
    }
}

/// <param name="Service">The connection that the service has.</param>
/// <param name="Superuser">One that may do everything, for looking and for making faults.</param>
public sealed record TestDatabase(string Name, string Service, string Superuser);
