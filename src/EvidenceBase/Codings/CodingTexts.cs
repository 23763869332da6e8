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
        var (text, problem) = await Find(study, name, http.RequestAborted);
        return problem is not null ? Problems.Result(problem) : TypedResults.Json(text, RecordJson.Options);
    }

    public Task<(CodedText? Text, Problem? Problem)> Find(string study, Guid coding, CancellationToken cancellation) =>
        Find(study, coding.ToString(), cancellation);

    /// <summary>The words under a coding, or the problem for which they are not shown.</summary>
    public async Task<(CodedText? Text, Problem? Problem)> Find(string study, string name, CancellationToken cancellation)
    {
        var (coding, _, problem) = await codings.Find(study, name, null, cancellation);
        if (problem is not null)
            return (null, problem);
        var text = coding!.Statement is { } statement
            ? await vault.Read(study, statement, cancellation)
            : await Stretch(study, coding.Segment!, cancellation);
        return text is null
            ? (null, new(ProblemKind.NotFound, "erased", "The text was erased; the record keeps that there was one."))
            : (new(coding.Id, text), null);
    }

    private async Task<string?> Stretch(string study, SegmentView segment, CancellationToken cancellation)
    {
        var (view, _) = await views.Find(study, Kinds.Document, segment.Document.Id.ToString(), null, cancellation);
        var document = JsonSerializer.Deserialize<DocumentView>(view!.Json, RecordJson.Options)!;
        var revision = document.Revisions.Single(one => one.Number == segment.Revision);
        var whole = await vault.Read(study, new(revision.Handle, revision.Length, revision.Commitment), cancellation);
        return whole is null ? null : CanonicalText.Trusted(whole).Slice(segment.Start, segment.End);
    }
}
