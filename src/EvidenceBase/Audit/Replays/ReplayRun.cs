using System.Data;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Audit.Replays;

/// <summary>
/// Replays one study. All of it happens in one transaction that sees the record as it was when it began, and is rolled back: what is compared
/// stands at one position, whatever is written meanwhile, and nobody waits for it. One replay runs at a time, whichever process has the turn.
/// </summary>
public sealed class ReplayRun
{
    private const int LockClass = 0x10670019;
    private static readonly TimeSpan Pulse = TimeSpan.FromMilliseconds(250);

    private readonly NpgsqlDataSource database;
    private readonly ShadowBuilding building;
    private readonly ReplayStore replays;
    private readonly TimeProvider clock;

    internal ReplayRun(NpgsqlDataSource database, ShadowBuilding building, ReplayStore replays, TimeProvider clock) =>
        (this.database, this.building, this.replays, this.clock) = (database, building, replays, clock);

    /// <summary>Takes the turn and replays what has waited longest, or what a process was at that is no more.</summary>
    /// <returns>False when there is nothing to do, or another process has the turn.</returns>
    public async Task<bool> RunNext(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stopping);
        if (!await TakeTurn(connection, stopping) || await replays.Next(stopping) is not { } replay)
            return false;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var course = new Course();
        await replays.Start(replay.Id, await Total(connection, replay.Study, stopping), stopping);
        var watching = Watch(replay.Id, course, ended);
        try
        {
            await Run(connection, replay, course, ended.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // It was cancelled; the shadow ends with the transaction.
        }
        catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException || IsLasting(failure))
        {
            await replays.Fail(replay.Id, failure.Message, stopping);
        }
        finally
        {
            await ended.CancelAsync();
            await watching;
        }

        return true;
    }

    /// <summary>What the database would refuse again; not that it was shut down or is not there.</summary>
    private static bool IsLasting(Exception failure) =>
        failure is PostgresException { IsTransient: false } refused && !refused.SqlState.StartsWith("57", StringComparison.Ordinal);

    private async Task Run(NpgsqlConnection connection, ReplayView replay, Course course, CancellationToken cancellation)
    {
        await using var shadow = await building.Begin(connection, replay.Study, course.Fold, withRegister: true, cancellation);
        course.Phase = ReplayPhase.Rendering;
        var (views, _) = await shadow.Build.Finish(cancellation);
        await shadow.Build.FinishRegister(cancellation);
        await shadow.ActAsService(cancellation);
        course.Phase = ReplayPhase.Comparing;

        await using var findings = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await findings.BeginTransactionAsync(cancellation);
        await Execute(findings, Shadow.Patience, cancellation);
        await Execute(findings, "delete from evidence.replay_difference where replay = $1", cancellation, replay.Id);
        var differences = await Compare(connection, findings, replay, shadow.Tables, cancellation);
        await Execute(
            findings,
            """
            update evidence.replay
            set state = 'done', position = $2, events = $2, views = $3, differences = $4, updated_at = $5, finished_at = $5
            where id = $1 and state = 'running'
            """,
            cancellation,
            replay.Id,
            shadow.Build.Position.Number,
            views,
            differences,
            clock.GetUtcNow());
        await transaction.CommitAsync(cancellation);
    }

    private static async Task<long> Compare(
        NpgsqlConnection connection, NpgsqlConnection findings, ReplayView replay, IReadOnlyList<ShadowTable> tables, CancellationToken cancellation)
    {
        long number = 0;
        await using var copy = await findings.BeginBinaryImportAsync(
            """copy evidence.replay_difference (replay, number, difference, "table", kind, id, key, path) from stdin (format binary)""", cancellation);
        foreach (var table in tables)
        {
            await Execute(connection, table.Analyze, cancellation);
            await using var command = new NpgsqlCommand(table.Differences, connection) { CommandTimeout = 0, Parameters = { new() { Value = replay.Study } } };
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            while (await reader.ReadAsync(cancellation))
                await Write(copy, replay.Id, ++number, RowComparison.Of(table.Name, reader.TextOrNull(0), reader.TextOrNull(1)), cancellation);
        }

        await copy.CompleteAsync(cancellation);
        return number;
    }

    private static async Task Write(NpgsqlBinaryImporter copy, Guid replay, long number, ReplayDifference difference, CancellationToken cancellation)
    {
        await copy.StartRowAsync(cancellation);
        copy.Write(replay, NpgsqlDbType.Uuid);
        copy.Write(number, NpgsqlDbType.Bigint);
        copy.Write(ReplayStore.Word(difference.Difference), NpgsqlDbType.Text);
        copy.Write(difference.Table, NpgsqlDbType.Text);
        copy.WriteOrNull(difference.Kind, NpgsqlDbType.Text);
        copy.WriteOrNull(difference.Id, NpgsqlDbType.Uuid);
        copy.WriteOrNull(difference.Key, NpgsqlDbType.Text);
        copy.WriteOrNull(difference.Path, NpgsqlDbType.Text);
    }

    /// <summary>Tells how far it has come, and stops it when it was cancelled.</summary>
    private async Task Watch(Guid id, Course course, CancellationTokenSource ended)
    {
        try
        {
            using var timer = new PeriodicTimer(Pulse, clock);
            while (await timer.WaitForNextTickAsync(ended.Token))
            {
                if (await replays.Progress(id, course.Phase, course.Events, ended.Token))
                    continue;
                await ended.CancelAsync();
                return;
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or NpgsqlException)
        {
            // It has ended; or the database is gone, and with it the replay itself.
        }
    }

    private static async Task<bool> TakeTurn(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand($"select pg_try_advisory_xact_lock({LockClass}, 0)", connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task<long> Total(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select coalesce(sum(version), 0)::bigint from evidence.mt_streams where tenant_id = $1", connection)
        {
            Parameters = { new() { Value = study } },
        };
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed class Course
    {
        private long events;

        public ReplayPhase Phase { get; set; }

        public long Events => Interlocked.Read(ref events);

        public Task Fold(long taken)
        {
            Interlocked.Exchange(ref events, taken);
            return Task.CompletedTask;
        }
    }
}
