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

    public override async Task<IReadOnlyList<Stated>> At(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, long sequence, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select e.type, e.data::text, p.position
            from evidence.study_position p join evidence.mt_events e on e.seq_id = p.sequence
            where p.study = $1 and p.about && $2 and p.sequence <= $3 and e.type = any($4)
            order by p.position
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study }, new() { Value = ids.ToArray() }, new() { Value = sequence },
                new() { Value = SheetStream.Definition.Events.Keys.ToArray() },
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
