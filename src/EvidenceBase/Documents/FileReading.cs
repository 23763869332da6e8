using System.Text.Json;
using System.Text.Json.Nodes;
using EvidenceBase.Formats.Documents;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Http.Limits;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Documents;

/// <summary>Reads the text out of an uploaded file, and the fields beside it into a command.</summary>
public sealed class FileReading(RequestLimits requests, TimeProvider clock, TextVault texts, FileVault files)
{
    private const int MostSeconds = 120;

    /// <summary>Fields that say something of the file and nothing of the document.</summary>
    private static readonly string[] AboutTheFile = ["fileName", "encoding"];

    /// <summary>The text with its file, or the answer that says why there is none: 415 for a kind of file that holds no text, else 422.</summary>
    /// <exception cref="OperationCanceledException">Nobody waits for the answer any more.</exception>
    public (FileOfText? File, IResult? Refused) Read(Upload upload, CancellationToken cancellation)
    {
        var fields = JsonNode.Parse(upload.Fields)!.AsObject();
        var name = (string?)fields["fileName"] ?? upload.FileName;
        var encoding = (string?)fields["encoding"] ?? Parameter(upload.MediaType, "charset");
        var limits = new ReadingLimits(Bytes: requests.UploadBytes, Characters: DocumentShapes.LongestText, Seconds: Math.Clamp(requests.Seconds / 2, 1, MostSeconds));
        var reading = DocumentReader.Read(upload.Bytes, name ?? "", Stated(upload.MediaType, name), encoding, limits, clock, cancellation);
        if (reading.Content is not { } text)
        {
            var error = reading.Errors[0];
            return error.Item == DocumentReader.UnknownKind
                ? (null, Uploads.Unsupported(error.Detail))
                : (null, Problems.Result(Problem.Unprocessable("unreadable-file", error.Line is { } line ? $"Line {line}: {error.Detail}" : error.Detail, "file")));
        }

        var findings = reading.NotUnderstood.Select(finding => new FileFinding(finding.Item, finding.Detail, finding.Line)).ToList();
        return (new(upload with { FileName = name }, text, findings, texts, files), null);
    }

    /// <summary>The fields as a command.</summary>
    /// <param name="complete">Gives it the text of the file and its media type.</param>
    public static (TCommand? Command, Problem? Problem) Command<TCommand>(Upload upload, FileOfText file, Func<TCommand, string, string, TCommand> complete)
        where TCommand : class
    {
        var fields = JsonNode.Parse(upload.Fields)!.AsObject();
        foreach (var field in AboutTheFile)
            fields.Remove(field);
        if (fields.ContainsKey("text") || fields.ContainsKey("mediaType"))
            return (null, new(ProblemKind.Malformed, "malformed-field", "The text and its media type are those of the file; send no fields for them.", "text"));
        if ((string?)fields["confidential"] is { } confidential)
        {
            if (!bool.TryParse(confidential, out var isConfidential))
                return (null, new(ProblemKind.Malformed, "malformed-field", "“confidential” is true or false.", "confidential"));
            fields["confidential"] = isConfidential;
        }

        var (command, malformed) = RequestBody.Parse<TCommand>(JsonSerializer.SerializeToUtf8Bytes(fields));
        return command is null ? (null, malformed) : (complete(command, file.Text.Text.Value, DocumentFormats.MediaTypeOf(file.Text.Format)), null);
    }

    public static Func<CommandAnswer, object> Tell(FileOfText file) => answer => new UploadedDocument(
        answer.Id,
        answer.Key,
        answer.Version,
        DocumentFormats.MediaTypeOf(file.Text.Format),
        file.Text.Extractor.Name,
        file.Text.Extractor.Version,
        file.Text.Encoding,
        file.Text.Text.Length,
        file.Findings);

    /// <summary>Many programs send Markdown as plain text; its name tells.</summary>
    private static DocumentFormat? Stated(string? mediaType, string? name) =>
        DocumentFormats.OfMediaType(mediaType) is var stated && stated is DocumentFormat.PlainText && DocumentFormats.OfFileName(name) is DocumentFormat.Markdown
            ? DocumentFormat.Markdown
            : stated;

    private static string? Parameter(string? mediaType, string name) =>
        Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(mediaType, out var type)
            ? type.Parameters.FirstOrDefault(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.Value
            : null;
}
