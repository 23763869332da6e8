using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Record.Audit;

/// <summary>What was done after a release, up to the moment that is told of.</summary>
public sealed class ChangesSince
{
    private readonly SortedDictionary<string, long> types = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (string Thing, long Events)> things = [];

    private ChangesSince(Release release) => Release = release;

    public Release Release { get; }

    /// <summary>When what has the name became certain.</summary>
    public DateTimeOffset? At { get; private set; }

    /// <summary>How many events of each type.</summary>
    public IReadOnlyDictionary<string, long> Types => types;

    /// <summary>The things that they happened to, by kind and key; codings are only counted.</summary>
    public IEnumerable<(string Thing, long Events)> Things => things.Values.OrderBy(one => one.Thing, StringComparer.Ordinal);

    /// <summary>For each release, in the order of their positions.</summary>
    public static async Task<IReadOnlyList<ChangesSince>> Of(IEnumerable<Release> releases, ReadHistory history, CancellationToken cancellation)
    {
        var changes = releases.OrderBy(release => release.Position).Select(release => new ChangesSince(release)).ToList();
        if (changes.Count == 0)
            return [];
        var keys = new Dictionary<Guid, string>();
        await foreach (var one in history(cancellation))
        {
            var stream = EventTypes.Find(one.Type)!.Value.Stream;
            if (one.Version == 1)
                keys[one.StreamId] = Name(stream, one);
            foreach (var since in changes)
                since.Take(one, stream, keys[one.StreamId]);
        }

        return changes;
    }

    private void Take(HistoryEvent one, StreamDefinition stream, string thing)
    {
        if (one.Position == Release.Position)
            At = one.RecordedAt;
        if (one.Position <= Release.Position)
            return;
        types[one.Type] = types.GetValueOrDefault(one.Type) + 1;
        if (stream.KeepsState)
            things[one.StreamId] = (thing, things.GetValueOrDefault(one.StreamId).Events + 1);
    }

    private static string Name(StreamDefinition stream, HistoryEvent first) =>
        stream.RegisterChanges(first.StreamId, first.Data).OfType<RegisterChange.Enters>().FirstOrDefault(enters => enters.Id == first.StreamId)?.Key is { } key
            ? $"{stream.Kind} {key}"
            : stream.Kind;
}
