using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>The fields beside the file of a revision.</summary>
/// <param name="Note">Why it was revised.</param>
/// <param name="FileName">Where the request names none; it tells Markdown from plain text.</param>
/// <param name="Encoding">In which the file's characters are (<c>gb18030</c>), where it cannot be told from the file.</param>
[Example("""{"note":"A line was missing.","fileName":"log.txt","file":"Fog.\nNo crane moved.\nRain at noon.\n"}""")]
public sealed record RevisionFields(string? Note, string? FileName, string? Encoding);

public static class UploadRevisionEndpoint
{
    /// <summary>Gives a document a new revision of its text as a file; needs If-Match.</summary>
    [WolverinePost("/api/studies/{study}/documents/{document}/revisions:upload")]
    [Needs(Right.Write)]
    [TakesUploads]
    [TakesFile(typeof(RevisionFields))]
    [Replaces]
    [Gives(typeof(UploadedDocument))]
    [Refuses(StatusCodes.Status415UnsupportedMediaType)]
    public static Task<IResult> Post(
        string study, string document, HttpContext http, CommandDesk desk, Uploads uploads, FileReading reading, DocumentTexts texts, TextVault vault) =>
        uploads.Take(http, async upload =>
        {
            var (file, refused) = reading.Read(upload, http.RequestAborted);
            if (file is null)
                return refused!;
            var (command, malformed) = FileReading.Command<ReviseDocument>(
                upload, file, (revise, text, mediaType) => revise with { Text = text, MediaType = mediaType });
            if (command is null)
                return Problems.Result(malformed!);
            var latest = await texts.Latest(study, document, http.RequestAborted);
            return await desk.AnswerUpload(
                http, study, command, upload, (revise, plan) => ReviseDocumentEndpoint.Plan(document, revise, latest, plan, vault, file), FileReading.Tell(file));
        });
}
