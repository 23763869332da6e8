using Npgsql;

namespace EvidenceBase.Database;

/// <summary>Applies the numbered SQL files of a folder as the owner of the database, each once, in order, in a transaction of its own.</summary>
/// <param name="folder">Holds <c>NNNN-name.sql</c>.</param>
/// <param name="serviceRole">The service's role: stands in for <c>:service_role</c>, and may read what was applied.</param>
public sealed class MigrationRunner(string folder, string serviceRole)
{
    /// <summary>"evidence" as a number: the advisory lock that lets one runner through at a time.</summary>
    private const long Lock = 0x65766964656E6365;

    /// <summary>Applies what is missing. Concurrent runners wait for each other; the second finds nothing left to do.</summary>
    /// <returns>What this call applied, in order.</returns>
    /// <exception cref="DatabaseException">
    /// A file changed after it was applied, a file is missing or comes too late, the statements of one failed (it is then undone, those before it stay), or the role lacks a right.
    /// </exception>
    public async Task<IReadOnlyList<Migration>> ApplyAsync(string ownerConnectionString, CancellationToken cancellationToken = default)
    {
        var migrations = Migration.ReadFolder(folder);
        // Without pooling the end of the connection is the end of its locks and of its role.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnectionString) { Pooling = false, CommandTimeout = 0 });
        await using var connection = await Connect(source, cancellationToken);
        await ActAsDatabaseOwner(connection, cancellationToken);
        await Execute(connection, $"select pg_advisory_lock({Lock})", cancellationToken);
        var record = new MigrationRecord(connection);
        await record.EnsureAsync(serviceRole, cancellationToken);
        var missing = Missing(migrations, await record.ReadAsync(cancellationToken));
        foreach (var migration in missing)
            await Apply(connection, record, migration, cancellationToken);
        return missing;
    }

    /// <summary>For a service that does not migrate: refuses a database that is not at exactly this folder's state. The service's own connection suffices.</summary>
    /// <exception cref="DatabaseException">A migration is missing, changed or unknown.</exception>
    public async Task VerifyAsync(string connectionString, CancellationToken cancellationToken = default)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var connection = await Connect(source, cancellationToken);
        List<Migration> missing;
        try
        {
            missing = Missing(Migration.ReadFolder(folder), await new MigrationRecord(connection).ReadAsync(cancellationToken));
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            throw new DatabaseException($"The database has no migrations yet. Start once with {DatabaseSettings.OwnerVariable}, so that they can be applied.", exception);
        }

        if (missing.Count > 0)
            throw new DatabaseException(
                $"The database lacks {missing.Count} migration(s), from {missing[0]} on. Start once with {DatabaseSettings.OwnerVariable}, so that they can be applied.");
    }

    private List<Migration> Missing(IReadOnlyList<Migration> migrations, IReadOnlyDictionary<int, (string Name, string Sha256)> applied)
    {
        foreach (var (number, (name, _)) in applied.OrderBy(row => row.Key))
            if (migrations.All(migration => migration.Number != number))
                throw new DatabaseException(
                    $"The database knows migration {number:0000}-{name}, {folder} does not: a newer version of the service has been here. Run that version, or a later one.");
        var missing = new List<Migration>();
        foreach (var migration in migrations)
        {
            if (!applied.TryGetValue(migration.Number, out var record))
                missing.Add(migration);
            else if (record.Sha256 != migration.Sha256)
                throw new DatabaseException(
                    $"Migration {migration} in {folder} was changed after it was applied (SHA-256 {record.Sha256[..12]}… then, {migration.Sha256[..12]}… now). " +
                    "Bring the file back as it was and put the change into a new migration.");
        }

        if (missing.Count > 0 && applied.Count > 0 && missing[0].Number < applied.Keys.Max())
            throw new DatabaseException(
                $"Migration {missing[0]} in {folder} comes too late: {applied.Keys.Max():0000} is applied already. Give it a number after that.");
        return missing;
    }

    private async Task Apply(NpgsqlConnection connection, MigrationRecord record, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        try
        {
            await Execute(connection, migration.SqlFor(serviceRole), cancellationToken);
            await record.AddAsync(migration, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new DatabaseException(
                $"Migration {migration} in {folder} failed and was undone: {exception.MessageText} ({exception.SqlState})" +
                (exception.Detail is { } detail ? $" {detail}" : "") + (exception.Hint is { } hint ? $" {hint}" : "") +
                (exception.Where is { } place ? $" At: {place}" : ""), exception);
        }
    }

    /// <summary>
    /// What a superuser makes would belong to the superuser, and the owner's next migration could not change it. Where the connection may act as the owner
    /// of the database, it does.
    /// </summary>
    private async Task ActAsDatabaseOwner(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            "select pg_get_userbyid(datdba)::text, pg_has_role(datdba, 'member') from pg_database where datname = current_database()", connection);
        string owner;
        bool member;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            await reader.ReadAsync(cancellationToken);
            (owner, member) = (reader.GetString(0), reader.GetBoolean(1));
        }

        if (owner == serviceRole)
            throw new DatabaseException(
                $"The service's role {serviceRole} owns the database {connection.Database} and could change history. Give the database to another role: " +
                $"alter database {ClusterRoles.Quoted(connection.Database)} owner to …");
        if (member)
            await Execute(connection, $"set role {ClusterRoles.Quoted(owner)}", cancellationToken);
    }

    private static async Task<NpgsqlConnection> Connect(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        try
        {
            return await source.OpenConnectionAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            var server = new NpgsqlConnectionStringBuilder(source.ConnectionString);
            throw new DatabaseException(
                $"The database {server.Database} on {server.Host}:{server.Port} did not let {server.Username} in: {exception.Message}", exception);
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
