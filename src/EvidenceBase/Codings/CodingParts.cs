using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>Single codings as states to render from.</summary>
public sealed class CodingParts(EventCatalog catalog) : PartStates
{
    public override async Task<IReadOnlyList<Stated>> Current(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, IReadOnlyList<PositionedEvent> unwritten, CancellationToken cancellation)
    {
        var codings = (await CodingRow.Last(connection, study, [.. ids], cancellation)).ToDictionary(row => row.Key, row => row.Value.Stated);
        foreach (var one in unwritten)
            Fold(codings, one.Data, one.Position.Number);
        return [.. codings.Values.Where(one => ids.Contains(one.Id))];
    }

    /// <inheritdoc />
    /// <remarks>
    /// As for whole streams, the statement leaves the planner no choice: first which of the ids are codings, then by the index what is about them, then event by event.
    /// Nothing that a million events are about, such as a document, is looked for as a coding.
    /// </remarks>
    public override async Task<IReadOnlyList<Stated>> At(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, long sequence, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select e.type, e.data::text, p.position
            from (select array_agg(id) as ids from evidence.register where study = $1 and id = any($2) and kind = $5) asked
            cross join lateral (select study, position, sequence from evidence.study_position where about && asked.ids offset 0) p
            cross join lateral (select type, data from evidence.mt_events where seq_id = p.sequence offset 0) e
            where p.study = $1 and p.sequence <= $3 and e.type = any($4)
            order by p.position
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study }, new() { Value = ids.ToArray() }, new() { Value = sequence },
                new() { Value = SheetStream.Definition.Events.Keys.ToArray() }, new() { Value = Kinds.Coding },
            },
        };
        var folded = new Dictionary<Guid, Stated>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            Fold(folded, catalog.Read(reader.GetString(0), reader.GetString(1)), reader.GetInt64(2));
        return [.. folded.Values.Where(one => ids.Contains(one.Id))];
    }

    public override IEnumerable<Guid> Changed(object @event) => Sheet.CodingIdOf(@event) is { } id ? [id] : [];

    private static void Fold(Dictionary<Guid, Stated> codings, object @event, long position)
    {
        if (Sheet.CodingIdOf(@event) is { } id && Coding.Follow(codings.GetValueOrDefault(id), @event, position) is { } coding)
            codings[id] = coding;
    }
}
