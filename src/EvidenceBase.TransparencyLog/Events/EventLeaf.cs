using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EvidenceBase.TransparencyLog.Events;

/// <summary>
/// A row of the event table as it is stored: every column but <c>data</c>, for which a salted commitment stands. Nothing else is left out. What
/// follows from other events and is stored apart – the position, which is the leaf's index plus one, and its time – is no column of the event.
/// </summary>
/// <param name="Sequence"><c>seq_id</c></param>
/// <param name="Id"><c>id</c></param>
/// <param name="StreamId"><c>stream_id</c></param>
/// <param name="Version"><c>version</c></param>
/// <param name="PayloadCommitment"><c>data</c>, as <see cref="Events.PayloadCommitment"/> says.</param>
/// <param name="BinaryData"><c>bdata</c>, which is never used, in lower-case hexadecimal.</param>
/// <param name="Type"><c>type</c></param>
/// <param name="Timestamp"><c>timestamp</c>, to the microsecond.</param>
/// <param name="Study"><c>tenant_id</c></param>
/// <param name="DotnetType"><c>mt_dotnet_type</c></param>
/// <param name="CorrelationId"><c>correlation_id</c></param>
/// <param name="CausationId"><c>causation_id</c></param>
/// <param name="Headers"><c>headers</c>, as JSON: the reason, for whom it was done, the version of the software.</param>
/// <param name="UserName"><c>user_name</c></param>
/// <param name="IsArchived"><c>is_archived</c></param>
public sealed record EventLeaf(
    long Sequence,
    Guid Id,
    Guid? StreamId,
    long Version,
    string PayloadCommitment,
    string? BinaryData,
    string Type,
    DateTimeOffset Timestamp,
    string? Study,
    string? DotnetType,
    string? CorrelationId,
    string? CausationId,
    string? Headers,
    string? UserName,
    bool? IsArchived)
{
    /// <summary>What these leaves are, and in which version; part of each, so that no other data can pass for one.</summary>
    public const string Format = "evidencebase-event/v1";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    /// <summary>The entry of the log: canonical JSON (RFC 8785). A column without a value is null, and never left out.</summary>
    /// <exception cref="FormatException">A value has no canonical form.</exception>
    public byte[] ToEntry()
    {
        var output = new ArrayBufferWriter<byte>(1024);
        Text("{\"binaryData\":", BinaryData);
        Text(",\"causationId\":", CausationId);
        Text(",\"correlationId\":", CorrelationId);
        Text(",\"dotnetType\":", DotnetType);
        Text(",\"format\":", Format);
        Literal(",\"headers\":");
        WriteHeaders(output);
        Text(",\"id\":", Id.ToString("D"));
        Literal(",\"isArchived\":");
        Literal(IsArchived switch { true => "true", false => "false", null => "null" });
        Text(",\"payloadCommitment\":", PayloadCommitment);
        Literal(",\"sequence\":");
        CanonicalJson.WriteInteger(output, Sequence);
        Text(",\"streamId\":", StreamId?.ToString("D"));
        Text(",\"study\":", Study);
        Text(",\"timestamp\":", Timestamp.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        Text(",\"type\":", Type);
        Text(",\"userName\":", UserName);
        Literal(",\"version\":");
        CanonicalJson.WriteInteger(output, Version);
        Literal("}");
        return output.WrittenSpan.ToArray();

        void Literal(string literal) => Encoding.ASCII.GetBytes(literal, output);

        void Text(string name, string? value)
        {
            Literal(name);
            if (value is null)
                Literal("null");
            else
                CanonicalJson.WriteText(output, value);
        }
    }

    /// <summary>Reads an entry of the log.</summary>
    /// <exception cref="FormatException">It is no event, or not in the one form that an event has.</exception>
    public static EventLeaf Parse(ReadOnlyMemory<byte> entry)
    {
        try
        {
            using var document = JsonDocument.Parse(entry);
            var leaf = Read(document.RootElement);
            return leaf.ToEntry().AsSpan().SequenceEqual(entry.Span) ? leaf : throw new FormatException("The entry is an event, but not in the one form that an event has.");
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The entry is no event: {problem.Message}", problem);
        }
    }

    private static EventLeaf Read(JsonElement json)
    {
        return json.GetProperty("format").GetString() == Format
            ? new(
                json.GetProperty("sequence").GetInt64(),
                json.GetProperty("id").GetGuid(),
                Text("streamId") is { } stream ? Guid.Parse(stream) : null,
                json.GetProperty("version").GetInt64(),
                Text("payloadCommitment")!,
                Text("binaryData"),
                Text("type")!,
                DateTimeOffset.ParseExact(Text("timestamp")!, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
                Text("study"),
                Text("dotnetType"),
                Text("correlationId"),
                Text("causationId"),
                json.GetProperty("headers") is { ValueKind: JsonValueKind.Object } headers ? headers.GetRawText() : null,
                Text("userName"),
                json.GetProperty("isArchived") is { ValueKind: not JsonValueKind.Null } archived ? archived.GetBoolean() : null)
            : throw new FormatException($"The entry is no event of the form {Format}.");

        string? Text(string name) => json.GetProperty(name).GetString();
    }

    private void WriteHeaders(ArrayBufferWriter<byte> output)
    {
        if (Headers is null)
        {
            output.Write("null"u8);
            return;
        }

        var headers = CanonicalJson.Of(Headers);
        output.Write(headers[0] == (byte)'{' ? headers : throw new FormatException("The headers of the event are no JSON object."));
    }
}
