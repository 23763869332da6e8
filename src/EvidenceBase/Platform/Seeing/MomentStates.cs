using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>The states as they were at a position, folded from the events alone.</summary>
internal sealed class MomentStates(
    NpgsqlConnection connection, string study, EventCatalog catalog, IReadOnlyList<PartStates> parts, Position moment) : StateSource
{
    protected override async Task<IReadOnlyList<Stated>> Find(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = (await Fold(ids, cancellation)).ToList();
        var rest = ids.Except(found.Select(stated => stated.Id)).ToArray();
        foreach (var part in parts)
        {
            if (rest.Length > 0)
                found.AddRange(await part.At(connection, study, rest, moment.Sequence, cancellation));
        }

        return found;
    }

    protected override async Task<IReadOnlyList<Stated>> FindKind(string kind, CancellationToken cancellation)
    {
        var ids = new List<Guid>();
        await using (var command = new NpgsqlCommand(
            "select id from evidence.state where study = $1 and kind = $2 and created_position <= $3", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = kind }, new() { Value = moment.Number } },
        })
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
                ids.Add(reader.GetGuid(0));
        }

        return ids.Count == 0 ? [] : await Fold(ids, cancellation);
    }

    /// <summary>
    /// The statement leaves the planner no choice: stream by stream, then event by event, each by its index. A join would be planned by guesses about how many
    /// events a stream has, and where one stream has a million, whole tables would be read for two events. <c>offset 0</c> keeps a subquery as it is.
    /// </summary>
    private async Task<IReadOnlyList<Stated>> Fold(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select asked.id, e.version, e.type, e.data::text, p.position
            from unnest($2) as asked (id)
            cross join lateral (select seq_id, version, type, data from evidence.mt_events where tenant_id = $1 and stream_id = asked.id offset 0) e
            cross join lateral (select position from evidence.study_position where study = $1 and sequence = e.seq_id offset 0) p
            where e.seq_id <= $3
            order by asked.id, e.version
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = ids.ToArray() }, new() { Value = moment.Sequence } },
        };
        var folded = new Dictionary<Guid, Stated>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            var @event = catalog.Read(reader.GetString(2), reader.GetString(3));
            var before = folded.GetValueOrDefault(id);
            if (StateFolding.Next(catalog.KindOfEvent[@event.GetType()], before, id, @event, reader.GetInt64(1), reader.GetInt64(4)) is { } after)
                folded[id] = after;
        }

        return [.. folded.Values];
    }
}
