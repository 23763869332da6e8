using EvidenceBase.Platform.Seeing;
using JasperFx.Events.Daemon;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace EvidenceBase.Platform.Health;

/// <summary>
/// Whether what is shown follows the record: the projection has not been stopped by an event, and neither it nor the high-water mark – the
/// number up to which no earlier event can appear any more – has stood still while there were events to go on to.
/// </summary>
internal sealed class ViewsHealth(NpgsqlDataSource database, Daemon daemon) : IHealthCheck
{
    private static readonly TimeSpan LongestStandstill = TimeSpan.FromSeconds(30);

    private const string Question =
        $"""
        with shown as (select coalesce(max(last_seq_id), 0) as sequence, max(last_updated) as moved from evidence.mt_event_progression where name like '{RecordProjection.Name}:%'),
             water as (select coalesce(max(last_seq_id), 0) as sequence, max(last_updated) as moved from evidence.mt_event_progression where name = 'HighWaterMark')
        select shown.sequence, water.sequence, (select coalesce(max(seq_id), 0) from evidence.mt_events),
            extract(epoch from clock_timestamp() - greatest(shown.moved, (select timestamp from evidence.mt_events where seq_id > shown.sequence order by seq_id limit 1)))::float8,
            extract(epoch from clock_timestamp() - greatest(water.moved, (select timestamp from evidence.mt_events where seq_id > water.sequence order by seq_id limit 1)))::float8
        from shown, water
        """;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await daemon.Stopped() is var (agent, failure))
            return HealthCheckResult.Unhealthy(Describe(agent, failure));
        try
        {
            return await Progress(cancellationToken);
        }
        catch (Exception exception) when (exception is NpgsqlException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"How far the views have come cannot be read: {exception.Message}");
        }
    }

    private static string Describe(ISubscriptionAgent agent, ShardFailure failure) => failure.IsTransient
        ? $"The views stand at event {agent.Position} and go on by themselves once this has passed: {failure.Message}"
        : $"The views stopped after event {agent.Position}. Nothing was skipped, and nothing recorded later is shown. The cause: {Cause(failure)} "
          + "Remove the cause – as a rule by running the version that wrote the event, or a newer one – and start the service again.";

    private static string Cause(ShardFailure failure) => failure.Event is { } broken
        ? $"{failure.Category}, event {broken.Sequence} of type “{broken.EventTypeName}”: {failure.Message}"
        : failure.Message;

    private async Task<HealthCheckResult> Progress(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(Question);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        var (shown, water, last) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        if (shown >= last)
            return HealthCheckResult.Healthy($"The views show every event, up to {last}.");
        var lag = $"The views stand at event {shown}, the high-water mark at {water}, the record at {last}";
        if (water < last && Stands(reader, 4))
            return HealthCheckResult.Unhealthy($"{lag}: the high-water mark has stood still, so that nothing later is shown. Is a transaction with uncommitted events open?");
        return water > shown && Stands(reader, 3)
            ? HealthCheckResult.Unhealthy($"{lag}: the views have stood still. The log of the service that runs the projection says why.")
            : HealthCheckResult.Healthy($"{lag}; they are catching up.");
    }

    private static bool Stands(NpgsqlDataReader reader, int column) =>
        !reader.IsDBNull(column) && reader.GetDouble(column) > LongestStandstill.TotalSeconds;
}
