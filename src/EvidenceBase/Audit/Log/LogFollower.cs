using System.Collections.Concurrent;
using EvidenceBase.Platform.Seeing;
using Npgsql;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// Follows the positions that events are given, and has each study's log written up to them. Every node does; the writer lets one in. A study whose log cannot go on holds up no other.
/// </summary>
public sealed partial class LogFollower(LogWriter writer, ProjectionProgress progress, NpgsqlDataSource database, TimeProvider clock, ILogger<LogFollower> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    private readonly HashSet<string> pending = [];
    private readonly ConcurrentDictionary<string, string> alarms = new();
    private readonly Setbacks setbacks = new(clock);
    private long seen = -1;

    /// <summary>What someone has to look at, by study.</summary>
    public IReadOnlyDictionary<string, string> Alarms => alarms;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await Look(stoppingToken);
                foreach (var study in pending.Where(setbacks.IsDue).ToList())
                {
                    if (await IsWritten(study, stoppingToken))
                        pending.Remove(study);
                }
            }
            catch (Exception failure) when (failure is NpgsqlException or IOException or TimeoutException)
            {
                // The others would fail as well. The one that was tried waits longer than they do, so that they have their turn before it.
                NotYet(log, failure.Message);
                await Task.Delay(PauseAfterFailure, stoppingToken);
            }
        }
    }

    /// <summary>Which studies have events with positions that were not there at the last look; at the first look, all of them.</summary>
    private async Task Look(CancellationToken cancellation)
    {
        var shown = await progress.Shown(cancellation);
        if (shown <= seen)
            return;
        await using var command = database.CreateCommand(seen < 0
            ? """
              with recursive studies as (
                  select min(study) as study from evidence.study_position
                  union all
                  select (select min(study) from evidence.study_position where study > previous.study) from studies previous where previous.study is not null)
              select study from studies where study is not null and $1 < $2
              """
            : "select distinct tenant_id from evidence.mt_events where seq_id > $1 and seq_id <= $2 and type <> 'tombstone'");
        command.Parameters.Add(new() { Value = seen });
        command.Parameters.Add(new() { Value = shown });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            pending.Add(reader.GetString(0));
        seen = shown;
    }

    private async Task<bool> IsWritten(string study, CancellationToken cancellation)
    {
        try
        {
            LogProgress reached;
            do
                reached = await writer.Advance(study, cancellation);
            while (reached == LogProgress.More);
            setbacks.Passed(study);
            alarms.TryRemove(study, out _);
            return reached == LogProgress.UpToDate;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            if (setbacks.Failed(study, failure))
                Raise(study, failure is LogAlarmException ? failure.Message : $"The transparency log of “{study}” cannot go on: {failure.Message}");
            if (Setbacks.Passes(failure))
                throw;
            return false;
        }
    }

    private void Raise(string study, string alarm)
    {
        if (!alarms.TryGetValue(study, out var known) || known != alarm)
            Alarm(log, alarm);
        alarms[study] = alarm;
    }

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Alarm}")]
    private static partial void Alarm(ILogger log, string alarm);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The transparency log cannot go on yet: {Failure}")]
    private static partial void NotYet(ILogger log, string failure);
}
