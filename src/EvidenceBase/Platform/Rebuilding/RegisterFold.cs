using System.Text.Json;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// The rows of the register as they follow from the events alone: what commands wrote with their events, folded anew. A thing is given away as it
/// entered; in memory is kept what happened to it later, if anything did.
/// </summary>
internal sealed class RegisterFold(EventCatalog catalog, string study, RowMatch table)
{
    private const short Unchanged = -1;
    private static readonly Dictionary<string, string> NoFacts = [];

    private readonly Dictionary<Guid, (long Version, string? Key)> streams = [];
    private readonly Dictionary<Guid, Later> later = [];
    private readonly HashSet<(StreamDefinition Definition, Guid Stream, Guid? Part)> reversed = [];

    /// <summary>A row for every thing there is or was.</summary>
    public static RowTable Table { get; } = new("register", ["study", "id", "kind", "key", "stream_id", "version", "standing", "facts"], Id: 1, Number: null);

    public void Take(in RecordedEvent one)
    {
        var stream = one.StreamId;
        var definition = catalog.KindOfEvent[one.Data.GetType()];
        var changes = definition.RegisterChanges(stream, one.Data).ToList();
        if (one.Version == 1)
            Begin(definition, stream, one.Data, changes);
        else
            streams[stream] = (one.Version, streams.GetValueOrDefault(stream).Key);
        if (one.Data is Reversal reversal)
            reversed.Add((definition, stream, definition.KeepsState ? null : reversal.Things[0].Id));
        foreach (var change in changes)
            Take(stream, change);
    }

    /// <summary>Gives away what has entered since the last time.</summary>
    public Task Write(CancellationToken cancellation) => table.Take(cancellation);

    /// <summary>Writes what happened to things after they entered.</summary>
    /// <param name="events">Reads the event tables.</param>
    /// <param name="shadow">Is filled by this; sees what was read of what is shown.</param>
    public async Task Finish(NpgsqlConnection events, Shadow shadow, CancellationToken cancellation)
    {
        await table.Finish(cancellation);
        foreach (var (definition, stream, part) in reversed)
        {
            foreach (var (thing, facts) in Reversing.Facts(definition, stream, await History(events, stream, part, cancellation)))
                LaterOf(thing).Facts = facts;
        }

        foreach (var (stream, _) in streams.Where(one => one.Value.Version > 1))
            _ = LaterOf(stream);
        await shadow.BringBack(Table, study, later.Keys, cancellation);
        await Change(shadow.Connection, cancellation);
    }

    private void Begin(StreamDefinition definition, Guid stream, object first, List<RegisterChange> changes)
    {
        var own = changes.OfType<RegisterChange.Enters>().FirstOrDefault(enters => enters.Id == stream);
        var key = own is null ? definition.KeyOf(first, id => streams.GetValueOrDefault(id).Key) : own.Key;
        streams[stream] = (1, key);
        if (own is null)
            Enter(stream, definition.Kind, key, stream, null);
    }

    private void Take(Guid stream, RegisterChange change)
    {
        switch (change)
        {
            case RegisterChange.Enters enters:
                Enter(enters.Id, enters.Kind, string.IsNullOrEmpty(enters.Key) ? null : enters.Key, stream, enters.Facts);
                break;
            case RegisterChange.Changes changed when changed.Id != stream || changed.Facts is not null:
                LaterOf(changed.Id).Times++;
                foreach (var (name, value) in changed.Facts ?? new Dictionary<string, string>())
                    (LaterOf(changed.Id).Facts ??= [])[name] = value;
                break;
            case RegisterChange.Stands stands:
                LaterOf(stands.Id).Standing = (short)stands.Standing;
                break;
        }
    }

    private void Enter(Guid id, string kind, string? key, Guid stream, IReadOnlyDictionary<string, string>? facts)
    {
        var row = table.Made;
        row.Begin(new(id, 0), (short)Table.Columns.Count);
        row.Text(study);
        row.Uuid(id);
        row.Text(kind);
        row.Text(key);
        row.Uuid(stream);
        row.Bigint(1);
        row.Smallint((short)Standing.Active);
        row.Jsonb(facts ?? NoFacts);
    }

    private Later LaterOf(Guid id)
    {
        if (!later.TryGetValue(id, out var known))
            later[id] = known = new();
        return known;
    }

    /// <summary>The events of a stream – of the one part, where the stream keeps its parts one by one.</summary>
    private async Task<List<Recorded>> History(NpgsqlConnection events, Guid stream, Guid? part, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select type, data::text, version from evidence.mt_events
            where tenant_id = $1 and stream_id = $2 and ($3::text is null or data ->> 'codingId' = $3 or data -> 'things' -> 0 ->> 'id' = $3)
            order by version
            """,
            events)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = study }, new() { Value = stream }, new() { Value = (object?)part?.ToString() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text } },
        };
        var history = new List<Recorded>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            history.Add(new(reader.GetInt64(2), catalog.Read(reader.GetString(0), reader.GetString(1))));
        return history;
    }

    private async Task Change(NpgsqlConnection shadow, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            update {Shadow.Schema}.register r
            set version = n.version, standing = coalesce(nullif(n.standing, $5), r.standing), facts = jsonb_strip_nulls(r.facts || n.facts::jsonb)
            from unnest($1, $2, $3, $4) as n (id, version, standing, facts)
            where r.id = n.id
            """,
            shadow)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = later.Keys.ToArray() },
                new() { Value = later.Select(one => streams.TryGetValue(one.Key, out var stream) ? stream.Version : 1 + one.Value.Times).ToArray() },
                new() { Value = later.Values.Select(one => one.Standing).ToArray() },
                new() { Value = later.Values.Select(one => one.Facts is { } facts ? JsonSerializer.Serialize(facts) : "{}").ToArray() },
                new() { Value = Unchanged },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What happened to a thing after it entered.</summary>
    private sealed class Later
    {
        /// <summary>How often it was changed; of a stream its own events count instead.</summary>
        public long Times { get; set; }

        public short Standing { get; set; } = Unchanged;

        /// <summary>Those that are null are there no more.</summary>
        public Dictionary<string, string?>? Facts { get; set; }
    }
}
