using Npgsql;

namespace EvidenceBase.Database;

/// <summary>The table in which a database remembers its migrations.</summary>
internal sealed class MigrationRecord(NpgsqlConnection connection)
{
    /// <summary>Makes the table if it is missing; the service may read it.</summary>
    /// <exception cref="DatabaseException">The owner lacks a right, or there is no such role.</exception>
    public async Task EnsureAsync(string serviceRole, CancellationToken cancellationToken)
    {
        await using var exists = new NpgsqlCommand("select to_regclass('public.evidencebase_migration') is not null", connection);
        if ((bool)(await exists.ExecuteScalarAsync(cancellationToken))!)
            return;
        await using var create = new NpgsqlCommand($"""
            create table public.evidencebase_migration (
                number integer primary key,
                name text not null,
                sha256 text not null,
                applied_at timestamptz not null default clock_timestamp());
            grant select on public.evidencebase_migration to {ClusterRoles.Quoted(serviceRole)}
            """, connection);
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception)
        {
            throw new DatabaseException(
                $"The table of migrations could not be made in database {connection.Database}: {exception.MessageText} " +
                $"The owner must have the right to create in schema public, and the service's role {serviceRole} must exist.", exception);
        }
    }

    public async Task<IReadOnlyDictionary<int, (string Name, string Sha256)>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select number, name, sha256 from public.evidencebase_migration", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var applied = new Dictionary<int, (string, string)>();
        while (await reader.ReadAsync(cancellationToken))
            applied.Add(reader.GetInt32(0), (reader.GetString(1), reader.GetString(2)));
        return applied;
    }

    /// <summary>In the transaction of the migration itself.</summary>
    public async Task AddAsync(Migration migration, CancellationToken cancellationToken)
    {
        await using var insert = new NpgsqlCommand("insert into public.evidencebase_migration (number, name, sha256) values ($1, $2, $3)", connection)
        {
            Parameters = { new() { Value = migration.Number }, new() { Value = migration.Name }, new() { Value = migration.Sha256 } },
        };
        await insert.ExecuteNonQueryAsync(cancellationToken);
    }
}
