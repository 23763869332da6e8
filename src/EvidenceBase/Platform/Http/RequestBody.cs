using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.Metadata;

namespace EvidenceBase.Platform.Http;

/// <summary>Says what an endpoint takes, for the OpenAPI document.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TakesAttribute(Type body, params string[] alsoAs) : Attribute, IAcceptsMetadata
{
    public IReadOnlyList<string> ContentTypes { get; } = ["application/json", .. alsoAs];

    public Type RequestType { get; } = body;

    public bool IsOptional => false;
}

/// <summary>Reads a JSON body whole, so that a problem can name the field and the same bytes can be told from others under the same key.</summary>
public static class RequestBody
{
    public static async Task<(byte[] Bytes, Problem? Problem)> Read(HttpContext http)
    {
        if (http.Request.ContentLength is not 0 && !http.Request.HasJsonContentType() && http.Request.ContentType is not null)
            return ([], new(ProblemKind.Malformed, "content-type", $"Send application/json, not “{http.Request.ContentType}”."));
        return (await Bytes(http), null);
    }

    /// <summary>All of it, of whatever kind it is.</summary>
    public static async Task<byte[]> Bytes(HttpContext http)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(http.Request.ContentLength ?? 0, 0, 1 << 20));
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        return buffer.ToArray();
    }

    public static (TCommand? Command, Problem? Problem) Parse<TCommand>(ReadOnlySpan<byte> bytes)
        where TCommand : class
    {
        try
        {
            var command = JsonSerializer.Deserialize<TCommand>(bytes.IsEmpty ? "{}"u8 : bytes, RecordJson.Options);
            return command is null ? (null, Bad("The body is null; send a JSON object.", null)) : (command, null);
        }
        catch (JsonException exception)
        {
            return (null, Bad(Explain(exception), exception.Path is null or "$" ? null : exception.Path.TrimStart('$', '.')));
        }
    }

    private static Problem Bad(string detail, string? field) => new(ProblemKind.Malformed, "malformed-json", detail, field);

    private static string Explain(JsonException exception)
    {
        var where = exception.LineNumber is { } line ? $" (line {line + 1}, byte {exception.BytePositionInLine + 1})" : string.Empty;
        var what = exception.Message.Split(" Path: ")[0].Replace("EvidenceBase.", string.Empty, StringComparison.Ordinal);
        return $"The JSON does not fit{where}: {what}";
    }
}
