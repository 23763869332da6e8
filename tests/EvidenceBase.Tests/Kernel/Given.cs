using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Shouldly;

namespace EvidenceBase.Tests.Kernel;

/// <summary>States and views from events, as the service makes them.</summary>
internal static class Given
{
    /// <summary>The state that the events fold into, after a round trip through JSON, as it is stored.</summary>
    public static TState State<TState>(StreamDefinition definition, params IReadOnlyList<object> events)
        where TState : class
    {
        var state = (TState)definition.Fold(events)!;
        var json = JsonSerializer.Serialize(state, RecordJson.Options);
        var stored = JsonSerializer.Deserialize<TState>(json, RecordJson.Options)!;
        JsonSerializer.Serialize(stored, RecordJson.Options).ShouldBe(json);
        return stored;
    }

    public static Stated Stream(StreamDefinition definition, Guid id, string? key, params IReadOnlyList<object> events) =>
        events.Aggregate((Stated?)null, (before, @event) => StateFolding.Follow(definition, before, id, @event, (before?.Version ?? 0) + 1, 0))! with { Key = key };

    /// <summary>The one view of the first stream, rendered with the others in sight; nothing it looks for is missing.</summary>
    public static TBody View<TBody>(StreamDefinition definition, Stated shown, params IReadOnlyList<Stated> others)
    {
        var known = others.Prepend(shown).ToDictionary(one => one.Id, Stated? (one) => one);
        var lookup = new Lookup(known, new Dictionary<string, IReadOnlyList<Stated>>());
        var view = definition.Render(shown.Id, shown.State, null, lookup).ShouldHaveSingleItem();
        lookup.IsComplete.ShouldBeTrue();
        view.Version.ShouldBe(shown.Version);
        view.Id.ShouldBe(shown.Id);
        return view.Body.ShouldBeOfType<TBody>();
    }

    public static Registered Registered(string kind, string key, long version = 1, Standing standing = Standing.Active, Guid? id = null) =>
        new(kind, id ?? Guid.NewGuid(), Guid.NewGuid(), key, version, standing, new Dictionary<string, string>());
}
