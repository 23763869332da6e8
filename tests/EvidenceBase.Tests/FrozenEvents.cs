using System.Collections;
using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Shouldly;

namespace EvidenceBase.Tests;

/// <summary>What stands in databases stays readable: every event of a stream under its stored name, as the JSON that was written once.</summary>
internal static class FrozenEvents
{
    public static void ShouldStayAsStored(this StreamDefinition definition, params (string Name, object Event, string Json)[] frozen)
    {
        frozen.Select(one => one.Name).Distinct().ShouldBe(definition.Events.Keys, ignoreOrder: true);
        foreach (var (name, @event, json) in frozen)
        {
            definition.Events[name].ShouldBe(@event.GetType());
            JsonSerializer.Serialize(@event, @event.GetType(), RecordJson.Options).ShouldBe(json);
            Parts(JsonSerializer.Deserialize(json, @event.GetType(), RecordJson.Options), name).ShouldBe(Parts(@event, name));
        }
    }

    /// <summary>Folds events, and checks that the state is the same after it was stored and read.</summary>
    public static TState Folded<TState>(this StreamDefinition definition, params object[] events)
        where TState : class
    {
        var state = definition.Fold(events).ShouldBeOfType<TState>();
        var json = JsonSerializer.Serialize(state, RecordJson.Options);
        var read = JsonSerializer.Deserialize<TState>(json, RecordJson.Options)!;
        JsonSerializer.Serialize(read, RecordJson.Options).ShouldBe(json);
        return read;
    }

    /// <summary>Everything an event holds, lists by what is in them: two lists of the same are equal whatever class they are of.</summary>
    private static IEnumerable<(string Path, object? Value)> Parts(object? value, string path) => value switch
    {
        IEnumerable and not string => ((IEnumerable)value).Cast<object>().SelectMany((one, index) => Parts(one, $"{path}[{index}]")),
        { } when value.GetType().Namespace?.StartsWith("EvidenceBase", StringComparison.Ordinal) == true && !value.GetType().IsEnum =>
            value.GetType().GetProperties().SelectMany(property => Parts(property.GetValue(value), $"{path}.{property.Name}")),
        _ => [(path, value)],
    };
}
