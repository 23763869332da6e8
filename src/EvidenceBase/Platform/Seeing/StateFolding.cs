using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

internal static class StateFolding
{
    /// <summary>The state of a stream after one more event; null where its kind keeps no state, <see cref="NoState"/> where all of it was undone.</summary>
    public static Stated? Next(EventCatalog catalog, Stated? before, Guid streamId, object @event, long version, long position)
    {
        var definition = catalog.KindOfEvent[@event.GetType()];
        if (!definition.KeepsState)
            return null;
        var state = definition.Evolve(before?.State is NoState ? null : before?.State, @event);
        if (state is null && before is null)
            return null;
        return new(streamId, definition.Kind, before is null ? KeyOf(definition, streamId, @event) : before.Key, version, state ?? NoState.Instance, position);
    }

    private static string? KeyOf(StreamDefinition definition, Guid streamId, object first) =>
        definition.RegisterChanges(streamId, first).OfType<RegisterChange.Enters>().FirstOrDefault(enters => enters.Id == streamId)?.Key;
}
