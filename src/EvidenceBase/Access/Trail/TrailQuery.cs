using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Access.Trail;

/// <summary>What is asked of a trail, the newest first.</summary>
/// <param name="To">Exclusive.</param>
/// <param name="Before">Only entries with a smaller number.</param>
public sealed record TrailQuery(string? Actor, TrailAction? Action, Guid? Thing, DateTimeOffset? From, DateTimeOffset? To, long Before, int Limit)
{
    /// <summary>As the address says it: actor, action, thing, from, to, cursor and limit.</summary>
    public static (TrailQuery? Query, Problem? Problem) Of(HttpContext http)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return (null, malformed);
        var before = long.MaxValue;
        if (page!.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return (null, Cursor.Foreign);
        var (action, unknown) = Named(Text(http, "action"));
        if (unknown is not null)
            return (null, unknown);
        var (from, badFrom) = Time(http, "from");
        var (to, badTo) = Time(http, "to");
        if ((badFrom ?? badTo) is { } bad)
            return (null, bad);
        if (Text(http, "thing") is not { } id)
            return (new(Text(http, "actor"), action, null, from, to, before, page.Limit), null);
        return Guid.TryParse(id, out var thing)
            ? (new(Text(http, "actor"), action, thing, from, to, before, page.Limit), null)
            : (null, new(ProblemKind.Malformed, "malformed-thing", "“thing” is the id of what was read or taken out.", "thing"));
    }

    /// <summary>The page that follows one that ended with this entry.</summary>
    public static string After(TrailEntry entry) => Cursor.Write(entry.Number.ToString(CultureInfo.InvariantCulture), Guid.Empty);

    private static (TrailAction? Action, Problem? Problem) Named(string? name)
    {
        if (name is null)
            return (null, null);
        return Enum.GetValues<TrailAction>().Where(action => CommandDesk.Camel(action.ToString()) == name).Select(action => (TrailAction?)action).FirstOrDefault() is { } known
            ? (known, null)
            : (null, new(ProblemKind.Malformed, "malformed-action", $"“action” is one of {string.Join(", ", Enum.GetNames<TrailAction>().Select(CommandDesk.Camel))}.", "action"));
    }

    private static string? Text(HttpContext http, string name) => QueryWord.Given(http.Request.Query, name);

    private static (DateTimeOffset? Time, Problem? Problem) Time(HttpContext http, string name)
    {
        if (Text(http, name) is not { } text)
            return (null, null);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? (time, null)
            : (null, new(ProblemKind.Malformed, "malformed-time", $"“{name}” is a time such as 2026-03-01T12:00:00Z; this was “{text}”.", name));
    }
}
