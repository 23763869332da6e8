using EvidenceBase.Access.Trail;
using EvidenceBase.Documents;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codings;

/// <param name="Text">The statement, or the stretch of the document.</param>
public sealed record CodedText(Guid Coding, string Text);

/// <summary>
/// The words under codings, decrypted for the reader and kept nowhere. Consent and erasure count as they are now: what a document withholds,
/// its codings withhold too.
/// </summary>
public sealed class CodingTexts(CodingReads codings, DocumentTexts documents, TextVault vault, AccessTrail trail)
{
    public async Task<IResult> Read(HttpContext http, string study, string name)
    {
        var (text, problem) = await Find(study, name, http.RequestAborted, Blindness.Of(http));
        if (problem is not null)
            return Problems.Result(problem);
        await trail.Record(http, TrailAction.TextViewed, study, new(Kinds.Coding, text!.Coding));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(text, RecordJson.Options);
    }

    /// <summary>The words under a coding, or the problem for which they are not shown.</summary>
    public async Task<(CodedText? Text, Problem? Problem)> Find(string study, string name, CancellationToken cancellation, Blindness? blindness = null)
    {
        var (coding, _, absent) = await codings.Find(study, name, null, cancellation, blindness);
        if (absent is not null)
            return (null, absent);
        if (coding!.Elsewhere is not null)
            return (null, new(ProblemKind.NotFound, "no-words", $"The coding “{name}” is of a region or of a recording: there are no words under it."));
        var (text, problem) = coding.Segment is { } segment
            ? await Stretch(study, segment, cancellation)
            : await vault.Read(study, coding.Statement!, cancellation);
        return problem is not null ? (null, problem) : (new(coding.Id, text!), null);
    }

    private async Task<UnsealedText> Stretch(string study, SegmentView segment, CancellationToken cancellation)
    {
        var opened = await documents.Open(study, segment.Document.Id.ToString(), segment.Revision, null, cancellation);
        return new(opened.Text?.Slice(segment.Start, segment.End), opened.Problem);
    }
}
