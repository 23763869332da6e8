using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>How far the views have come.</summary>
public sealed class ProjectionProgress(NpgsqlDataSource database, TimeProvider clock)
{
    private const string ShownSequence = $"select coalesce(max(last_seq_id), 0) from evidence.mt_event_progression where name like '{RecordProjection.Name}:%'";

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

    public Task<long> Shown(CancellationToken cancellation) => Scalar(ShownSequence, cancellation);

    /// <summary>Up to which event of the store everything is shown, as a connection sees it.</summary>
    public static async Task<long> Shown(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(ShownSequence, connection);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }

    private async Task<long> Scalar(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
