using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>
/// Holds the commands of one study inside PostgreSQL, after everything is decided and written and before the commit, until they are let go:
/// a race that is real.
/// </summary>
public sealed class HeldCommits : IAsyncDisposable
{
    private readonly NpgsqlDataSource superuser;
    private readonly NpgsqlConnection holder;
    private readonly string name;
    private readonly int number;

    private HeldCommits(NpgsqlDataSource superuser, NpgsqlConnection holder, string name, int number) =>
        (this.superuser, this.holder, this.name, this.number) = (superuser, holder, name, number);

    public static async Task<HeldCommits> In(RunningService service, string study)
    {
        var number = Random.Shared.Next(1, int.MaxValue);
        var name = $"held_{number}";
        await Execute(service.Superuser,
            $"""
            create function evidence.{name}() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock(2014, {number}); return new; end $$;
            create trigger {name} before insert on evidence.command_answer for each row when (new.study = '{study}') execute function evidence.{name}();
            """);
        var holder = await service.Superuser.OpenConnectionAsync();
        await using var hold = new NpgsqlCommand($"select pg_advisory_lock(2014, {number})", holder);
        await hold.ExecuteNonQueryAsync();
        return new(service.Superuser, holder, name, number);
    }

    /// <summary>Waits until so many sessions of this database wait for a lock: those that are held, and those that wait for them.</summary>
    public async Task UntilWaiting(int sessions)
    {
        for (var attempt = 0; attempt < 400; attempt++)
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
            if ((long)(await command.ExecuteScalarAsync())! >= sessions)
                return;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Fewer than {sessions} commands came to wait.");
    }

    /// <summary>Lets them commit. The views of all studies wait for those that are held, so not before long.</summary>
    public async Task LetGo()
    {
        await using var letGo = new NpgsqlCommand("select pg_advisory_unlock_all()", holder);
        await letGo.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await LetGo();
        await holder.DisposeAsync();
        await Execute(superuser, $"drop trigger {name} on evidence.command_answer; drop function evidence.{name}()");
    }

    private static async Task Execute(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
