using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using JasperFx.Events;
using Marten;
using Marten.Events.Projections;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>
/// The one asynchronous projection behind everything that is shown: positions, then states, then rows, then the views that any of it
/// affects – recomputed, not patched – in one transaction, so that all views of a study stand at one position.
/// </summary>
public sealed class RecordProjection(
    NpgsqlDataSource database, EventCatalog catalog, IEnumerable<RowProjection> rowProjections, IEnumerable<PartStates> partStates) : IProjection
{
    public const string Name = "Record";

    /// <summary>Larger batches render a view that many events touch once instead of many times.</summary>
    public const int EventsPerBatch = 2000;

    private readonly RowProjection[] rows = [.. rowProjections];
    private readonly PartStates[] parts = [.. partStates];

    /// <summary>Every table that it writes, emptied before a rebuild.</summary>
    public IReadOnlyList<string> Tables =>
    [
        "evidence.study_position", "evidence.state", "evidence.view", "evidence.dependency", .. rows.SelectMany(row => row.Tables),
    ];

    public async Task ApplyAsync(IDocumentOperations operations, IReadOnlyList<IEvent> events, CancellationToken cancellation)
    {
        // Where an append was rolled back the store fills the sequence numbers it had drawn with tombstones. Nothing happened there.
        var happened = events.Where(@event => @event.Data is not Tombstone).ToList();
        if (happened.Count == 0)
            return;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var study = operations.TenantId;
        var positions = await Sequencer.Assign(connection, operations, happened, cancellation);
        var positioned = happened
            .Zip(positions, (@event, position) => new PositionedEvent(position, @event.StreamId, @event.Version, @event.Data, @event))
            .ToList();
        var changed = await Fold(connection, study, positioned, cancellation);
        StateRows.Write(operations, changed.Values, positioned);
        foreach (var row in rows)
            await row.Project(connection, operations, positioned, cancellation);
        await Views(connection, operations, positioned, changed, cancellation);
    }

    private async Task<Dictionary<Guid, Stated>> Fold(
        NpgsqlConnection connection, string study, IReadOnlyList<PositionedEvent> events, CancellationToken cancellation)
    {
        var stateful = events.Where(one => catalog.KindOfEvent[one.Data.GetType()].KeepsState).ToList();
        var ids = stateful.Where(one => one.Version > 1).Select(one => one.StreamId).Distinct().ToArray();
        var states = (await CurrentStates.Read(connection, study, catalog, ids, cancellation)).ToDictionary(stated => stated.Id);
        var changed = new Dictionary<Guid, Stated>();
        foreach (var one in stateful)
        {
            var before = changed.GetValueOrDefault(one.StreamId) ?? states.GetValueOrDefault(one.StreamId);
            if ((before?.Version ?? 0) + 1 != one.Version)
            {
                throw new InvalidOperationException(
                    $"Event {one.Version} of stream {one.StreamId} follows a state at version {before?.Version ?? 0}: an event is missing, nothing is shown from here on.");
            }

            changed[one.StreamId] = StateFolding.Next(catalog, before, one.StreamId, one.Data, one.Version, one.Position.Number)!;
        }

        return changed;
    }

    private async Task Views(
        NpgsqlConnection connection,
        IDocumentOperations operations,
        IReadOnlyList<PositionedEvent> events,
        Dictionary<Guid, Stated> changed,
        CancellationToken cancellation)
    {
        var touched = changed.Keys.Concat(events.SelectMany(one => parts.SelectMany(part => part.Changed(one.Data)))).Distinct().ToArray();
        var targets = changed.Values.SelectMany(OwnTargets).ToHashSet();
        targets.UnionWith(await ViewRows.DependentsOf(connection, operations.TenantId, touched, [.. changed.Values.Select(stated => stated.Kind).Distinct()], cancellation));
        var source = new CurrentStates(connection, operations.TenantId, catalog, parts, changed, events);
        var rendered = await new Renderer(catalog, source).Render(targets, cancellation);
        ViewRows.Write(operations, rendered, [.. changed.Keys]);
    }

    private IEnumerable<ViewTarget> OwnTargets(Stated stated) =>
        (stated.State is NoState ? [] : catalog.Of(stated.Kind).Parts(stated.State)).Select(part => new ViewTarget(stated.Id, part)).Prepend(new(stated.Id, null));
}
