using Npgsql;
using Shouldly;
using Xunit;

namespace EvidenceBase.Database.Tests;

public sealed class ProvidedDatabaseTests(SharedCluster cluster) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private DatabaseSettings Settings => new() { DataFolder = _folder.In("data") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Given_both_connections_when_opened_then_they_are_taken_as_they_are_and_nothing_is_started()
    {
        var database = await cluster.NewDatabaseAsync();

        await using var provided = await ProvidedDatabase.OpenAsync(Settings with { OwnerConnectionString = database.Owner, ServiceConnectionString = database.Service });

        Same(provided.ServiceConnectionString, database.Service);
        Same(provided.OwnerConnectionString!, database.Owner);
        provided.ServiceRole.ShouldBe("evidencebase_service");
        provided.Description.ShouldNotContain("assword");
        Directory.Exists(_folder.In("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_the_service_connection_alone_when_opened_then_migrations_are_only_verified()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("migrations/0001-first.sql", "select 1;");
        await using var provided = await ProvidedDatabase.OpenAsync(Settings with { ServiceConnectionString = database.Service, OwnerConnectionString = " " });

        provided.OwnerConnectionString.ShouldBeNull();
        (await Should.ThrowAsync<DatabaseException>(() => provided.MigrateAsync(_folder.In("migrations")))).Message.ShouldContain("EVIDENCEBASE_DATABASE_OWNER");
        await new MigrationRunner(_folder.In("migrations"), provided.ServiceRole).ApplyAsync(database.Owner);
        (await provided.MigrateAsync(_folder.In("migrations"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_service_connection_with_powers_when_migrated_then_refused()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("migrations/0001-first.sql", "select 1;");
        await using var provided = await ProvidedDatabase.OpenAsync(Settings with { ServiceConnectionString = database.Superuser, OwnerConnectionString = database.Owner });

        (await Should.ThrowAsync<DatabaseException>(() => provided.MigrateAsync(_folder.In("migrations")))).Message.ShouldContain("could change history");
    }

    [Fact]
    public async Task Given_the_owner_connection_alone_when_opened_then_the_service_role_is_made_and_every_node_gets_the_same()
    {
        // A server of its own: the role belongs to the whole server.
        await using var server = await TemporaryCluster.StartAsync();
        await Sql.RunAsync(server.SuperuserConnectionString, "create role chief login createrole password 'chief'");
        await Sql.RunAsync(server.SuperuserConnectionString, "create database study owner chief");
        await Sql.RunAsync(server.SuperuserConnectionString, "drop owned by evidencebase_service");
        await Sql.RunAsync(TemporaryCluster.ConnectionString(server.SuperuserConnectionString, "evidencebase"), "drop owned by evidencebase_service; drop role evidencebase_service");
        var owner = new NpgsqlConnectionStringBuilder(server.SuperuserConnectionString) { Username = "chief", Password = "chief", Database = "study" }.ConnectionString;
        _folder.Write("migrations/0001-first.sql", "create table noted (x int); grant insert on noted to :service_role;");

        await using var first = await ProvidedDatabase.OpenAsync(Settings with { OwnerConnectionString = owner });
        await using var second = await ProvidedDatabase.OpenAsync(Settings with { OwnerConnectionString = owner });

        (await first.MigrateAsync(_folder.In("migrations"))).Count.ShouldBe(1);
        await Sql.RunAsync(first.ServiceConnectionString, "insert into noted values (1)");
        second.ServiceConnectionString.ShouldBe(first.ServiceConnectionString);
    }

    [Fact]
    public async Task Given_an_owner_who_may_not_make_roles_when_opened_then_the_message_says_what_to_do()
    {
        var database = await cluster.NewDatabaseAsync();

        var refusal = await Should.ThrowAsync<DatabaseException>(() => ProvidedDatabase.OpenAsync(Settings with { OwnerConnectionString = database.Owner }));

        refusal.Message.ShouldContain("alter role evidencebase_owner createrole");
        refusal.Message.ShouldContain("EVIDENCEBASE_DATABASE");
    }

    [Theory]
    [InlineData("postgres://me:secret@server/study")]
    [InlineData("Hots=server;Password=secret")]
    [InlineData("Host=server;Password=secret")]
    public async Task Given_a_bad_connection_string_when_opened_then_the_message_names_the_variable_and_hides_the_password(string connectionString)
    {
        var refusal = await Should.ThrowAsync<DatabaseException>(() => ProvidedDatabase.OpenAsync(Settings with { ServiceConnectionString = connectionString }));

        refusal.ToString().ShouldNotContain("secret");
        refusal.Message.ShouldContain("EVIDENCEBASE_DATABASE ");
    }

    [Fact]
    public async Task Given_a_configured_server_that_does_not_answer_when_opened_then_no_other_is_started()
    {
        var nobody = $"Host=127.0.0.1;Port={LoopbackPort.Choose()};Username=x;Password=y;Database=z";

        (await Should.ThrowAsync<DatabaseException>(() => ProvidedDatabase.OpenAsync(Settings with { OwnerConnectionString = nobody }))).Message.ShouldContain("No database answers");

        Directory.Exists(_folder.In("data")).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_nothing_configured_when_opened_then_a_private_cluster_is_made_and_migrated()
    {
        _folder.Write("migrations/0001-first.sql", "create table noted (x int); grant insert on noted to :service_role;");

        await using var provided = await ProvidedDatabase.OpenAsync(Settings);

        provided.Description.ShouldContain("private PostgreSQL");
        (await provided.MigrateAsync(_folder.In("migrations"))).Count.ShouldBe(1);
        (await provided.MigrateAsync(_folder.In("migrations"))).ShouldBeEmpty();
        await Sql.RunAsync(provided.ServiceConnectionString, "insert into noted values (1)");
    }

    private static void Same(string actual, string expected) =>
        new NpgsqlConnectionStringBuilder(actual).EquivalentTo(new NpgsqlConnectionStringBuilder(expected)).ShouldBeTrue();
}
