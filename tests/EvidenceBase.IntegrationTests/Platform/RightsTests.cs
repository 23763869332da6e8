using EvidenceBase.Database;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.Platform;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The service cannot change history, and does not start where it could.</summary>
public sealed class RightsTests(SharedService service)
{
    [Theory]
    [InlineData("update evidence.mt_events set data = '{}'")]
    [InlineData("update evidence.mt_events set is_archived = true")]
    [InlineData("delete from evidence.mt_events")]
    [InlineData("truncate evidence.mt_events")]
    [InlineData("truncate evidence.mt_streams cascade")]
    [InlineData("merge into evidence.mt_events e using (select 1) x on true when matched then delete")]
    [InlineData("alter table evidence.mt_events disable trigger all")]
    [InlineData("alter table evidence.mt_events rename to events_of_old")]
    [InlineData("drop trigger history_is_append_only on evidence.mt_events")]
    [InlineData("drop table evidence.mt_events cascade")]
    [InlineData("create or replace function evidence.refuse_change_of_history() returns trigger language plpgsql as 'begin return new; end'")]
    [InlineData("create trigger mine before insert on evidence.mt_events for each row execute function evidence.refuse_change_of_history()")]
    [InlineData("create rule mine as on insert to evidence.mt_events do instead nothing")]
    [InlineData("create table evidence.mine (x int)")]
    [InlineData("select evidence.mt_archive_stream(stream_id, tenant_id) from evidence.mt_events")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("update evidence.command_answer set answer = '{}'")]
    [InlineData("delete from evidence.command_answer")]
    [InlineData("update evidence.log set size = 0")]
    [InlineData("update evidence.log_tile set hashes = ''")]
    [InlineData("update evidence.log_checkpoint set note = ''")]
    [InlineData("delete from evidence.log")]
    [InlineData("delete from evidence.log_tile")]
    [InlineData("delete from evidence.log_checkpoint")]
    [InlineData("truncate evidence.log_tile")]
    [InlineData("update evidence.access_trail set actor = 'nobody'")]
    [InlineData("delete from evidence.access_trail")]
    [InlineData("truncate evidence.access_trail")]
    [InlineData("alter table evidence.access_trail disable trigger all")]
    public async Task Given_the_services_own_connection_when_it_tries_to_change_history_then_it_may_not(string attempt)
    {
        await (await TestStudy.Open(service.Running)).Proven();
        await using var own = NpgsqlDataSource.Create(service.Running.Database.Service);
        await using var command = own.CreateCommand(attempt);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, refusal.MessageText);
    }

    [Fact]
    public async Task Given_the_services_own_connection_when_it_grants_itself_rights_or_takes_the_owners_role_then_it_has_none()
    {
        await using var own = NpgsqlDataSource.Create(service.Running.Database.Service);
        await using var connection = await own.OpenConnectionAsync();

        await Try("grant update, delete, truncate on evidence.mt_events to current_user");
        await Try("grant pg_write_all_data to current_user");
        await Try($"set role {await Ask<string>("select tableowner::text from pg_tables where schemaname = 'evidence' and tablename = 'mt_events'")}");

        (await Ask<string>("select current_user::text")).ShouldBe(new NpgsqlConnectionStringBuilder(service.Running.Database.Service).Username);
        (await Ask<bool>("select has_table_privilege('evidence.mt_events', 'update, delete, truncate, trigger')")).ShouldBeFalse();

        async Task Try(string attempt)
        {
            // A grant that gives nothing is a warning in PostgreSQL, not an error: what counts is what the role can do afterwards.
            try
            {
                await using var command = new NpgsqlCommand(attempt, connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (PostgresException refusal)
            {
                refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
            }
        }

        async Task<T> Ask<T>(string question)
        {
            await using var command = new NpgsqlCommand(question, connection);
            return (T)(await command.ExecuteScalarAsync())!;
        }
    }

    [Theory]
    [InlineData("update evidence.mt_events set data = '{}'")]
    [InlineData("delete from evidence.mt_events")]
    [InlineData("truncate evidence.mt_events")]
    [InlineData("update evidence.access_trail set actor = 'nobody'")]
    [InlineData("delete from evidence.access_trail")]
    [InlineData("truncate evidence.access_trail")]
    public async Task Given_a_superuser_when_history_is_changed_by_mistake_then_the_trigger_refuses_it(string attempt)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Get("claims", ("Authorization", "Bearer evb_guess"));
        await using var command = service.Running.Superuser.CreateCommand(attempt);

        var refusal = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());

        refusal.MessageText.ShouldContain("append-only");
    }

    [Theory]
    [InlineData("grant update on evidence.mt_events to :service", "update", "revoke update")]
    [InlineData("grant update (data) on evidence.mt_events to :service", "update", "revoke update")]
    [InlineData("grant delete on evidence.mt_events to public", "delete", "revoke update")]
    [InlineData("grant truncate on evidence.mt_events to :service", "truncate", "revoke update")]
    [InlineData("alter table evidence.mt_events disable trigger history_is_append_only", "history_is_append_only", "enable trigger")]
    [InlineData("drop trigger history_is_not_truncated on evidence.mt_events", "history_is_not_truncated", "0003-rights.sql")]
    [InlineData("create or replace function evidence.refuse_change_of_history() returns trigger language plpgsql as 'begin return new; end'", "history_is_append_only", "0003-rights.sql")]
    [InlineData("grant update (actor) on evidence.access_trail to :service", "update of evidence.access_trail", "revoke update")]
    [InlineData("grant delete on evidence.access_trail to public", "delete from evidence.access_trail", "revoke update")]
    [InlineData("alter table evidence.access_trail disable trigger trail_is_append_only", "trail_is_append_only", "enable trigger")]
    [InlineData("create or replace function evidence.refuse_change_of_trail() returns trigger language plpgsql as 'begin return new; end'", "trail_is_not_truncated", "0015-trail.sql")]
    public async Task Given_a_database_that_would_let_the_service_change_history_when_it_starts_then_it_refuses_and_says_what_to_do(
        string weakening, string named, string remedy)
    {
        var database = await service.Server.NewDatabase();
        await HistoryGuard.EnsureAsync(database.Service);
        var role = new NpgsqlConnectionStringBuilder(database.Service).Username;
        await using (var superuser = NpgsqlDataSource.Create(database.Superuser))
        await using (var command = superuser.CreateCommand(weakening.Replace(":service", role, StringComparison.Ordinal)))
            await command.ExecuteNonQueryAsync();

        var refusal = await Should.ThrowAsync<DatabaseException>(() => HistoryGuard.EnsureAsync(database.Service));

        refusal.Message.ShouldContain(named);
        refusal.Message.ShouldContain(remedy);
    }
}
