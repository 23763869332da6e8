using Npgsql;

namespace EvidenceBase.Audit.Replays;

/// <summary>Replays what is asked for; every node tries, one has the turn. What a killed process was at is taken up again.</summary>
internal sealed partial class ReplayWorker(ReplayStore replays, ReplayRun run, ILogger<ReplayWorker> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await run.RunNext(stoppingToken))
                {
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                // As a rule the database is not there for a moment; the replay has left nothing behind, and is begun again.
                NotYet(log, failure.Message);
            }

            await replays.WaitForRequests(Pause, stoppingToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A replay was broken off and will be tried again: {Failure}")]
    private static partial void NotYet(ILogger log, string failure);
}
