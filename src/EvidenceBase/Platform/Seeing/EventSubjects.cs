using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Everything that an event names by id, so that the history of any single thing can be asked for.</summary>
internal static class EventSubjects
{
    private static readonly ConcurrentDictionary<Type, Action<object, HashSet<Guid>>> Collectors = new();

    private static readonly MethodInfo AddMethod = typeof(HashSet<Guid>).GetMethod(nameof(HashSet<>.Add))!;
    private static readonly MethodInfo CollectMethod = typeof(EventSubjects).GetMethod(nameof(Collect), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static Guid[] Of(Guid streamId, object @event)
    {
        var found = new HashSet<Guid>();
        Find(streamId, @event, found);
        return [.. found];
    }

    /// <summary>The same in a set that is used again and again; its order is that of what is found.</summary>
    public static void Find(Guid streamId, object @event, HashSet<Guid> found)
    {
        found.Clear();
        found.Add(streamId);
        Collect(@event, found);
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
                Collectors.GetOrAdd(value.GetType(), Compile)(value, found);
                break;
        }
    }

    /// <summary>Reads the properties of a type in their order, without reflection: it is done for every event of a history.</summary>
    private static Action<object, HashSet<Guid>> Compile(Type type)
    {
        var (value, found) = (Expression.Parameter(typeof(object)), Expression.Parameter(typeof(HashSet<Guid>)));
        var typed = Expression.Variable(type);
        var steps = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetIndexParameters().Length == 0 && MayHoldIds(property.PropertyType))
            .Select(property => property.PropertyType == typeof(Guid)
                ? (Expression)Expression.Call(found, AddMethod, Expression.Property(typed, property))
                : Expression.Call(CollectMethod, Expression.Convert(Expression.Property(typed, property), typeof(object)), found))
            .Prepend(Expression.Assign(typed, Expression.Convert(value, type)))
            .Append(Expression.Empty());
        return Expression.Lambda<Action<object, HashSet<Guid>>>(Expression.Block([typed], steps), value, found).Compile();
    }

    /// <summary>Properties that are ids or may hold some: Guids, lists, and records of our own.</summary>
    private static bool MayHoldIds(Type type) =>
        type == typeof(Guid) || type == typeof(Guid?)
        || (type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
        || (type is { IsClass: true, Namespace: { } space } && space.StartsWith("EvidenceBase.Record", StringComparison.Ordinal));
}
