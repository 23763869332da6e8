using System.Globalization;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>A text, or the part of it that was asked for.</summary>
/// <param name="Length">Of the whole revision, in Unicode code points.</param>
/// <param name="Start">Where the part begins, in code points, 0-based.</param>
/// <param name="End">Where it ends, exclusive.</param>
public sealed record DocumentTextView(Guid Id, string Key, int Revision, int Length, int Start, int End, string Text);

public static class ReadDocumentTextEndpoint
{
    /// <summary>
    /// The text of a document: of the latest revision or of <c>?revision=</c>, whole or from <c>?start=</c> to <c>?end=</c> in code points; as
    /// JSON, or plain where <c>Accept</c> asks for text/plain.
    /// </summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/text")]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(DocumentTextView))]
    public static async Task<IResult> Get(string study, string document, HttpContext http, DocumentTexts texts, Moments moments, AccessTrail trail)
    {
        var query = http.Request.Query;
        var (revision, badRevision) = Number(query, "revision", 1);
        var (start, badStart) = Number(query, "start", 0);
        var (end, badEnd) = Number(query, "end", 0);
        if ((badRevision ?? badStart ?? badEnd) is { } bad)
            return Problems.Result(bad);
        Position? moment = null;
        if (ViewReads.AsOf(http) is { } asOf)
        {
            (moment, var problem) = await moments.Resolve(study, asOf, http.RequestAborted);
            if (problem is not null)
                return Problems.Result(problem);
        }

        var opened = await texts.Open(study, document, revision, moment, http.RequestAborted);
        if (opened.Text is null)
            return Problems.Result(opened.Problem!);
        var (from, to) = (start ?? 0, end ?? opened.Text.Length);
        if (!opened.Text.Contains(from, to))
        {
            return Problems.Result(new Problem(
                ProblemKind.Malformed,
                "range",
                $"Revision {opened.Revision!.Number} has {opened.Text.Length} code points; a part goes from “start” (0 or more) to “end” ({opened.Text.Length} at most), in this order.",
                "start"));
        }

        if (opened.IsConfidential)
            await trail.Record(http, TrailAction.TextViewed, study, new(Kinds.Document, opened.Document, opened.Key));
        return Part(http, opened, opened.Text, from, to);
    }

    private static IResult Part(HttpContext http, OpenedText opened, CanonicalText text, int start, int end)
    {
        // No copy may outlive an erasure.
        http.Response.Headers.CacheControl = "no-store";
        var part = text.Slice(start, end);
        return http.Request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Value == "text/plain"
            ? TypedResults.Text(part, "text/plain; charset=utf-8")
            : TypedResults.Json(
                new DocumentTextView(opened.Document!.Value, opened.Key!, opened.Revision!.Number, text.Length, start, end, part), RecordJson.Options);
    }

    private static (int? Number, Problem? Problem) Number(IQueryCollection query, string name, int least)
    {
        if (query[name] is not [{ Length: > 0 } text])
            return (null, null);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? (number, null)
            : (null, new(ProblemKind.Malformed, "malformed-number", $"“{name}” is a whole number, {least} or more; this was “{text}”.", name));
    }
}
