using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Documents;

/// <summary>
/// The fields beside an uploaded document: those of a deposit, without text and media type, which are the file's; as parts of
/// multipart/form-data or in the address.
/// </summary>
/// <param name="Kind">Such as <c>transcript</c>.</param>
/// <param name="Confidential">Left out, it is confidential unless it is the text of a source.</param>
/// <param name="FileName">Where the request names none; it tells Markdown from plain text.</param>
/// <param name="Encoding">In which the file's characters are (<c>gb18030</c>), where it cannot be told from the file.</param>
[Example("""{"key":"log-2","title":"Log of the harbour","kind":"fieldNotes","fileName":"log.txt","file":"Fog.\nNo crane moved.\n"}""")]
public sealed record UploadFields(
    string Key,
    string Title,
    string? Interview,
    string? Source,
    string? Kind,
    string? Language,
    bool? Confidential,
    string? TranslationOf,
    string? Translator,
    string? FileName,
    string? Encoding);

public static class UploadDocumentEndpoint
{
    /// <summary>
    /// Deposits a document as a file: plain text, Markdown, HTML, DOCX, ODT, RTF, PDF, WebVTT, SRT or EPUB. Its text, its structure and the
    /// file itself are sealed; the answer says what of the file did not become text.
    /// </summary>
    [WolverinePost("/api/studies/{study}/documents:upload")]
    [Needs(Right.Write)]
    [TakesUploads]
    [TakesFile(typeof(UploadFields))]
    [Creates]
    [Gives(typeof(UploadedDocument), statusCode: StatusCodes.Status201Created)]
    [Refuses(StatusCodes.Status415UnsupportedMediaType)]
    public static Task<IResult> Post(string study, HttpContext http, CommandDesk desk, Uploads uploads, FileReading reading, TextVault vault) =>
        uploads.Take(http, async upload =>
        {
            var (file, refused) = reading.Read(upload, http.RequestAborted);
            if (file is null)
                return refused!;
            var (command, malformed) = FileReading.Command<DepositDocument>(
                upload, file, (deposit, text, mediaType) => deposit with { Text = text, MediaType = mediaType });
            return command is null
                ? Problems.Result(malformed!)
                : await desk.AnswerUpload(
                    http, study, command, upload, (deposit, plan) => DepositDocumentEndpoint.Plan(deposit, plan, vault, file), FileReading.Tell(file));
        });
}
