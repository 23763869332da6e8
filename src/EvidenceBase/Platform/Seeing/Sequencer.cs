using JasperFx.Events;
using Marten;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>
/// Gives a study's events their positions: dense, in the order in which they became certain. It runs behind the event store's high-water
/// mark, as the first stage of the record projection, so positions and views move in one transaction. It alarms rather than reorders.
/// </summary>
internal static class Sequencer
{
    private const long LatecomersWithin = 500;

    public static async Task<IReadOnlyList<Position>> Assign(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var last = await Last(connection, operations.TenantId, cancellation);
        await AlarmAtLatecomers(connection, operations.TenantId, last, cancellation);
        var positions = Number(last, events);
        operations.QueueSqlCommand(
            """
            insert into evidence.study_position (study, position, sequence, recorded_at, about)
            select ?, n.position, n.sequence, n.recorded_at, n.about::uuid[] from unnest(?, ?, ?, ?) as n (position, sequence, recorded_at, about)
            """,
            operations.TenantId,
            positions.Select(position => position.Number).ToArray(),
            positions.Select(position => position.Sequence).ToArray(),
            positions.Select(position => position.RecordedAt.ToUniversalTime()).ToArray(),
            events.Select(@event => $"{{{string.Join(',', EventSubjects.Of(@event.StreamId, @event.Data))}}}").ToArray());
        return positions;
    }

    /// <exception cref="InvalidOperationException">An event comes at or below a sequence that already has a position.</exception>
    public static IReadOnlyList<Position> Number(Position last, IReadOnlyList<IEvent> events)
    {
        var positions = new List<Position>(events.Count);
        foreach (var @event in events)
        {
            last = Next(last, @event.TenantId, @event.Sequence, @event.Timestamp);
            positions.Add(last);
        }

        return positions;
    }

    /// <summary>The position of the event that follows.</summary>
    /// <exception cref="InvalidOperationException">It does not follow: it comes at or below the sequence of the last.</exception>
    public static Position Next(Position last, string study, long sequence, DateTimeOffset timestamp) => sequence > last.Sequence
        ? new(last.Number + 1, sequence, timestamp > last.RecordedAt ? timestamp : last.RecordedAt)
        : throw Alarm(sequence, study, last);

    /// <summary>
    /// The event store never goes back below its high-water mark: an event that appeared there would not be shown, and nothing would say so.
    /// So each batch looks whether that has happened among the events before it. Older ones are found by a replay.
    /// </summary>
    private static async Task AlarmAtLatecomers(NpgsqlConnection connection, string study, Position last, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select min(e.seq_id)
            from evidence.mt_events e
            where e.seq_id > $2 and e.seq_id <= $3 and e.tenant_id = $1 and e.type <> 'tombstone'
                and not exists (select from evidence.study_position p where p.study = $1 and p.sequence = e.seq_id)
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = last.Sequence - LatecomersWithin }, new() { Value = last.Sequence } },
        };
        if (await command.ExecuteScalarAsync(cancellation) is long late)
            throw Alarm(late, study, last);
    }

    private static InvalidOperationException Alarm(long sequence, string study, Position last) => new(
        $"Event {sequence} of study “{study}” appeared after event {last.Sequence} had been given position {last.Number}. "
        + "Positions are never reordered: the projection stops here until someone has looked at the event table.");

    private static async Task<Position> Last(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select position, sequence, recorded_at from evidence.study_position where study = $1 order by position desc limit 1", connection)
        {
            Parameters = { new() { Value = study } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2))
            : Position.None;
    }
}
