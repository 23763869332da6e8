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
    public static async Task<IReadOnlyList<Position>> Assign(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        var last = await Last(connection, operations.TenantId, cancellation);
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
            if (@event.Sequence <= last.Sequence)
            {
                throw new InvalidOperationException(
                    $"Event {@event.Sequence} of study “{@event.TenantId}” appeared after event {last.Sequence} had been given position {last.Number}. "
                    + "Positions are never reordered: the projection stops here until someone has looked at the event table.");
            }

            var recorded = @event.Timestamp > last.RecordedAt ? @event.Timestamp : last.RecordedAt;
            last = new(last.Number + 1, @event.Sequence, recorded);
            positions.Add(last);
        }

        return positions;
    }

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
            : new(0, 0, DateTimeOffset.MinValue);
    }
}
