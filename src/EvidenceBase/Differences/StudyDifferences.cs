using System.Text.Json;
using EvidenceBase.Codings;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Differences;

/// <summary>
/// The differences between two moments of a whole study. States are folded once, up to the earlier moment and on to the later. A view that
/// looks only at what no event in between has named is the same at both and is not rendered twice.
/// </summary>
public sealed class StudyDifferences(NpgsqlDataSource database, EventCatalog catalog, IEnumerable<PartStates> partStates)
{
    private const int TargetsPerPortion = 512;
    private readonly PartStates[] parts = [.. partStates];
    private readonly string[] stateful = [.. catalog.Streams.Where(stream => stream.KeepsState).SelectMany(stream => stream.Events.Keys)];

    public async Task<IReadOnlyList<ThingDifference>> Things(string study, Position from, Position to, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var after = new Dictionary<Guid, Stated?>();
        await Fold(connection, study, after, 0, from.Sequence, cancellation);
        var before = new Dictionary<Guid, Stated?>(after);
        await Fold(connection, study, after, from.Sequence, to.Sequence, cancellation);
        var named = await Named(connection, study, from, to, cancellation);
        var kinds = named.Select(id => after.GetValueOrDefault(id)?.Kind).OfType<string>().ToHashSet();
        var (earlier, later) = (Targets(before), Targets(after));

        var rendering = new Renderer(catalog, new MomentStates(connection, study, catalog, parts, to), after);
        var renderingBefore = new Renderer(catalog, new MomentStates(connection, study, catalog, parts, from), before);
        var found = new List<ThingDifference>();
        foreach (var portion in later.Chunk(TargetsPerPortion))
        {
            var affected = (await rendering.Render(portion, cancellation)).Where(one => one.Asked.Overlaps(named) || one.AskedKinds.Overlaps(kinds)).ToList();
            var others = await renderingBefore.Render([.. affected.Select(one => one.Target).Where(earlier.Contains)], cancellation);
            found.AddRange(ViewDifferences.Between([.. others.SelectMany(one => one.Views)], [.. affected.SelectMany(one => one.Views)]));
        }

        foreach (var portion in earlier.Except(later).Chunk(TargetsPerPortion))
            found.AddRange(ViewDifferences.Between([.. (await renderingBefore.Render(portion, cancellation)).SelectMany(one => one.Views)], []));
        return [.. found.OrderBy(one => one.Kind, StringComparer.Ordinal).ThenBy(one => one.Key, StringComparer.Ordinal).ThenBy(one => one.Id)];
    }

    /// <summary>
    /// How many codings stand at the later moment and not at the earlier, how many the other way round, and how many stand at both, but otherwise.
    /// What was done and undone in between comes to nothing.
    /// </summary>
    public async Task<CodingChanges> Codings(string study, Position from, Position to, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var (added, removed, touched) = await Standing(connection, study, from, to, cancellation);
        var changed = 0;
        foreach (var portion in touched.Chunk(TargetsPerPortion))
        {
            var before = await Contents(portion, from);
            var after = await Contents(portion, to);
            changed += portion.Count(id => before[id] != after[id]);
        }

        return new(added, changed, removed);

        async Task<Dictionary<Guid, string>> Contents(Guid[] ids, Position moment) =>
            (await new MomentStates(connection, study, catalog, parts, moment).Load(ids, cancellation))
            .ToDictionary(stated => stated.Id, stated => JsonSerializer.Serialize((Coding)stated.State with { Version = 0 }, RecordJson.Options));
    }

    /// <returns>How many stand at the later moment alone and at the earlier alone, and those that stand at both and that an event in between is about.</returns>
    private static async Task<(long Added, long Removed, Guid[] Touched)> Standing(
        NpgsqlConnection connection, string study, Position from, Position to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            with standing as (
                select id, bool_or(from_position <= $2 and (to_position is null or to_position > $2)) as before,
                       bool_or(from_position <= $3 and (to_position is null or to_position > $3)) as after
                from evidence.coding where study = $1 and from_position <= $3 group by id),
            touched as (
                select distinct coalesce(data ->> 'codingId', data -> 'things' -> 0 ->> 'id')::uuid as id
                from evidence.mt_events where tenant_id = $1 and seq_id > $4 and seq_id <= $5 and type = any($6))
            select count(*) filter (where after and not before), count(*) filter (where before and not after),
                   coalesce(array_agg(id) filter (where after and before and id in (select id from touched)), '{}')
            from standing
            """,
            connection)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = study }, new() { Value = from.Number }, new() { Value = to.Number }, new() { Value = from.Sequence }, new() { Value = to.Sequence },
                new() { Value = CodingRows.ChangingEvents },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<Guid[]>(2));
    }

    private HashSet<ViewTarget> Targets(Dictionary<Guid, Stated?> states) =>
        [.. states.Values.OfType<Stated>().SelectMany(stated => ViewTarget.Of(catalog, stated))];

    private async Task Fold(
        NpgsqlConnection connection, string study, Dictionary<Guid, Stated?> states, long after, long upTo, CancellationToken cancellation)
    {
        await foreach (var portion in RecordedEvents.Read(connection, catalog, study, after, upTo, stateful, cancellation))
        {
            foreach (var one in portion)
                states[one.StreamId] = StateFolding.Next(
                    catalog.KindOfEvent[one.Data.GetType()], states.GetValueOrDefault(one.StreamId), one.StreamId, one.Data, one.Version, 0);
        }
    }

    /// <summary>Everything that an event in between is about.</summary>
    private static async Task<HashSet<Guid>> Named(NpgsqlConnection connection, string study, Position from, Position to, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select distinct unnest(about) from evidence.study_position where study = $1 and position > $2 and position <= $3", connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = study }, new() { Value = from.Number }, new() { Value = to.Number } },
        };
        var named = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            named.Add(reader.GetGuid(0));
        return named;
    }
}
