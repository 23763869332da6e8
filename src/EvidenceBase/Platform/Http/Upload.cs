using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EvidenceBase.Platform.Http.Limits;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Platform.Http;

/// <summary>A file that was sent, with the fields beside it as a JSON object. It is held in memory: a file of an interview is not left on a disk.</summary>
/// <param name="MediaType">As it was sent; null where nothing was said.</param>
public sealed record Upload(byte[] Fields, byte[] Bytes, string? FileName, string? MediaType)
{
    /// <summary>Everything that was said about the file: what tells a repeat from another upload, beside the file itself.</summary>
    internal byte[] Described() => [.. Fields, .. Encoding.UTF8.GetBytes($"\n{FileName}\n{MediaType}")];
}

/// <summary>
/// Reads uploads: multipart/form-data with the file in the part <c>file</c>, or the file as the whole body; fields as further parts or in the
/// address. Few are held in memory at once, fewer still worked on.
/// </summary>
public sealed class Uploads(RequestLimits limits) : IDisposable
{
    private const int HeldAtOnce = 8;
    private const int WorkedOnAtOnce = 2;
    private const int FieldBytes = 64 * 1024;
    private const int MostFields = 50;

    private readonly SemaphoreSlim held = new(HeldAtOnce, HeldAtOnce);
    private readonly SemaphoreSlim workedOn = new(WorkedOnAtOnce, WorkedOnAtOnce);

    public async Task<IResult> Take(HttpContext http, Func<Upload, Task<IResult>> answer)
    {
        if (http.Request.ContentLength > limits.UploadBytes)
            return Problems.Result(LimitProblems.TooLarge(limits.UploadBytes));
        await held.WaitAsync(http.RequestAborted);
        try
        {
            var (upload, refused) = MultipartBoundary(http) is { } boundary ? await Multipart(http, boundary) : await Raw(http);
            return refused ?? await Work(answer, upload!, http.RequestAborted);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException and not BadHttpRequestException)
        {
            return Refuse(StatusCodes.Status400BadRequest, "malformed-multipart", $"The multipart body cannot be read: {problem.Message}");
        }
        finally
        {
            held.Release();
        }
    }

    public void Dispose()
    {
        held.Dispose();
        workedOn.Dispose();
    }

    /// <summary>The kind of file is none that can be read here.</summary>
    public static IResult Unsupported(string detail) => Refuse(StatusCodes.Status415UnsupportedMediaType, "unsupported-file", detail);

    private async Task<IResult> Work(Func<Upload, Task<IResult>> answer, Upload upload, CancellationToken cancellation)
    {
        await workedOn.WaitAsync(cancellation);
        try
        {
            return await answer(upload);
        }
        finally
        {
            workedOn.Release();
        }
    }

    private static string? MultipartBoundary(HttpContext http) =>
        MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            ? HeaderUtilities.RemoveQuotes(type.Boundary).Value ?? ""
            : null;

    private async Task<(Upload? Upload, IResult? Refused)> Raw(HttpContext http)
    {
        if (http.Request.HasJsonContentType())
            return (null, Unsupported("Send the file itself, or multipart/form-data with the file in the part “file”; a text in JSON goes to the address without “:upload”."));
        var bytes = await ReadFile(http.Request.Body, http.Request.ContentLength, http.RequestAborted);
        var name = http.Request.Headers.ContentDisposition is [{ } header] && ContentDispositionHeaderValue.TryParse(header, out var disposition)
            ? NameOf(disposition)
            : null;
        var media = http.Request.ContentType is { Length: > 0 } type && !type.StartsWith("application/octet-stream", StringComparison.OrdinalIgnoreCase) ? type : null;
        return bytes.Length == 0 ? (null, NoFile()) : (Complete(http, [], bytes, name, media), null);
    }

    private async Task<(Upload? Upload, IResult? Refused)> Multipart(HttpContext http, string boundary)
    {
        if (boundary.Length is 0 or > 200)
            return (null, Refuse(StatusCodes.Status400BadRequest, "malformed-multipart", "The Content-Type names no usable boundary."));
        var fields = new JsonObject();
        (byte[] Bytes, string? Name, string? MediaType)? file = null;
        var reader = new MultipartReader(boundary, http.Request.Body);
        while (await reader.ReadNextSectionAsync(http.RequestAborted) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || HeaderUtilities.RemoveQuotes(disposition.Name).Value is not { Length: > 0 } name)
                return (null, Refuse(StatusCodes.Status400BadRequest, "malformed-multipart", "A part of the body has no name."));
            if (name == "file")
            {
                if (file is not null)
                    return (null, Refuse(StatusCodes.Status400BadRequest, "one-file", "There are two parts “file”. Send one file at a time."));
                file = (await ReadFile(section.Body, http.Request.ContentLength, http.RequestAborted), NameOf(disposition), section.ContentType);
            }
            else if (fields.Count >= MostFields || await Field(section, http.RequestAborted) is not { } value)
            {
                return (null, Refuse(StatusCodes.Status413PayloadTooLarge, "too-large", $"The field “{name}” is too long, or there are too many fields. Only the file may be large."));
            }
            else if (!fields.TryAdd(name, value))
            {
                return (null, Refuse(StatusCodes.Status400BadRequest, "field-twice", $"The field “{name}” stands twice."));
            }
        }

        return file is { Bytes.Length: > 0 } found ? (Complete(http, fields, found.Bytes, found.Name, found.MediaType), null) : (null, NoFile());
    }

    private static Upload Complete(HttpContext http, JsonObject fields, byte[] bytes, string? name, string? mediaType)
    {
        foreach (var (key, values) in http.Request.Query)
        {
            if (values is [{ } value])
                fields.TryAdd(key, value);
        }

        return new(JsonSerializer.SerializeToUtf8Bytes(fields), bytes, name, mediaType);
    }

    /// <param name="expected">How long the whole body is said to be, at least as long as the file.</param>
    private async Task<byte[]> ReadFile(Stream body, long? expected, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream((int)Math.Clamp(expected ?? 0, 0, limits.UploadBytes));
        await body.CopyToAsync(bytes, cancellation);
        return bytes.ToArray();
    }

    private static async Task<string?> Field(MultipartSection section, CancellationToken cancellation)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await section.Body.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (bytes.Length + read > FieldBytes)
                return null;
            bytes.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static string? NameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar).Value ?? HeaderUtilities.RemoveQuotes(disposition.FileName).Value;

    private static IResult NoFile() =>
        Refuse(StatusCodes.Status400BadRequest, "no-file", "There is no file in the request. Send it as the part “file” of multipart/form-data, or as the whole body.");

    private static IResult Refuse(int status, string type, string detail) => Problems.Result(Details(status, type, detail));

    internal static ProblemDetails Details(int status, string type, string detail) => new()
    {
        Status = status,
        Type = Problems.TypePrefix + type,
        Title = "The file cannot be taken",
        Detail = detail,
    };
}
