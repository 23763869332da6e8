using System.Collections.Concurrent;
using System.Reflection;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Everything that an event names by id, so that the history of any single thing can be asked for.</summary>
internal static class EventSubjects
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static IReadOnlyCollection<Guid> Of(Guid streamId, object @event)
    {
        var found = new HashSet<Guid> { streamId };
        Collect(@event, found);
        return found;
    }

    private static void Collect(object? value, HashSet<Guid> found)
    {
        switch (value)
        {
            case null or string:
                break;
            case Reversal reversal:
                found.UnionWith(reversal.Things.Select(thing => thing.Id));
                break;
            case Guid id:
                found.Add(id);
                break;
            case System.Collections.IEnumerable many:
                foreach (var one in many)
                    Collect(one, found);
                break;
            default:
                foreach (var property in Properties.GetOrAdd(value.GetType(), Named))
                    Collect(property.GetValue(value), found);
                break;
        }
    }

    /// <summary>Properties that are ids or may hold some: Guids, lists, and records of our own.</summary>
    private static PropertyInfo[] Named(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && MayHoldIds(property.PropertyType)),
    ];

    private static bool MayHoldIds(Type type) =>
        type == typeof(Guid) || type == typeof(Guid?)
        || (type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
        || (type is { IsClass: true, Namespace: { } space } && space.StartsWith("EvidenceBase.Record", StringComparison.Ordinal));
}
