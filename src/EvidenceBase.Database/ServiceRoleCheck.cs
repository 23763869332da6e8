using Npgsql;

namespace EvidenceBase.Database;

/// <summary>History is safe from the service because its role lacks the rights to change it. This makes sure that no configuration has given them back.</summary>
public static class ServiceRoleCheck
{
    /// <summary>Refuses a role that is superuser, may make roles, pass row security, write all data, or act as the owner of the database or of its migrations.</summary>
    /// <exception cref="DatabaseException">Lists what the role may and must not.</exception>
    public static async Task EnsureRestrictedAsync(string serviceConnectionString, CancellationToken cancellationToken = default)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(serviceConnectionString) { Pooling = false });
        await using var command = source.CreateCommand("""
            select rolname::text, array_remove(array[
                case when rolsuper then 'is superuser' end,
                case when rolcreaterole then 'may make roles (createrole)' end,
                case when rolbypassrls then 'passes row security (bypassrls)' end,
                case when pg_has_role('pg_write_all_data', 'member') then 'may write all data (pg_write_all_data)' end,
                case when pg_has_role((select datdba from pg_database where datname = current_database()), 'member') then 'owns the database or may act as its owner' end,
                case when pg_has_role((select relowner from pg_class where oid = to_regclass('public.evidencebase_migration')), 'member') then 'owns the migrations or may act as their owner' end
            ], null)
            from pg_roles where rolname = current_user
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var (role, powers) = (reader.GetString(0), reader.GetFieldValue<string[]>(1));
        if (powers.Length > 0)
            throw new DatabaseException(
                $"The service connects as {role}, who {string.Join(", ", powers)}: it could change history, so it does not start. " +
                $"Give a connection as a role without these powers in {DatabaseSettings.ServiceVariable}, and the owner's in {DatabaseSettings.OwnerVariable}.");
    }
}
