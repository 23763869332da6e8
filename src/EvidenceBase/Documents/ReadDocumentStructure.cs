using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Formats.Documents;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>How a text is built that was read out of a file: what lies in the part that was asked for, or touches it.</summary>
/// <param name="MediaType">Of the file.</param>
/// <param name="Length">Of the whole revision, in Unicode code points.</param>
/// <param name="FileName">As it was sent.</param>
/// <param name="Findings">What of the file did not become text, or not without doubt.</param>
public sealed record DocumentStructureView(
    Guid Id,
    string Key,
    int Revision,
    string MediaType,
    string Extractor,
    string ExtractorVersion,
    string? Encoding,
    int Length,
    string? FileName,
    IReadOnlyList<FileFinding> Findings,
    DocumentStructure Structure);

public static class ReadDocumentStructureEndpoint
{
    /// <summary>
    /// Headings, paragraphs, tables, speakers, times and comments of a text that was read out of a file: of the latest revision or of
    /// <c>?revision=</c>, all or from <c>?start=</c> to <c>?end=</c>. It holds words of the text.
    /// </summary>
    [WolverineGet("/api/studies/{study}/documents/{document}/structure")]
    [Query("asOf", "revision", "start", "end")]
    [Needs(Right.ReadTexts)]
    [OpenToBlind]
    [Gives(typeof(DocumentStructureView))]
    public static async Task<IResult> Get(
        string study, string document, HttpContext http, DocumentTexts texts, TextVault vault, Moments moments, AccessTrail trail)
    {
        var (query, bad) = await RevisionQuery.Of(http, study, moments);
        if (query is null)
            return Problems.Result(bad!);
        var found = await texts.Find(study, document, query.Revision, query.Moment, http.RequestAborted);
        if ((found.Problem ?? FromFile(found)) is { } problem)
            return Problems.Result(problem);
        var revision = found.Revision!;
        var (start, end) = (query.Start ?? 0, query.End ?? revision.Text.Length);
        if (RevisionQuery.OutOfRange(revision.Number, revision.Text.Length, start, end) is { } outside)
            return Problems.Result(outside);
        var unsealed = await vault.Read(study, revision.Extraction!.Structure, http.RequestAborted);
        if (unsealed.Text is null)
            return Problems.Result(unsealed.Problem!);
        if (found.IsConfidential)
            await trail.Record(http, TrailAction.TextViewed, study, new(Kinds.Document, found.Document, found.Key));
        var stored = JsonSerializer.Deserialize<StoredStructure>(unsealed.Text, RecordJson.Options)!;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(View(found, stored with { Structure = stored.Structure.Within(start, end) }), RecordJson.Options);
    }

    /// <summary>The problem that the revision came without a file, or null.</summary>
    internal static Problem? FromFile(OpenedText found) => found.Revision?.Extraction is null
        ? new(ProblemKind.NotFound, "no-file", $"Revision {found.Revision?.Number} of “{found.Key}” was sent as text; there is no file of it, and no structure.")
        : null;

    private static DocumentStructureView View(OpenedText found, StoredStructure stored)
    {
        var (revision, extraction) = (found.Revision!, found.Revision!.Extraction!);
        return new(
            found.Document!.Value,
            found.Key!,
            revision.Number,
            revision.Form.MediaType,
            extraction.Extractor,
            extraction.ExtractorVersion,
            extraction.Encoding,
            revision.Text.Length,
            stored.FileName,
            stored.Findings,
            stored.Structure);
    }
}
