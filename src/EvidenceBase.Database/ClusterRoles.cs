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

    public const string Database = "evidencebase";

    /// <summary>Makes what is missing; may be repeated.</summary>
    public static async Task EnsureAsync(NpgsqlDataSource bootstrap, string ownerPassword, string servicePassword, CancellationToken cancellationToken)
    {
        await EnsureLogin(bootstrap, Owner, ownerPassword, cancellationToken);
        await EnsureLogin(bootstrap, Service, servicePassword, cancellationToken);
        await using var exists = bootstrap.CreateCommand("select 1 from pg_database where datname = $1");
        exists.Parameters.Add(new() { Value = Database });
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            await Execute(bootstrap, $"create database {Database} owner {Owner}", cancellationToken);
        await Execute(bootstrap, $"revoke all on database {Database} from public", cancellationToken);
        await Execute(bootstrap, $"grant connect, temporary on database {Database} to {Service}", cancellationToken);
        await Execute(bootstrap, "revoke connect on database postgres from public", cancellationToken);
    }

    /// <summary>A role that may log in and nothing else; where it exists, its password and its want of powers are set anew. Needs CREATEROLE.</summary>
    public static async Task EnsureLogin(NpgsqlDataSource source, string role, string password, CancellationToken cancellationToken)
    {
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(role);
        await using var exists = source.CreateCommand("select 1 from pg_roles where rolname = $1");
        exists.Parameters.Add(new() { Value = role });
        var verb = await exists.ExecuteScalarAsync(cancellationToken) is null
            ? $"create role {quoted} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
            : $"alter role {quoted} login";
        await Execute(source, $"{verb} password '{password.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken);
    }

    private static async Task Execute(NpgsqlDataSource source, string statement, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
