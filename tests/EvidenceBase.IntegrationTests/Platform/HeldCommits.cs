using System.Diagnostics;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>
/// Holds the commands of one study inside PostgreSQL, after everything is decided and written and before the commit, until they are let go –
/// a race that is real – or lets them fail there. One trigger for all tests: making one for each would wait for what others hold.
/// </summary>
public sealed class HeldCommits : IAsyncDisposable
{
    private static readonly SemaphoreSlim Installing = new(1);
    private readonly NpgsqlDataSource superuser;
    private readonly NpgsqlConnection holder;
    private readonly int number;

    private HeldCommits(NpgsqlDataSource superuser, NpgsqlConnection holder, int number) =>
        (this.superuser, this.holder, this.number) = (superuser, holder, number);

    public static Task<HeldCommits> In(RunningService service, string study) => Begin(service, study, fails: false);

    /// <summary>Until it is disposed of, no command of the study comes through.</summary>
    public static Task<HeldCommits> FailingIn(RunningService service, string study) => Begin(service, study, fails: true);

    /// <summary>Waits until so many commands wait: those that are held, and those that wait for them.</summary>
    public async Task UntilWaiting(int commands)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < Patience.Longest; await Task.Delay(50))
        {
            await using var command = superuser.CreateCommand(
                """
                with recursive waiting as (
                    select pid from pg_locks where locktype = 'advisory' and classid = 2014 and objid = $1 and not granted
                    union
                    select a.pid from pg_stat_activity a, waiting w where w.pid = any(pg_blocking_pids(a.pid)))
                select count(*) from waiting
                """);
            command.Parameters.Add(new() { Value = number });
            if ((long)(await command.ExecuteScalarAsync())! >= commands)
                return;
        }

        throw new TimeoutException($"Fewer than {commands} commands came to wait.");
    }

    /// <summary>Lets them commit. The views of all studies wait for those that are held, so not before long.</summary>
    public Task LetGo() => Execute(holder, "select pg_advisory_unlock_all()");

    public async ValueTask DisposeAsync()
    {
        await Execute(holder, $"delete from public.held_commit where number = {number}");
        await LetGo();
        await holder.DisposeAsync();
    }

    private static async Task<HeldCommits> Begin(RunningService service, string study, bool fails)
    {
        var number = Random.Shared.Next(1, int.MaxValue);
        var holder = await service.Superuser.OpenConnectionAsync();
        await Install(holder);
        await Execute(holder, $"select pg_advisory_lock(2014, {number})");
        await Execute(holder, $"insert into public.held_commit (study, number, fails) values ('{study}', {number}, {fails})");
        return new(service.Superuser, holder, number);
    }

    private static async Task Install(NpgsqlConnection connection)
    {
        await Installing.WaitAsync();
        try
        {
            await using var installed = new NpgsqlCommand("select to_regclass('public.held_commit') is not null", connection);
            if (await installed.ExecuteScalarAsync() is true)
                return;
            await Execute(
                connection,
                """
                begin;
                create table public.held_commit (study varchar not null, number int not null, fails boolean not null);
                create function public.hold_commit() returns trigger language plpgsql security definer as $$
                declare
                    held public.held_commit;
                begin
                    for held in select * from public.held_commit where study = new.study loop
                        if held.fails then
                            raise exception 'power failure';
                        end if;
                        perform pg_advisory_xact_lock(2014, held.number);
                    end loop;
                    return new;
                end $$;
                create trigger held before insert on evidence.command_answer for each row execute function public.hold_commit();
                commit;
                """);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
