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

    /// <summary>The same where nothing may be missing in between.</summary>
    /// <exception cref="InvalidOperationException">The event does not follow the state: one is missing.</exception>
    public static Stated Follow(EventCatalog catalog, Stated? before, PositionedEvent one)
    {
        if ((before?.Version ?? 0) + 1 != one.Version)
        {
            throw new InvalidOperationException(
                $"Event {one.Version} of stream {one.StreamId} follows a state at version {before?.Version ?? 0}: an event is missing, nothing is shown from here on.");
        }

        return Next(catalog, before, one.StreamId, one.Data, one.Version, one.Position.Number)!;
    }

    private static string? KeyOf(StreamDefinition definition, Guid streamId, object first) =>
        definition.RegisterChanges(streamId, first).OfType<RegisterChange.Enters>().FirstOrDefault(enters => enters.Id == streamId)?.Key;
}
