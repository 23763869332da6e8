using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Audit.Replays;

/// <summary>The table of replays: what was asked for, how far it has come, and what it found. A replay that is under way belongs to no process.</summary>
public sealed class ReplayStore(NpgsqlDataSource database, TimeProvider clock) : IDisposable
{
    private const string Columns =
        "id, study, state, phase, requested_by, requested_at, started_at, updated_at, finished_at, position, total, events, views, differences, failure";

    private const string UnderWay = "state in ('waiting', 'running')";

    private readonly SemaphoreSlim asked = new(0);

    /// <summary>Asks for a replay of a study. While one is under way that one is the answer.</summary>
    public async Task<ReplayView> Request(string study, string actor, CancellationToken cancellation)
    {
        while (true)
        {
            var inserted = await Execute(
                $"""
                insert into evidence.replay (id, study, requested_by, requested_at, state) values ($1, $2, $3, $4, 'waiting')
                on conflict (study) where {UnderWay} do nothing
                """,
                cancellation,
                Guid.CreateVersion7(clock.GetUtcNow()),
                study,
                actor,
                clock.GetUtcNow());
            if (inserted > 0)
                asked.Release();
            if (await Many($"study = $1 and {UnderWay}", 1, cancellation, study) is [var found])
                return found;
        }
    }

    public async Task<ReplayView?> Find(string study, Guid id, CancellationToken cancellation) =>
        (await Many("study = $1 and id = $2", 1, cancellation, study, id)).SingleOrDefault();

    /// <summary>The latest of a study first.</summary>
    public Task<List<ReplayView>> Of(string study, int most, CancellationToken cancellation) => Many("study = $1", most, cancellation, study);

    /// <summary>Ends one that is under way; whoever is at it notices within a second.</summary>
    public async Task Cancel(Guid id, CancellationToken cancellation) =>
        await Execute($"update evidence.replay set state = 'cancelled', finished_at = $2 where id = $1 and {UnderWay}", cancellation, id, clock.GetUtcNow());

    /// <summary>Has one that was cancelled, or failed, go on. Nothing half-compared was kept: the study is read again from its beginning.</summary>
    public async Task<Problem?> Resume(string study, Guid id, CancellationToken cancellation)
    {
        try
        {
            var resumed = await Execute(
                """
                update evidence.replay
                set state = 'waiting', phase = null, events = 0, started_at = null, finished_at = null, views = null, differences = null, failure = null
                where study = $1 and id = $2 and state in ('cancelled', 'failed')
                """,
                cancellation,
                study,
                id);
            if (resumed > 0)
                asked.Release();
            return null;
        }
        catch (PostgresException taken) when (taken.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            return Problem.Conflict("replay-under-way", "Another replay of this study is under way. Wait for its end, or cancel it.");
        }
    }

    /// <summary>Waits until something is asked for in this process, but not for long: something may be asked for in another.</summary>
    internal Task WaitForRequests(TimeSpan longest, CancellationToken cancellation) => asked.WaitAsync(longest, cancellation);

    /// <summary>The one whose turn it is: asked for first, begun or not.</summary>
    internal async Task<ReplayView?> Next(CancellationToken cancellation) =>
        (await Many(UnderWay, 1, cancellation, order: "requested_at")).SingleOrDefault();

    internal async Task Start(Guid id, long total, CancellationToken cancellation) => await Execute(
        $"""
        update evidence.replay set state = 'running', phase = 'folding', total = $2, events = 0, started_at = $3, updated_at = $3
        where id = $1 and {UnderWay}
        """,
        cancellation,
        id,
        total,
        clock.GetUtcNow());

    /// <returns>False when it was cancelled.</returns>
    internal async Task<bool> Progress(Guid id, ReplayPhase phase, long events, CancellationToken cancellation) => await Execute(
        "update evidence.replay set phase = $2, events = $3, updated_at = $4 where id = $1 and state = 'running'",
        cancellation,
        id,
        Word(phase),
        events,
        clock.GetUtcNow()) > 0;

    internal Task Fail(Guid id, string failure, CancellationToken cancellation) => Execute(
        "update evidence.replay set state = 'failed', failure = $2, finished_at = $3 where id = $1 and state = 'running'", cancellation, id, failure, clock.GetUtcNow());

    public void Dispose() => asked.Dispose();

    internal static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    private async Task<List<ReplayView>> Many(string condition, int most, CancellationToken cancellation, string? study = null, Guid? id = null, string order = "requested_at desc")
    {
        await using var command = database.CreateCommand($"select {Columns} from evidence.replay where {condition} order by {order} limit {most}");
        if (study is not null)
            command.Parameters.Add(new() { Value = study });
        if (id is not null)
            command.Parameters.Add(new() { Value = id });
        var found = new List<ReplayView>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add(Read(reader));
        return found;
    }

    private async Task<int> Execute(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    private static ReplayView Read(NpgsqlDataReader reader)
    {
        var state = Enum.Parse<ReplayState>(reader.GetString(2), ignoreCase: true);
        ReplayPhase? phase = reader.IsDBNull(3) ? null : Enum.Parse<ReplayPhase>(reader.GetString(3), ignoreCase: true);
        var (started, updated, events) = (Time(6), Time(7), reader.GetInt64(11));
        var total = Number(10);
        var spent = started is not null && updated is not null ? (updated.Value - started.Value).TotalSeconds : 0;
        var percent = ReplayShare.Of(state, phase, events, total ?? 0);
        return new(
            reader.GetGuid(0),
            reader.GetString(1),
            state,
            phase,
            reader.GetString(4),
            reader.GetFieldValue<DateTimeOffset>(5),
            started,
            Time(8),
            Number(9),
            total,
            events,
            percent,
            spent > 0 ? Math.Round(events / spent) : null,
            state == ReplayState.Running && percent > 0 && spent > 0 ? Math.Round(spent * (100 - percent) / percent, 1) : null,
            Number(12),
            Number(13),
            reader.IsDBNull(14) ? null : reader.GetString(14));

        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

        long? Number(int column) => reader.IsDBNull(column) ? null : reader.GetInt64(column);
    }
}

/// <summary>How much of the work is done. Folding is most of it; what comes after is not counted row by row.</summary>
internal static class ReplayShare
{
    private const int Folding = 70;
    private const int Rendering = 80;

    public static int Of(ReplayState state, ReplayPhase? phase, long events, long total) => (state, phase) switch
    {
        (ReplayState.Done, _) => 100,
        (ReplayState.Waiting, _) or (_, null) => 0,
        (_, ReplayPhase.Folding) => total == 0 ? 0 : (int)Math.Min(Folding, events * Folding / total),
        (_, ReplayPhase.Rendering) => Folding,
        _ => Rendering,
    };
}
