using System.Collections.Frozen;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Audit;

/// <summary>Every type of event by its stored name, with the kind of stream it belongs to.</summary>
internal static class EventTypes
{
    private static readonly FrozenDictionary<string, (StreamDefinition Stream, Type Type)> ByName = RecordStreams.All
        .SelectMany(stream => stream.Events.Select(pair => (pair.Key, Value: (stream, pair.Value))))
        .ToFrozenDictionary(pair => pair.Key, pair => pair.Value);

    public static (StreamDefinition Stream, Type Type)? Find(string storedName) => ByName.TryGetValue(storedName, out var found) ? found : null;
}
