using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Studies;

/// <summary>How much is in a study: now, from the register; at a moment, from what the events up to it did to the register.</summary>
public sealed class StudyCounts(NpgsqlDataSource database, EventCatalog catalog)
{
    public async Task<IReadOnlyDictionary<string, KindCount>> Now(string study, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select kind, count(*) filter (where standing = 0), count(*) filter (where standing <> 0)
            from evidence.register where study = $1 and standing <> $2 group by kind
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = (short)Standing.Undone });
        var counts = new SortedDictionary<string, KindCount>(StringComparer.Ordinal);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            counts.Add(reader.GetString(0), new((int)reader.GetInt64(1), (int)reader.GetInt64(2)));
        return counts;
    }

    public async Task<IReadOnlyDictionary<string, KindCount>> At(string study, Position moment, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select e.stream_id, e.type, e.data::text, e.version
            from evidence.study_position p join evidence.mt_events e on e.tenant_id = p.study and e.seq_id = p.sequence
            where p.study = $1 and p.position <= $2 order by p.position
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = moment.Number });
        var things = new Dictionary<Guid, (string Kind, Standing Standing)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            Apply(things, reader.GetGuid(0), catalog.Read(reader.GetString(1), reader.GetString(2)), isFirst: reader.GetInt64(3) == 1);
        return new SortedDictionary<string, KindCount>(
            things.Values.Where(thing => thing.Standing != Standing.Undone).GroupBy(thing => thing.Kind).ToDictionary(
                group => group.Key,
                group => new KindCount(group.Count(one => one.Standing == Standing.Active), group.Count(one => one.Standing != Standing.Active))),
            StringComparer.Ordinal);
    }

    private void Apply(Dictionary<Guid, (string Kind, Standing Standing)> things, Guid streamId, object @event, bool isFirst)
    {
        var definition = catalog.KindOfEvent[@event.GetType()];

        // A stream stands in the register even where its first event does not say so (a coding sheet).
        if (isFirst)
            things[streamId] = (definition.Kind, Standing.Active);
        foreach (var change in definition.RegisterChanges(streamId, @event))
        {
            switch (change)
            {
                case RegisterChange.Enters enters:
                    things[enters.Id] = (enters.Kind, Standing.Active);
                    break;
                case RegisterChange.Stands stands when things.TryGetValue(stands.Id, out var thing):
                    things[stands.Id] = (thing.Kind, stands.Standing);
                    break;
            }
        }
    }
}
