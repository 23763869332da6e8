using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>How far the views have come.</summary>
public sealed class ProjectionProgress(NpgsqlDataSource database, TimeProvider clock)
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until everything that is committed now is shown. False when the time is over first.</summary>
    public async Task<bool> WaitForAll(TimeSpan longest, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + longest;
        var goal = await Scalar("select coalesce(max(seq_id), 0) from evidence.mt_events", cancellation);
        while (await Shown(cancellation) < goal)
        {
            if (clock.GetUtcNow() >= until)
                return false;
            await Task.Delay(Step, clock, cancellation);
        }

        return true;
    }

    public Task<long> Shown(CancellationToken cancellation) => Scalar(
        $"select coalesce(max(last_seq_id), 0) from evidence.mt_event_progression where name like '{RecordProjection.Name}:%'", cancellation);

    private async Task<long> Scalar(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
