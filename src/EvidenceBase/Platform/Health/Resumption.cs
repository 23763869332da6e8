namespace EvidenceBase.Platform.Health;

/// <summary>
/// Sets the projection going again after a failure that passes by itself: the database was restarted, a connection broke. One caused by an
/// event is left alone: it would come again, and someone has to look.
/// </summary>
internal sealed partial class Resumption(Daemon daemon, ILogger<Resumption> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await Try(stoppingToken);
    }

    private async Task Try(CancellationToken cancellation)
    {
        try
        {
            if (await daemon.Stopped() is not { Failure.IsTransient: true } stopped)
                return;
            Resuming(log, stopped.Agent.Position, stopped.Failure.Message);
            await daemon.Resume(stopped.Agent, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // Whatever it is – as a rule the database is not back yet – it is tried again after the pause.
            NotYet(log, failure.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The views go on after event {Position}; they were stopped by: {Failure}")]
    private static partial void Resuming(ILogger log, long position, string failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The views cannot go on yet: {Failure}")]
    private static partial void NotYet(ILogger log, string failure);
}
