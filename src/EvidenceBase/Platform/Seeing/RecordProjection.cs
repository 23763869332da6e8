using EvidenceBase.Platform.Store;
using EvidenceBase.Record;
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

    /// <summary>Goes up with every change of what is written; a database with another version is built anew in a shadow, and swapped.</summary>
    public const int Version = RecordStreams.Version;

    /// <summary>Larger batches render a view that many events touch once instead of many times.</summary>
    public const int EventsPerBatch = 2000;

    private readonly RowProjection[] rows = [.. rowProjections];
    private readonly PartStates[] parts = [.. partStates];

    /// <summary>Every table that it writes; a rebuild makes them anew.</summary>
    public IReadOnlyList<string> Tables =>
    [
        "evidence.study_position", "evidence.state", "evidence.view", "evidence.dependency", .. rows.SelectMany(row => row.Tables).Select(table => $"evidence.{table.Name}"),
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
            .Zip(positions, (@event, position) => new PositionedEvent(position, @event.StreamId, @event.Version, @event.Data))
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
            changed[one.StreamId] = StateFolding.Follow(
                catalog.KindOfEvent[one.Data.GetType()], before, one.StreamId, one.Data, one.Version, one.Position.Number);
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
        var targets = changed.Values.SelectMany(stated => ViewTarget.Of(catalog, stated)).ToHashSet();
        var dependents = await ViewRows.DependentsOf(
            connection, operations.TenantId, touched, [.. changed.Values.Select(stated => stated.Kind).Distinct()], cancellation);

        // A dependent of a stream that changed itself is among its targets already – or a part of it that is gone.
        targets.UnionWith(dependents.Where(target => !changed.ContainsKey(target.Stream)));
        var source = new CurrentStates(connection, operations.TenantId, catalog, parts, changed, events);
        var rendered = await new Renderer(catalog, source).Render(targets, cancellation);
        ViewRows.Write(operations, rendered, [.. changed.Keys]);
    }
}
