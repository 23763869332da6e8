using EvidenceBase.Platform;
using Npgsql;

namespace EvidenceBase.Audit.TimeStamps;

/// <summary>
/// Has checkpoints stamped: each that a release is pinned to, and from time to time the latest of every study. It runs beside the log and never holds it up; an authority
/// that is not there is asked again, later each time.
/// </summary>
public sealed partial class TimeStamper(TimeStampAuthority authority, TimeStampStore store, NpgsqlDataSource database, TimeProvider clock, ILogger<TimeStamper> log) : BackgroundService
{
    private const int LockClass = 0x10670022;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>Why the authority gave no time stamp when it was asked last; null where it did, or has not been asked.</summary>
    public string? Failure { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (authority.Address is null)
            return;
        var backoff = new Backoff(Pause * 2, LongestPause);
        for (var pause = Pause; ; await Task.Delay(pause, clock, stoppingToken))
        {
            try
            {
                await StampWhatIsDue(stoppingToken);
                (Failure, pause) = (null, Pause);
                backoff.Reset();
            }
            catch (Exception failure) when (failure is TimeStampException or NpgsqlException or IOException or TimeoutException)
            {
                if (failure is TimeStampException)
                    Failure = failure.Message;
                NotYet(log, failure.Message);
                pause = backoff.Next();
            }
        }
    }

    /// <summary>Stamps everything that is due; of several nodes one does it.</summary>
    private async Task StampWhatIsDue(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (!await Scalar(connection, $"select pg_try_advisory_lock({LockClass}, 0)", cancellation))
            return;
        try
        {
            foreach (var due in await store.Due(clock.GetUtcNow() - authority.Interval, cancellation))
            {
                var (token, stamp) = await authority.Stamp(due.Text, cancellation);
                await store.Keep(due, authority.Address!, stamp, token, cancellation);
            }
        }
        finally
        {
            await Scalar(connection, $"select pg_advisory_unlock({LockClass}, 0)", CancellationToken.None);
        }
    }

    private static async Task<bool> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Checkpoints could not be stamped, and will be later: {Failure}")]
    private static partial void NotYet(ILogger log, string failure);
}
