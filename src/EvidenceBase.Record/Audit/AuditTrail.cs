using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Memos;

namespace EvidenceBase.Record.Audit;

/// <summary>One event as a report lists it.</summary>
/// <param name="Thing">Kind and key of the thing that it happened to.</param>
public sealed record TrailLine(long Position, DateTimeOffset RecordedAt, string Type, string Thing, string Actor, string? OnBehalfOf, string? Reason);

/// <summary>What one actor did many times: the same type of event.</summary>
public sealed class TrailGroup
{
    /// <summary>More than these are told as a number, not one by one: a report of a hundred thousand codings would be read by nobody.</summary>
    public const int MostListed = 40;

    private readonly List<TrailLine> listed = [];

    public long Count { get; private set; }

    public TrailLine First => listed[0];

    public TrailLine Last { get; private set; } = null!;

    /// <summary>All of them where they are few, else none.</summary>
    public IReadOnlyList<TrailLine> Listed => Count <= MostListed ? listed : [];

    internal void Add(TrailLine line)
    {
        if (++Count <= MostListed)
            listed.Add(line);
        Last = line;
    }
}

/// <summary>A consent, its withdrawal, an embargo or an erasure.</summary>
public sealed record ConsentLine(TrailLine Line, string Detail);

/// <summary>Gathers from a history who did what, in the categories of an audit trail. It grows with the kinds of things done, not with the history.</summary>
public sealed class AuditTrail
{
    private readonly Dictionary<(AuditCategory Category, string Type, string Actor), TrailGroup> groups = [];
    private readonly Dictionary<string, (long Events, DateTimeOffset First, DateTimeOffset Last)> people = new(StringComparer.Ordinal);
    private readonly SortedSet<string> software = new(StringComparer.Ordinal);
    private readonly List<ConsentLine> consents = [];

    public IReadOnlyList<ConsentLine> Consents => consents;

    /// <summary>The versions of the software that recorded it.</summary>
    public IReadOnlyCollection<string> Software => software;

    /// <summary>In the order in which they first did something.</summary>
    public IEnumerable<(string Actor, long Events, DateTimeOffset First, DateTimeOffset Last)> People =>
        people.OrderBy(one => one.Value.First).ThenBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, one.Value.Events, one.Value.First, one.Value.Last));

    /// <summary>In the order in which each was first done.</summary>
    public IEnumerable<TrailGroup> Of(AuditCategory category) =>
        groups.Where(one => one.Key.Category == category).Select(one => one.Value).OrderBy(group => group.First.Position);

    /// <param name="key">Of the thing that it happened to.</param>
    public void Take(HistoryEvent one, string? key)
    {
        var kind = EventTypes.Find(one.Type)!.Value.Stream.Kind;
        var actor = one.Actor ?? "unknown";
        var line = new TrailLine(one.Position, one.RecordedAt, one.Type, key is null ? kind : $"{kind} {key}", actor, one.OnBehalfOf, one.Reason);
        var place = (AuditCategories.Of(one), one.Type, actor);
        if (!groups.TryGetValue(place, out var group))
            groups[place] = group = new();
        group.Add(line);
        var before = people.GetValueOrDefault(actor, (0, one.RecordedAt, one.RecordedAt));
        people[actor] = (before.Events + 1, before.First, one.RecordedAt);
        if (one.Software is not null)
            software.Add(one.Software);
        if (Detail(one.Data) is { } detail)
            consents.Add(new(line, detail));
    }

    private static string? Detail(object data) => data switch
    {
        ConsentRecorded recorded => $"{Scopes(recorded.Scopes)}; known by: {recorded.Basis}",
        ConsentWithdrawn withdrawn => withdrawn.Reason is null ? Scopes(withdrawn.Scopes) : $"{Scopes(withdrawn.Scopes)}; {withdrawn.Reason}",
        EmbargoSet embargo => FormattableString.Invariant($"until {embargo.Until:yyyy-MM-dd}; {embargo.Reason}"),
        InterviewErased erased => erased.Reason,
        DocumentErased erased => erased.Reason,
        _ => null,
    };

    private static string Scopes(IEnumerable<ConsentScope> scopes) => string.Join(", ", scopes.Select(scope => scope.ToString().ToLowerInvariant()));
}
