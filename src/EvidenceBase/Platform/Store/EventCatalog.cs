using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using EvidenceBase.Record.Kernel;
using JasperFx.Events;

namespace EvidenceBase.Platform.Store;

/// <summary>All kinds of streams and events of the record by their stored names; the one place where stored JSON becomes an event.</summary>
public sealed class EventCatalog
{
    private readonly FrozenDictionary<string, StreamDefinition> byKind;
    private readonly FrozenDictionary<string, Type> byName;
    private readonly FrozenDictionary<Type, Func<object, IEvent>> wrap;

    public EventCatalog(IReadOnlyList<StreamDefinition> streams)
    {
        Streams = streams;
        byKind = streams.ToFrozenDictionary(stream => stream.Kind);
        byName = streams.SelectMany(stream => stream.Events).ToFrozenDictionary(pair => pair.Key, pair => pair.Value);
        wrap = byName.Values.ToFrozenDictionary(type => type, type => typeof(EventCatalog)
            .GetMethod(nameof(Wrap), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).CreateDelegate<Func<object, IEvent>>());
        KindOfEvent = streams.SelectMany(stream => stream.Events.Values.Select(type => (type, stream)))
            .ToFrozenDictionary(pair => pair.type, pair => pair.stream);
    }

    public IReadOnlyList<StreamDefinition> Streams { get; }

    /// <summary>The kind of stream that an event type belongs to; no event belongs to two.</summary>
    public IReadOnlyDictionary<Type, StreamDefinition> KindOfEvent { get; }

    public StreamDefinition Of(string kind) => byKind[kind];

    public StreamDefinition? Find(string kind) => byKind.GetValueOrDefault(kind);

    /// <exception cref="InvalidDataException">The stored name is unknown: the record was written by a newer version of the software.</exception>
    public object Read(string storedName, string json) => JsonSerializer.Deserialize(json, TypeOf(storedName), RecordJson.Options)!;

    /// <inheritdoc cref="Read(string, string)"/>
    /// <param name="json">In UTF-8.</param>
    public object Read(string storedName, ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, TypeOf(storedName), RecordJson.Options)!;

    /// <summary>An event with the time at which it was decided.</summary>
    public IEvent Envelope(object @event, DateTimeOffset time)
    {
        var wrapped = wrap[@event.GetType()](@event);
        wrapped.Timestamp = time;
        return wrapped;
    }

    private Type TypeOf(string storedName) => byName.TryGetValue(storedName, out var type)
        ? type
        : throw new InvalidDataException(
            $"The record holds an event “{storedName}” that this version of the software does not know. Nothing was skipped; run the version that wrote it, or a newer one.");

    private static Event<TEvent> Wrap<TEvent>(object @event)
        where TEvent : notnull => new((TEvent)@event);
}
