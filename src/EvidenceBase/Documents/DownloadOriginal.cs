using EvidenceBase.Access.Trail;
using EvidenceBase.Formats.Documents;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

public static class DownloadOriginalEndpoint
{
    /// <summary>The file that a text was read out of, byte by byte as it came: of the latest revision or of <c>?revision=</c>.</summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/original")]
    [Query("asOf", "revision")]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    public static async Task<IResult> Get(
        string study, string document, HttpContext http, DocumentTexts texts, FileVault files, Moments moments, AccessTrail trail)
    {
        var (query, bad) = await RevisionQuery.Of(http, study, moments);
        if (query is null)
            return Problems.Result(bad!);
        var found = await texts.Find(study, document, query.Revision, query.Moment, http.RequestAborted);
        if ((found.Problem ?? ReadDocumentStructureEndpoint.FromFile(found)) is { } problem)
            return Problems.Result(problem);
        var revision = found.Revision!;
        var original = revision.Extraction!.Original;
        var (file, closed) = await files.Open(study, original, http.RequestAborted);
        if (file is null)
            return Problems.Result(closed!);
        if (found.IsConfidential)
            await trail.Record(http, TrailAction.TextViewed, study, new(Kinds.Document, found.Document, found.Key), "the file itself");

        // No copy may outlive an erasure.
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentLength = original.Length;
        return TypedResults.Stream(
            body => file.CopyTo(body, http.RequestAborted),
            revision.Form.MediaType,
            Download.FileName(found.Key!, DocumentFormats.EndingOf(revision.Form.MediaType)));
    }
}
