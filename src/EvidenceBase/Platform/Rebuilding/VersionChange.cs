using EvidenceBase.Platform.Health;
using EvidenceBase.Platform.Seeing;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// After the software has come to make views otherwise, everything is built anew in the shadow and swapped study by study, while the old views
/// go on being read. Of several nodes one does it. Killed, it begins again at the next start.
/// </summary>
internal sealed partial class VersionChange(NpgsqlDataSource database, RecordRebuild rebuild, Daemon daemon, TimeProvider clock, ILogger<VersionChange> log) : BackgroundService
{
    private const int LockClass = 0x1067001A;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var backoff = new Backoff(Pause, LongestPause);
        while (true)
        {
            var pause = Pause;
            try
            {
                if (await IsDone(stoppingToken))
                    return;
                backoff.Reset();
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                pause = backoff.Next();
                NotYet(log, failure.Message);
            }
            catch (Exception failure) when (failure is InvalidDataException or InvalidOperationException)
            {
                Stopped(log, failure.Message);
                return;
            }

            await Task.Delay(pause, clock, stoppingToken);
        }
    }

    private async Task<bool> IsDone(CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (await Scalar(connection, "select version from evidence.projection_version", cancellation) is RecordProjection.Version)
            return true;
        if (await Scalar(connection, $"select pg_try_advisory_lock({LockClass}, 0)", cancellation) is not true)
            return false;
        try
        {
            Begins(log, RecordProjection.Version);
            await rebuild.Run(cancellation);
            await Scalar(connection, $"update evidence.projection_version set version = {RecordProjection.Version}", cancellation);
        }
        finally
        {
            // The connection may be kept, and the lock with it.
            await Scalar(connection, $"select pg_advisory_unlock({LockClass}, 0)", CancellationToken.None);
        }

        // What the projection could not go on from was of the old version.
        if (await daemon.Stopped() is var (agent, _))
            await daemon.Resume(agent, cancellation);
        return true;
    }

    private static async Task<object?> Scalar(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(cancellation);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The views were made by another version of the projection; they are built anew as version {Version}, and shown as they are until then.")]
    private static partial void Begins(ILogger log, int version);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The views cannot be built anew yet: {Failure}")]
    private static partial void NotYet(ILogger log, string failure);

    [LoggerMessage(Level = LogLevel.Critical, Message = "The views cannot be built anew, and stay as they were: {Failure}")]
    private static partial void Stopped(ILogger log, string failure);
}
