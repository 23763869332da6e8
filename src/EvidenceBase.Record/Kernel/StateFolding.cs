namespace EvidenceBase.Record.Kernel;

/// <summary>How states come of events: the same for what is shown, for a moment in the past, for a replay, and for whoever verifies it.</summary>
public static class StateFolding
{
    /// <summary>The state of a stream after one more event; null where its kind keeps no state, <see cref="NoState"/> where all of it was undone.</summary>
    public static Stated? Next(StreamDefinition definition, Stated? before, Guid streamId, object @event, long version, long position)
    {
        if (!definition.KeepsState)
            return null;
        var state = definition.Evolve(before?.State is NoState ? null : before?.State, @event);
        if (state is null && before is null)
            return null;
        var after = state ?? NoState.Instance;
        return new(
            streamId,
            definition.Kind,
            before is null ? KeyOf(definition, streamId, @event) : before.Key,
            version,
            after,
            position,
            definition.Content is { } content ? ContentHistory.After(before, version, after, content) : null);
    }

    /// <summary>The same where nothing may be missing in between.</summary>
    /// <exception cref="InvalidOperationException">The event does not follow the state: one is missing.</exception>
    public static Stated Follow(StreamDefinition definition, Stated? before, Guid streamId, object @event, long version, long position)
    {
        if ((before?.Version ?? 0) + 1 != version)
        {
            throw new InvalidOperationException(
                $"Event {version} of stream {streamId} follows a state at version {before?.Version ?? 0}: an event is missing, nothing is shown from here on.");
        }

        return Next(definition, before, streamId, @event, version, position)!;
    }

    private static string? KeyOf(StreamDefinition definition, Guid streamId, object first) =>
        definition.RegisterChanges(streamId, first).OfType<RegisterChange.Enters>().FirstOrDefault(enters => enters.Id == streamId)?.Key;
}
