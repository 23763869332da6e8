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
/// <param name="Line">The line in which the part begins, 1-based.</param>
/// <param name="Lines">How many lines the whole revision has.</param>
public sealed record DocumentTextView(Guid Id, string Key, int Revision, int Length, int Start, int End, int Line, int Lines, string Text);

public static class ReadDocumentTextEndpoint
{
    /// <summary>
    /// The text of a document: of the latest revision or of <c>?revision=</c>, whole or from <c>?start=</c> to <c>?end=</c> in code points, or
    /// from <c>?line=</c> on so many <c>?lines=</c>; as JSON, or plain where <c>Accept</c> asks for text/plain.
    /// </summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/text")]
    [Refuses(410, 422)]
    [Query("asOf", "revision", "start", "end", "line", "lines")]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(DocumentTextView), Positioned = false)]
    public static async Task<IResult> Get(string study, string document, HttpContext http, DocumentTexts texts, Moments moments, AccessTrail trail)
    {
        var (query, bad) = await RevisionQuery.Of(http, study, moments);
        if (query is null)
            return Problems.Result(bad!);
        var opened = await texts.Open(study, document, query.Revision, query.Moment, http.RequestAborted);
        if (opened.Text is null)
            return Problems.Result(opened.Problem!);
        var (start, end, outside) = query.Part(opened.Revision!.Number, opened.Text);
        if (outside is not null)
            return Problems.Result(outside);
        if (opened.IsConfidential)
            await trail.Record(http, TrailAction.TextViewed, study, new(Kinds.Document, opened.Document, opened.Key));
        return Part(http, opened, opened.Text, start, end);
    }

    private static IResult Part(HttpContext http, OpenedText opened, CanonicalText text, int start, int end)
    {
        // No copy may outlive an erasure.
        http.Response.Headers.CacheControl = "no-store";
        var part = text.Slice(start, end);
        return http.Request.GetTypedHeaders().Accept.FirstOrDefault()?.MediaType.Value == "text/plain"
            ? TypedResults.Text(part, "text/plain; charset=utf-8")
            : TypedResults.Json(
                new DocumentTextView(opened.Document!.Value, opened.Key!, opened.Revision!.Number, text.Length, start, end, text.LineAt(start), text.Lines, part),
                RecordJson.Options);
    }
}
