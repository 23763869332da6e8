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

    /// <summary>How many codings were made in between, how many were changed, how many removed.</summary>
    public async Task<CodingChanges> Codings(string study, Position from, Position to, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select count(*) filter (where type = any($4)), count(distinct data ->> 'codingId') filter (where not type = any($4) and type <> $5), count(*) filter (where type = $5)
            from evidence.mt_events where tenant_id = $1 and seq_id > $2 and seq_id <= $3 and type = any($6)
            """);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = from.Sequence });
        command.Parameters.Add(new() { Value = to.Sequence });
        command.Parameters.Add(new() { Value = CodingRows.BeginningEvents });
        command.Parameters.Add(new() { Value = SheetStream.Definition.Events.Single(pair => pair.Value == typeof(CodingRemoved)).Key });
        command.Parameters.Add(new() { Value = SheetStream.Definition.Events.Keys.ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
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
