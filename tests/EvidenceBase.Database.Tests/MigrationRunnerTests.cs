using Npgsql;
using Shouldly;
using Xunit;

namespace EvidenceBase.Database.Tests;

public sealed class MigrationRunnerTests(SharedCluster cluster) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private MigrationRunner Runner => new(_folder.Path, TestDatabase.ServiceRole);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Given_two_files_when_applied_then_they_run_in_order_and_once()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0002-second.sql", "insert into first values (2);");
        _folder.Write("0001-first.sql", "create table first (number int); -- a comment; with a semicolon\ninsert into first values (1);");

        var applied = await Runner.ApplyAsync(database.Owner);
        var again = await Runner.ApplyAsync(database.Owner);

        applied.Select(migration => migration.ToString()).ShouldBe(["0001-first", "0002-second"]);
        again.ShouldBeEmpty();
        (await Sql.AskAsync<string>(database.Owner, "select string_agg(number::text, ',' order by number) from first")).ShouldBe("1,2");
        (await Sql.AskAsync<long>(database.Owner, "select count(*) from evidencebase_migration where length(sha256) = 64")).ShouldBe(2);
    }

    [Fact]
    public async Task Given_two_concurrent_runners_when_applied_then_each_file_is_applied_by_one()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-slow.sql", "create table slow (x int); select pg_sleep(0.3);");
        _folder.Write("0002-next.sql", "create table next (x int);");

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Runner.ApplyAsync(database.Owner)));

        results.Sum(applied => applied.Count).ShouldBe(2);
        results.Count(applied => applied.Count > 0).ShouldBe(1);
    }

    [Fact]
    public async Task Given_an_applied_file_when_changed_then_refused_by_name()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-first.sql", "create table first (x int);");
        await Runner.ApplyAsync(database.Owner);
        _folder.Write("0001-first.sql", "create table first (x bigint);");
        _folder.Write("0002-second.sql", "create table second (x int);");

        var refusal = await Should.ThrowAsync<DatabaseException>(() => Runner.ApplyAsync(database.Owner));

        refusal.Message.ShouldContain("0001-first");
        refusal.Message.ShouldContain("changed after it was applied");
        (await Sql.AskAsync<bool>(database.Owner, "select to_regclass('second') is null")).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_an_applied_file_when_its_line_ends_change_then_it_is_the_same()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-first.sql", "create table first\n(x int);\n");
        await Runner.ApplyAsync(database.Owner);
        _folder.Write("0001-first.sql", "create table first\r\n(x int);\r\n");

        (await Runner.ApplyAsync(database.Owner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_file_that_fails_when_applied_then_it_is_undone_and_those_before_stay()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-good.sql", "create table good (x int);");
        _folder.Write("0002-bad.sql", "create table half (x int); insert into nowhere values (1);");

        var failure = await Should.ThrowAsync<DatabaseException>(() => Runner.ApplyAsync(database.Owner));

        failure.Message.ShouldContain("0002-bad");
        failure.Message.ShouldContain("nowhere");
        (await Sql.AskAsync<bool>(database.Owner, "select to_regclass('good') is not null and to_regclass('half') is null")).ShouldBeTrue();
        _folder.Write("0002-bad.sql", "create table half (x int);");
        (await Runner.ApplyAsync(database.Owner)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_a_number_below_the_last_applied_when_it_appears_then_refused()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0002-second.sql", "select 1;");
        await Runner.ApplyAsync(database.Owner);
        _folder.Write("0001-late.sql", "select 1;");

        (await Should.ThrowAsync<DatabaseException>(() => Runner.ApplyAsync(database.Owner))).Message.ShouldContain("0001-late");
    }

    [Fact]
    public async Task Given_a_database_of_a_newer_version_when_an_older_one_comes_then_refused()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-first.sql", "select 1;");
        var newer = _folder.Write("0002-newer.sql", "select 1;");
        await Runner.ApplyAsync(database.Owner);
        File.Delete(newer);

        (await Should.ThrowAsync<DatabaseException>(() => Runner.ApplyAsync(database.Owner))).Message.ShouldContain("0002-newer");
    }

    [Theory]
    [InlineData("1-short.sql")]
    [InlineData("nameless.sql")]
    public async Task Given_a_name_without_number_when_read_then_refused(string name)
    {
        _folder.Write(name, "select 1;");

        (await Should.ThrowAsync<DatabaseException>(() => Runner.ApplyAsync("Host=nowhere"))).Message.ShouldContain(name);
    }

    [Fact]
    public void Given_one_number_twice_when_read_then_refused()
    {
        _folder.Write("0001-a.sql", "");
        _folder.Write("0001-b.sql", "");

        Should.Throw<DatabaseException>(() => Migration.ReadFolder(_folder.Path)).Message.ShouldContain("0001");
    }

    [Fact]
    public async Task Given_the_placeholder_when_applied_then_the_service_role_gets_the_right()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-grant.sql", "create table noted (x int); grant select, insert on noted to :service_role;");

        await Runner.ApplyAsync(database.Owner);

        await Sql.RunAsync(database.Service, "insert into noted values (1)");
        var refusal = await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(database.Service, "delete from noted"));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Given_a_service_role_that_does_not_exist_when_applied_then_the_message_names_it()
    {
        var database = await cluster.NewDatabaseAsync();

        var failure = await Should.ThrowAsync<DatabaseException>(() => new MigrationRunner(_folder.Path, "nobody_knows").ApplyAsync(database.Owner));

        failure.Message.ShouldContain("nobody_knows must exist");
    }

    [Fact]
    public void Given_a_role_with_a_quote_when_it_stands_in_then_it_is_quoted_and_casts_are_left_alone()
    {
        _folder.Write("0001-grant.sql", "grant x to :service_role; select y::service_role, ':service_roles';");

        Migration.ReadFolder(_folder.Path).Single().SqlFor("odd\"role").ShouldBe("grant x to \"odd\"\"role\"; select y::service_role, ':service_roles';");
    }

    [Fact]
    public async Task Given_a_superuser_connection_when_applied_then_the_objects_belong_to_the_databases_owner()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-first.sql", "create table first (x int);");
        await Runner.ApplyAsync(database.Superuser);
        _folder.Write("0002-second.sql", "alter table first add y int;");

        await Runner.ApplyAsync(database.Owner);

        (await Sql.AskAsync<string>(database.Owner, "select tableowner::text from pg_tables where tablename = 'first'")).ShouldBe("evidencebase_owner");
    }

    [Fact]
    public async Task Given_a_service_that_does_not_migrate_when_it_verifies_then_only_the_full_state_passes()
    {
        var database = await cluster.NewDatabaseAsync();
        _folder.Write("0001-first.sql", "select 1;");
        (await Should.ThrowAsync<DatabaseException>(() => Runner.VerifyAsync(database.Service))).Message.ShouldContain("no migrations yet");
        await Runner.ApplyAsync(database.Owner);
        await Runner.VerifyAsync(database.Service);
        _folder.Write("0002-second.sql", "select 1;");

        (await Should.ThrowAsync<DatabaseException>(() => Runner.VerifyAsync(database.Service))).Message.ShouldContain("0002-second");
    }
}
