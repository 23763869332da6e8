using Npgsql;
using Shouldly;
using Xunit;

namespace EvidenceBase.Database.Tests;

public sealed class ClusterRolesTests(SharedCluster cluster)
{
    [Theory]
    [InlineData("evidencebase_owner")]
    [InlineData("evidencebase_service")]
    public async Task Given_a_private_cluster_when_made_then_its_roles_have_no_powers(string role)
    {
        var powers = await Sql.AskAsync<bool>(
            cluster.Cluster.SuperuserConnectionString,
            $"select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or not rolcanlogin from pg_roles where rolname = '{role}'");

        powers.ShouldBeFalse();
    }

    [Fact]
    public async Task Given_the_service_when_it_reaches_for_the_owners_rights_then_refused()
    {
        var service = cluster.Cluster.Cluster.ServiceConnectionString;

        await Refused(service, "create table public.mine (x int)");
        await Refused(service, "create schema mine");
        await Refused(service, "set role evidencebase_owner");
        await Refused(service, "drop database evidencebase");
        await Sql.RunAsync(service, "create temporary table mine (x int)");
    }

    [Fact]
    public async Task Given_the_owner_when_it_migrates_then_it_may_make_schemas_and_trusted_extensions()
    {
        var database = await cluster.NewDatabaseAsync();

        await Sql.RunAsync(database.Owner, "create schema record; create extension pg_trgm; create table record.x (y int)");
    }

    [Fact]
    public async Task Given_a_wrong_password_when_connecting_then_refused()
    {
        var wrong = new NpgsqlConnectionStringBuilder(cluster.Cluster.SuperuserConnectionString) { Password = "wrong" };

        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(wrong.ConnectionString, "select 1"))).SqlState.ShouldBe(PostgresErrorCodes.InvalidPassword);
    }

    [Fact]
    public async Task Given_the_clusters_order_when_made_then_it_is_c_utf8_with_checksums()
    {
        var connection = cluster.Cluster.Cluster.ServiceConnectionString;

        (await Sql.AskAsync<string>(connection, "show server_encoding")).ShouldBe("UTF8");
        (await Sql.AskAsync<string>(connection, "show data_checksums")).ShouldBe("on");
        (await Sql.AskAsync<bool>(connection, "select 'Z' < 'a' and upper('é') = 'É'")).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_the_service_role_when_checked_then_it_passes_and_owner_and_superuser_do_not()
    {
        var database = await cluster.NewDatabaseAsync();

        await ServiceRoleCheck.EnsureRestrictedAsync(database.Service);
        (await Should.ThrowAsync<DatabaseException>(() => ServiceRoleCheck.EnsureRestrictedAsync(database.Owner))).Message.ShouldContain("owns the database");
        (await Should.ThrowAsync<DatabaseException>(() => ServiceRoleCheck.EnsureRestrictedAsync(database.Superuser))).Message.ShouldContain("superuser");
    }

    [Fact]
    public async Task Given_a_role_that_may_act_as_the_owner_when_checked_then_refused()
    {
        var database = await cluster.NewDatabaseAsync();
        await Sql.RunAsync(database.Superuser, "create role borrower login password 'b'; grant evidencebase_owner to borrower");
        var borrower = new NpgsqlConnectionStringBuilder(database.Service) { Username = "borrower", Password = "b" }.ConnectionString;

        (await Should.ThrowAsync<DatabaseException>(() => ServiceRoleCheck.EnsureRestrictedAsync(borrower))).Message.ShouldContain("may act as its owner");
    }

    [Fact]
    public async Task Given_a_template_when_a_database_is_made_from_it_then_it_has_its_tables_and_the_same_rights()
    {
        await cluster.Cluster.CreateDatabaseAsync("model");
        await Sql.RunAsync(TemporaryCluster.ConnectionString(cluster.Cluster.Cluster.OwnerConnectionString, "model"), "create table t (x int); grant select on t to evidencebase_service");
        await cluster.Cluster.CreateDatabaseAsync("copy", template: "model");

        var service = TemporaryCluster.ConnectionString(cluster.Cluster.Cluster.ServiceConnectionString, "copy");
        (await Sql.AskAsync<long>(service, "select count(*) from t")).ShouldBe(0);
        await cluster.Cluster.DropDatabaseAsync("copy");
        await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(service, "select 1"));
    }

    private static async Task Refused(string connectionString, string statement) =>
        (await Should.ThrowAsync<PostgresException>(() => Sql.RunAsync(connectionString, statement))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, statement);
}
