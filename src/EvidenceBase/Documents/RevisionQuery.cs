using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Documents;

/// <summary>
/// What is asked for of a document: which revision (<c>?revision=</c>, <c>?asOf=</c>) and which part: from <c>?start=</c> to <c>?end=</c> in code points,
/// or from <c>?line=</c> on, 1-based, so many <c>?lines=</c>.
/// </summary>
internal sealed record RevisionQuery(int? Revision, int? Start, int? End, Position? Moment, int? Line = null, int? Lines = null)
{
    private const int StandardLines = 100;

    public static async Task<(RevisionQuery? Query, Problem? Problem)> Of(HttpContext http, string study, Moments moments)
    {
        var query = http.Request.Query;
        var (revision, badRevision) = Number(query, "revision", 1);
        var (start, badStart) = Number(query, "start", 0);
        var (end, badEnd) = Number(query, "end", 0);
        var (line, badLine) = Number(query, "line", 1);
        var (lines, badLines) = Number(query, "lines", 1);
        if ((badRevision ?? badStart ?? badEnd ?? badLine ?? badLines) is { } bad)
            return (null, bad);
        if ((line ?? lines) is not null && (start ?? end) is not null)
            return (null, new(ProblemKind.Malformed, "range", "Ask for a part by “start” and “end” or by “line” and “lines”, not by both.", "line"));
        var asked = new RevisionQuery(revision, start, end, null, line, lines);
        if (ViewReads.AsOf(http) is not { } asOf)
            return (asked, null);
        var (moment, problem) = await moments.Resolve(study, asOf, http.RequestAborted);
        return problem is null ? (asked with { Moment = moment }, null) : (null, problem);
    }

    /// <summary>The part of a text that is asked for, or the problem that it does not lie in it.</summary>
    public (int Start, int End, Problem? Problem) Part(int revision, CanonicalText text)
    {
        if ((Line ?? Lines) is null)
        {
            var (start, end) = (Start ?? 0, End ?? text.Length);
            return (start, end, OutOfRange(revision, text.Length, start, end));
        }

        if (Line > text.Lines)
            return (0, 0, new(ProblemKind.Malformed, "range", $"Revision {revision} has {text.Lines} lines.", "line"));
        var place = text.PlaceOfLines(Line ?? 1, Lines ?? StandardLines);
        return (place.Start, place.End, null);
    }

    /// <summary>The problem that a part does not lie in the text, or null.</summary>
    public static Problem? OutOfRange(int revision, int length, int start, int end) => start <= end && end <= length
        ? null
        : new(
            ProblemKind.Malformed,
            "range",
            $"Revision {revision} has {length} code points; a part goes from “start” (0 or more) to “end” ({length} at most), in this order.",
            "start");

    private static (int? Number, Problem? Problem) Number(IQueryCollection query, string name, int least)
    {
        if (query[name] is not [{ Length: > 0 } text])
            return (null, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? (number, null)
            : (null, new(ProblemKind.Malformed, "malformed-number", $"“{name}” is a whole number, {least} or more; this was “{text}”.", name));
    }
}
