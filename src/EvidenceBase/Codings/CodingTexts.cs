using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Codings;

/// <param name="Text">The statement, or the stretch of the document.</param>
public sealed record CodedText(Guid Coding, string Text);

/// <summary>The words under codings, decrypted for the reader and kept nowhere.</summary>
public sealed class CodingTexts(CodingReads codings, ViewReads views, TextVault vault)
{
    public async Task<IResult> Read(HttpContext http, string study, string name)
    {
        var (coding, _, problem) = await codings.Find(study, name, null, http.RequestAborted);
        if (problem is not null)
            return Problems.Result(problem);
        var text = coding!.Statement is { } statement
            ? await vault.Read(study, statement, http.RequestAborted)
            : await Stretch(study, coding.Segment!, http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return text.Problem is not null ? Problems.Result(text.Problem) : TypedResults.Json(new CodedText(coding.Id, text.Text!), RecordJson.Options);
    }

    private async Task<UnsealedText> Stretch(string study, SegmentView segment, CancellationToken cancellation)
    {
        var (view, _) = await views.Find(study, Kinds.Document, segment.Document.Id.ToString(), null, cancellation);
        var document = JsonSerializer.Deserialize<DocumentView>(view!.Json, RecordJson.Options)!;
        var revision = document.Revisions.Single(one => one.Number == segment.Revision);
        var whole = await vault.Read(study, new(revision.Handle, revision.Length, revision.Commitment), cancellation);
        return whole.Text is null ? whole : new(CanonicalText.Trusted(whole.Text).Slice(segment.Start, segment.End), null);
    }
}
