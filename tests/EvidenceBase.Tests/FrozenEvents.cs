using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;

namespace EvidenceBase.Tests;

internal static class FrozenEvents
{
    /// <summary>Every event of a stream under its stored name, as the JSON that was written once.</summary>
    public static void ShouldStayAsStored(this StreamDefinition definition, params (string Name, object Event, string Json)[] frozen)
    {
        Frozen.All(definition, frozen.Select(one => one.Name));
        foreach (var (name, @event, json) in frozen)
            Frozen.Holds(definition, name, @event, json);
    }

    public static TState Folded<TState>(this StreamDefinition definition, params object[] events)
        where TState : class => Given.State<TState>(definition, events);
}
