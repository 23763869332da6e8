using EvidenceBase.Access.Accounts;
using EvidenceBase.Database;
using EvidenceBase.Platform;
using JasperFx;
using Marten;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weasel.Core.Migrations;
using Wolverine.Persistence.Durability;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The numbered files make exactly the schema that the event store and the message store are configured for.</summary>
public sealed class MigrationsTests(SharedService service)
{
    [Fact]
    public async Task Given_a_migrated_database_when_the_stores_compare_it_with_their_configuration_then_they_find_nothing_to_change()
    {
        var services = service.Running.Services;

        await services.GetRequiredService<IDocumentStore>().Storage.Database.AssertDatabaseMatchesConfigurationAsync();
        await ((IDatabase)services.GetRequiredService<IMessageStore>()).AssertDatabaseMatchesConfigurationAsync();
    }

    [Fact]
    public async Task Given_a_database_made_by_the_stores_themselves_when_it_is_compared_with_a_migrated_one_then_their_catalogues_are_the_same()
    {
        var migrated = await service.Server.NewDatabase();
        var configured = await service.Server.NewDatabase(empty: true);
        await using (var app = ServiceHost.Build([], () => configured.Superuser, new DataFolder(service.Running.Data)))
        {
            await app.Services.GetRequiredService<IDocumentStore>().Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
            await ((IDatabase)app.Services.GetRequiredService<IMessageStore>()).ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        }

        await ApplyOurOwn(configured);

        var (ours, theirs) = (await Catalogue(migrated), await Catalogue(configured));
        ours.Count.ShouldBeGreaterThan(200);
        ours.Except(theirs).ShouldBeEmpty("only in the migrated database");
        theirs.Except(ours).ShouldBeEmpty("only in the one made by the stores");
    }

    [Fact]
    public async Task Given_accounts_tables_made_by_their_library_when_they_are_compared_with_migrated_ones_then_they_are_the_same()
    {
        var server = await service.OnServer();
        var configured = await service.Server.NewDatabase(empty: true);
        await using (var scope = server.Running.Services.CreateAsyncScope())
        {
            var model = scope.ServiceProvider.GetRequiredService<AccountsDatabase>();
            await using var source = NpgsqlDataSource.Create(configured.Superuser);
            await using var command = source.CreateCommand(model.Database.GenerateCreateScript());
            await command.ExecuteNonQueryAsync();
        }

        var (ours, theirs) = (await Tables(server.Running.Database), await Tables(configured));
        theirs.Count.ShouldBeGreaterThan(35);
        theirs.Except(ours).ShouldBeEmpty("only in the model");
        ours.Except(theirs).ShouldBeEmpty("only in the migrated database");
    }

    /// <summary>What Identity reads and writes; our own tables beside it are no part of its model.</summary>
    private static async Task<HashSet<string>> Tables(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(
            """
            with tables as (select oid, relname from pg_class where relnamespace = 'account'::regnamespace and relname in ('account', 'login', 'token', 'passkey'))
            select concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull)
            from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
            union all
            select concat_ws(' ', 'index', pg_get_indexdef(indexrelid)) from pg_index join tables on tables.oid = indrelid
            union all
            select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(c.oid)) from pg_constraint c join tables on tables.oid = conrelid where contype <> 'n'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new HashSet<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }

    /// <summary>All migrations but the first, which stands for what the stores have just made.</summary>
    private static async Task ApplyOurOwn(TestDatabase database)
    {
        var folder = Directory.CreateTempSubdirectory("evidencebase-migrations-");
        foreach (var file in Directory.EnumerateFiles(ServiceDatabase.MigrationsFolder).Where(file => !Path.GetFileName(file).StartsWith("0001", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(folder.FullName, Path.GetFileName(file)));
        await new MigrationRunner(folder.FullName, new NpgsqlConnectionStringBuilder(database.Service).Username!).ApplyAsync(database.Superuser);
        folder.Delete(recursive: true);
    }

    private static async Task<HashSet<string>> Catalogue(TestDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.Superuser);
        await using var command = source.CreateCommand(
            """
            with ours as (select oid, relname, relkind, relacl, reloptions from pg_class where relnamespace = 'evidence'::regnamespace)
            select concat_ws(' ', 'relation', relname, relkind, reloptions, relacl) from ours
            union all
            select concat_ws(' ', 'column', relname, attname, format_type(atttypid, atttypmod), attnotnull, attidentity, attgenerated,
                -- A default that was a moment when the table was made is another one in each database.
                regexp_replace(pg_get_expr(adbin, adrelid), '\d{4}-\d\d-\d\d [0-9:.]+[-+]\d\d', 'a moment'))
            from ours join pg_attribute a on a.attrelid = ours.oid and attnum > 0 and not attisdropped
                left join pg_attrdef d on d.adrelid = ours.oid and d.adnum = a.attnum
            where relkind in ('r', 'p', 'v')
            union all
            select concat_ws(' ', 'index', pg_get_indexdef(indexrelid), indisunique, indisvalid) from pg_index join ours on ours.oid = indrelid
            union all
            select concat_ws(' ', 'constraint', relname, conname, pg_get_constraintdef(c.oid)) from pg_constraint c join ours on ours.oid = conrelid
            union all
            select concat_ws(' ', 'trigger', relname, pg_get_triggerdef(t.oid), tgenabled) from pg_trigger t join ours on ours.oid = tgrelid where not tgisinternal
            union all
            select concat_ws(' ', 'function', pg_get_functiondef(oid), proacl) from pg_proc where pronamespace = 'evidence'::regnamespace and prokind = 'f'
            union all
            select concat_ws(' ', 'sequence', sequencename, data_type, start_value, increment_by, cycle, cache_size) from pg_sequences where schemaname = 'evidence'
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var found = new HashSet<string>();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }
}
