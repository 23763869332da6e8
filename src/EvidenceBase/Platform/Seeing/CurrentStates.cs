using System.Text.Json;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>The states as they are now: the stored ones, overlaid with what a batch of events has made of them and not written yet.</summary>
internal sealed class CurrentStates(
    NpgsqlConnection connection,
    string study,
    EventCatalog catalog,
    IReadOnlyList<PartStates> parts,
    IReadOnlyDictionary<Guid, Stated> changed,
    IReadOnlyList<PositionedEvent> unwritten) : StateSource
{
    private const string Columns = "select id, kind, key, version, position, data::text, contents::text from evidence.state where study = $1 and ";

    protected override async Task<IReadOnlyList<Stated>> Find(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var found = ids.Where(changed.ContainsKey).Select(id => changed[id]).ToList();
        var stored = ids.Where(id => !changed.ContainsKey(id)).ToArray();
        found.AddRange(await Read(connection, study, catalog, stored, cancellation));
        var rest = stored.Except(found.Select(stated => stated.Id)).ToArray();
        foreach (var part in parts)
        {
            if (rest.Length > 0)
                found.AddRange(await part.Current(connection, study, rest, unwritten, cancellation));
        }

        return found;
    }

    protected override async Task<IReadOnlyList<Stated>> FindKind(string kind, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Columns + "kind = $2", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = kind } },
        };
        var stored = (await Read(command, catalog, cancellation)).Where(stated => !changed.ContainsKey(stated.Id));
        return [.. stored, .. changed.Values.Where(stated => stated.Kind == kind)];
    }

    public static async Task<IReadOnlyList<Stated>> Read(
        NpgsqlConnection connection, string study, EventCatalog catalog, Guid[] ids, CancellationToken cancellation)
    {
        if (ids.Length == 0)
            return [];
        await using var command = new NpgsqlCommand(Columns + "id = any($2)", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = ids } },
        };
        return await Read(command, catalog, cancellation);
    }

    private static async Task<IReadOnlyList<Stated>> Read(NpgsqlCommand command, EventCatalog catalog, CancellationToken cancellation)
    {
        var found = new List<Stated>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var kind = reader.GetString(1);
            var state = JsonSerializer.Deserialize(reader.GetString(5), catalog.Of(kind).StateType, RecordJson.Options) ?? NoState.Instance;
            found.Add(new(
                reader.GetGuid(0),
                kind,
                reader.IsDBNull(2) ? null : reader.GetString(2),
                reader.GetInt64(3),
                state,
                reader.GetInt64(4),
                ContentHistory.Parse(reader.IsDBNull(6) ? null : reader.GetString(6))));
        }

        return found;
    }
}
