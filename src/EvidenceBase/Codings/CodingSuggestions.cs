using EvidenceBase.Access.Trail;
using EvidenceBase.Documents;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codings;

/// <summary>A coding of which the revisions of its document have left nothing.</summary>
/// <param name="Words">Those that it is of, from the revision in which it was coded.</param>
/// <param name="Suggestion">Where it could go; absent where nothing like them is left.</param>
/// <param name="Suggested">The words that stand there.</param>
public sealed record OrphanedCoding(CodingView Coding, string Words, Suggestion? Suggestion, string? Suggested);

/// <summary>Where codings could go whose stretch of a document is gone. Texts are opened for it, so consent and erasure count as they are now.</summary>
public sealed class CodingSuggestions(CodingReads codings, DocumentTexts documents, AccessTrail trail)
{
    public async Task<IResult> Orphans(HttpContext http, string study, string document)
    {
        var (orphans, next, problem) = await codings.Orphans(http, study, document);
        if (problem is not null)
            return Problems.Result(problem);
        var texts = new Dictionary<int, OpenedText>();
        var found = new List<OrphanedCoding>();
        foreach (var coding in orphans!)
        {
            var (orphan, withheld) = await Suggest(study, coding, texts, http.RequestAborted);
            if (withheld is not null)
                return Problems.Result(withheld);
            found.Add(orphan!);
        }

        await trail.RecordAll(http, TrailAction.TextViewed, study, [.. found.Select(one => new TrailThing(Kinds.Coding, one.Coding.Id))]);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(new Listing<OrphanedCoding>(found, next), RecordJson.Options);
    }

    /// <summary>An orphaned coding with its suggestion, or the problem that it is not orphaned or may not be shown.</summary>
    public async Task<(OrphanedCoding? Orphan, Problem? Problem)> Of(string study, string name, Blindness? blindness, CancellationToken cancellation)
    {
        var (coding, _, absent) = await codings.Find(study, name, null, cancellation, blindness);
        if (absent is not null)
            return (null, absent);
        return coding!.Orphaned
            ? await Suggest(study, coding, [], cancellation)
            : (null, Problem.Conflict("not-orphaned", $"The coding “{name}” stands in the present revision of its document. Move it, if it is to stand elsewhere."));
    }

    /// <param name="texts">The revisions of the document that were opened so far.</param>
    private async Task<(OrphanedCoding? Orphan, Problem? Problem)> Suggest(
        string study, CodingView coding, Dictionary<int, OpenedText> texts, CancellationToken cancellation)
    {
        var (segment, present) = (coding.Segment!, coding.Segment!.Present!);
        foreach (var number in new[] { segment.Revision, present.Revision })
        {
            if (!texts.ContainsKey(number))
                texts[number] = await documents.Open(study, segment.Document.Id.ToString(), number, null, cancellation);
            if (texts[number].Problem is { } problem)
                return (null, problem);
        }

        var (old, now) = (texts[segment.Revision].Text!, texts[present.Revision].Text!);
        var suggestion = Reanchoring.Suggest(old, segment.Start, segment.End, now, present.Start, present.Revision);
        return (new(coding, old.Slice(segment.Start, segment.End), suggestion, suggestion is null ? null : now.Slice(suggestion.Start, suggestion.End)), null);
    }
}
