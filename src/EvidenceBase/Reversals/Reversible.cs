using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Reversals;

/// <summary>
/// Finds the command that is meant. Nothing is locked: what is found may have changed by the time it is reversed, and is decided about anew.
/// </summary>
public sealed class Reversible
{
    /// <summary>Whether the last reversal of an event, here <c>e</c>, took it back.</summary>
    internal const string IsUndone =
        """
        coalesce((
            select u.type = any($3) from evidence.mt_events u
            where u.tenant_id = e.tenant_id and u.stream_id = e.stream_id and u.type = any($4)
              and (u.data ->> 'from')::bigint <= e.version and (u.data ->> 'to')::bigint >= e.version
            order by u.version desc limit 1), false)
        """;

    private readonly NpgsqlDataSource database;
    private readonly EventCatalog catalog;
    private readonly string[] undoable;

    public Reversible(NpgsqlDataSource database, EventCatalog catalog)
    {
        (this.database, this.catalog) = (database, catalog);
        Undone = [.. Names((rules, type) => type == rules.Undone)];
        Reversals = [.. Names((rules, type) => type == rules.Undone || type == rules.Redone)];
        undoable = [.. Names((rules, type) => !type.IsSubclassOf(typeof(Reversal)) && !rules.Final.ContainsKey(type))];
    }

    /// <summary>The stored names of the events by which something is undone.</summary>
    internal string[] Undone { get; }

    /// <summary>The same, and of those by which it is done again.</summary>
    internal string[] Reversals { get; }

    /// <summary>The latest command of the actor's that can be undone and counts.</summary>
    public async Task<ToReverse?> LatestToUndo(string study, string actor, CancellationToken cancellation) => await Find(
        study,
        $"select e.stream_id, e.version from evidence.mt_events e where e.tenant_id = $1 and e.user_name = $2 and e.type = any($5) and not {IsUndone} order by e.seq_id desc limit 1",
        cancellation,
        actor,
        Undone,
        Reversals,
        undoable);

    /// <summary>The command that the actor undid last and that was not done again since.</summary>
    public async Task<ToReverse?> LatestToRedo(string study, string actor, CancellationToken cancellation) => await Find(
        study,
        """
        select e.stream_id, (e.data ->> 'from')::bigint from evidence.mt_events e
        where e.tenant_id = $1 and e.user_name = $2 and e.type = any($3) and not exists (
            select from evidence.mt_events r
            where r.tenant_id = e.tenant_id and r.stream_id = e.stream_id and r.version > e.version and r.type = any($4) and r.data ->> 'from' = e.data ->> 'from')
        order by e.seq_id desc limit 1
        """,
        cancellation,
        actor,
        Undone,
        Reversals);

    public Task<ToReverse?> AtPosition(string study, long position, CancellationToken cancellation) => Find(
        study,
        """
        select e.stream_id, e.version from evidence.study_position p join evidence.mt_events e on e.tenant_id = p.study and e.seq_id = p.sequence
        where p.study = $1 and p.position = $2
        """,
        cancellation,
        position);

    /// <summary>A command by the Idempotency-Key under which the actor sent it.</summary>
    public Task<ToReverse?> UnderKey(string study, string actor, string key, CancellationToken cancellation) => Find(
        study,
        "select e.stream_id, e.version from evidence.mt_events e where e.tenant_id = $1 and e.user_name = $2 and e.causation_id = $3 order by e.seq_id limit 1",
        cancellation,
        actor,
        key);

    private IEnumerable<string> Names(Func<ReversalRules, Type, bool> which) =>
        from stream in catalog.Streams
        where stream.Reversals is not null
        from one in stream.Events
        where which(stream.Reversals!, one.Value)
        select one.Key;

    private async Task<ToReverse?> Find(string study, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        (Guid Stream, long Version) found;
        await using (var command = Command(connection, sql, [study, .. values]))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            found = (reader.GetGuid(0), reader.GetInt64(1));
        }

        return await Read(connection, study, found.Stream, found.Version, cancellation);
    }

    /// <summary>All the events of the command that one event belongs to; of a sheet that event alone, for a batch codes much by one command.</summary>
    private async Task<ToReverse> Read(NpgsqlConnection connection, string study, Guid stream, long version, CancellationToken cancellation)
    {
        var events = new List<(long Version, object Event, long Sequence, string? Actor, string? Key)>();
        await using (var command = Command(
            connection,
            """
            select e.version, e.type, e.data::text, e.seq_id, e.user_name, e.causation_id
            from evidence.mt_events e join evidence.mt_events one on one.tenant_id = e.tenant_id and one.stream_id = e.stream_id
            where one.tenant_id = $1 and one.stream_id = $2 and one.version = $3
              and e.causation_id is not distinct from one.causation_id and e.user_name is not distinct from one.user_name
              and (e.version = $3 or e.type <> all($4))
            order by e.version
            """,
            [study, stream, version, catalog.Of(Kinds.Sheet).Events.Keys.ToArray()]))
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            while (await reader.ReadAsync(cancellation))
            {
                events.Add((
                    reader.GetInt64(0),
                    catalog.Read(reader.GetString(1), reader.GetString(2)),
                    reader.GetInt64(3),
                    reader.IsDBNull(4) ? null : reader.GetString(4),
                    reader.IsDBNull(5) ? null : reader.GetString(5)));
            }
        }

        var definition = catalog.KindOfEvent[events[0].Event.GetType()];
        var data = events.Select(one => one.Event).ToList();
        var changed = await Registered(connection, study, [.. Reversing.Changed(definition, stream, data)], cancellation);
        var coding = data.Select(Sheet.CodingIdOf).FirstOrDefault(one => one is not null);
        var (kind, thing) = coding is { } part ? (Kinds.Coding, part) : (definition.Kind, stream);
        var own = changed.Select(one => one.Id).Append(stream).Append(thing).ToHashSet();
        var named = data.SelectMany(one => EventSubjects.Of(stream, one)).Where(one => !own.Contains(one)).Distinct().ToArray();
        return new(
            definition,
            stream,
            kind,
            thing,
            events[0].Version,
            events[^1].Version,
            events[^1].Sequence,
            events[0].Actor,
            events[0].Key,
            data,
            changed,
            await Registered(connection, study, [.. named, .. coding is { } coded ? await CodedIn(connection, study, coded, cancellation) : []], cancellation));
    }

    private static async Task<Guid[]> CodedIn(NpgsqlConnection connection, string study, Guid coding, CancellationToken cancellation)
    {
        await using var command = Command(
            connection,
            "select array_remove(array[(facts ->> $3)::uuid, (facts ->> $4)::uuid], null) from evidence.register where study = $1 and id = $2",
            [study, coding, CodingFacts.Document, CodingFacts.Interview]);
        return await command.ExecuteScalarAsync(cancellation) is Guid[] things ? things : [];
    }

    private static async Task<IReadOnlyList<ThingReference>> Registered(NpgsqlConnection connection, string study, Guid[] ids, CancellationToken cancellation)
    {
        var things = new List<ThingReference>();
        await using var command = Command(connection, "select kind, id, key from evidence.register where study = $1 and id = any($2) order by id", [study, ids]);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            things.Add(new(reader.GetString(0), reader.GetGuid(1), reader.IsDBNull(2) ? null : reader.GetString(2)));
        return things;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }
}
