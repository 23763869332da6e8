using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Shouldly;

namespace EvidenceBase.Tests.Kernel;

/// <summary>Stored events can be read for ever: their names and their JSON do not change with the code.</summary>
internal static class Frozen
{
    public static void Holds(StreamDefinition definition, string storedName, object @event, string json)
    {
        var type = definition.Events.ShouldContainKeyAndReturn(storedName);
        type.ShouldBe(@event.GetType());
        JsonSerializer.Serialize(@event, type, RecordJson.Options).ShouldBe(json);
        JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type, RecordJson.Options), type, RecordJson.Options).ShouldBe(json);
    }

    /// <summary>Those by which commands are undone are held by <see cref="ReversalEventsTests"/>.</summary>
    public static void All(StreamDefinition definition, IEnumerable<string> storedNames) =>
        storedNames.Distinct().ShouldBe(definition.Events.Where(pair => !pair.Value.IsSubclassOf(typeof(Reversal))).Select(pair => pair.Key), ignoreOrder: true);

    private static Type ShouldContainKeyAndReturn(this IReadOnlyDictionary<string, Type> events, string name) =>
        events.TryGetValue(name, out var type) ? type : throw new ShouldAssertException($"There is no event stored as “{name}”.");
}
