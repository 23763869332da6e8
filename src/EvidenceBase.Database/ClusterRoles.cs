using Npgsql;

namespace EvidenceBase.Database;

/// <summary>The roles and the database of a cluster that belongs to EvidenceBase alone.</summary>
internal static class ClusterRoles
{
    /// <summary>The superuser made with the cluster; only the supervisor knows its password.</summary>
    public const string Bootstrap = "postgres";

    /// <summary>Owns the database and migrates it. No superuser.</summary>
    public const string Owner = "evidencebase_owner";

    /// <summary>The service's own role: it may log in, and what migrations grant it.</summary>
    public const string Service = "evidencebase_service";

    /// <summary>With which histories are replayed: reads events, and what migrations grant it besides. Nobody logs in as it; the service takes it on.</summary>
    private const string Replay = "evidencebase_replay";

    public const string Database = "evidencebase";

    /// <summary>An open connection that ends when it is disposed. One for all statements: opening one is much of a start.</summary>
    public static async Task<NpgsqlConnection> Connect(string connectionString, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes what is missing; may be repeated.</summary>
    public static async Task EnsureAsync(NpgsqlConnection bootstrap, string ownerPassword, string servicePassword, CancellationToken cancellationToken)
    {
        await EnsureLogin(bootstrap, Owner, ownerPassword, cancellationToken);
        await EnsureLogin(bootstrap, Service, servicePassword, cancellationToken);
        await using (var replay = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", bootstrap))
        {
            replay.Parameters.Add(new() { Value = Replay });
            if (await replay.ExecuteScalarAsync(cancellationToken) is null)
                await Execute(bootstrap, $"create role {Replay} nologin; grant {Replay} to {Service}", cancellationToken);
        }

        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", bootstrap);
        exists.Parameters.Add(new() { Value = Database });
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            await Execute(bootstrap, $"create database {Database} owner {Owner}", cancellationToken);
        await Execute(bootstrap, $"revoke all on database {Database} from public", cancellationToken);
        await GrantUse(bootstrap, Database, cancellationToken);
        await Execute(bootstrap, "revoke connect on database postgres from public", cancellationToken);
    }

    /// <summary>Connecting, and temporary tables (bulk inserts use them); every other right comes from migrations.</summary>
    public static Task GrantUse(NpgsqlConnection connection, string database, CancellationToken cancellationToken) =>
        Execute(connection, $"grant connect, temporary on database {Quoted(database)} to {Service}", cancellationToken);

    public static string Quoted(string name) => new NpgsqlCommandBuilder().QuoteIdentifier(name);

    public static async Task Execute(NpgsqlConnection connection, string statement, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>For a server of our own on loopback.</summary>
    public static string ConnectionString(int port, string role, string password, string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = port,
        Username = role,
        Password = password,
        Database = database,
        // The server must prove that it knows the password too: nobody else can take its port while it restarts and pass for it.
        RequireAuth = "ScramSHA256",
        // Our server offers neither, and asking costs a round trip on every new connection.
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    /// <summary>A role that may log in and nothing else; where it exists, its password and its want of powers are set anew. Needs CREATEROLE.</summary>
    public static async Task EnsureLogin(NpgsqlConnection connection, string role, string password, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select 1 from pg_roles where rolname = $1", connection);
        exists.Parameters.Add(new() { Value = role });
        var verb = await exists.ExecuteScalarAsync(cancellationToken) is null
            ? $"create role {Quoted(role)} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
            : $"alter role {Quoted(role)} login";
        await Execute(connection, $"{verb} password '{password.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken);
    }
}
