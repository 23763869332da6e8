using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using FluentValidation;

namespace EvidenceBase.Codings;

/// <summary>A coding of a batch.</summary>
/// <param name="Number">1-based: the line of the file, or the place in the array.</param>
public sealed record CodingLine(int Number, ApplyCode Command);

/// <summary>What is wrong with one line of a batch.</summary>
/// <param name="Type">As in a problem of a single coding.</param>
public sealed record LineProblem(int Line, string Type, string Detail, string? Field);

/// <summary>The codings of a batch as they came, and what cannot be read of them.</summary>
/// <param name="Unreadable">Why nothing can be read at all; null where it can.</param>
public sealed record CodingLines(IReadOnlyList<CodingLine> Lines, IReadOnlyList<LineProblem> Wrong, Problem? Unreadable)
{
    public const int Most = 50_000;

    /// <summary>Reads a JSON array, or NDJSON where the content type says so: one JSON object a line, empty lines skipped.</summary>
    public static CodingLines Read(string? contentType, byte[] body, IValidator<ApplyCode> validator)
    {
        var isLines = contentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true
            || contentType?.Contains("jsonl", StringComparison.OrdinalIgnoreCase) == true;
        try
        {
            return Check(isLines ? Lined(body) : Listed(body), validator);
        }
        catch (JsonException exception)
        {
            return None("malformed-json", $"Send a JSON array of codings, or one coding a line as application/x-ndjson: {exception.Message}");
        }
    }

    private static CodingLines Check(IEnumerable<(int Number, ReadOnlyMemory<byte> Json)> lines, IValidator<ApplyCode> validator)
    {
        var (read, wrong, count) = (new List<CodingLine>(), new List<LineProblem>(), 0);
        foreach (var (number, json) in lines)
        {
            if (++count > Most)
                return None("too-many-lines", $"A batch has at most {Most} codings. Send them in several batches, each under a key of its own.");
            var (command, malformed) = RequestBody.Parse<ApplyCode>(json.Span);
            if (malformed is not null)
                wrong.Add(new(number, malformed.Type, malformed.Detail, malformed.Field));
            else if (validator.Validate(command!) is { IsValid: false } invalid)
                wrong.AddRange(invalid.Errors.Select(error => new LineProblem(number, "invalid", error.ErrorMessage, CommandDesk.Camel(error.PropertyName))));
            else
                read.Add(new(number, command!));
        }

        return count == 0 ? None("empty-batch", "The batch holds no coding.") : new(read, wrong, null);
    }

    private static IEnumerable<(int, ReadOnlyMemory<byte>)> Listed(byte[] body)
    {
        using var document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new JsonException("this is no array.");
        foreach (var (index, element) in document.RootElement.EnumerateArray().Index())
            yield return (index + 1, JsonSerializer.SerializeToUtf8Bytes(element));
    }

    private static IEnumerable<(int, ReadOnlyMemory<byte>)> Lined(byte[] body)
    {
        var (start, number) = (0, 0);
        while (start < body.Length)
        {
            var length = body.AsSpan(start).IndexOf((byte)'\n');
            var line = body.AsMemory(start, length < 0 ? body.Length - start : length);
            start += line.Length + 1;
            number++;
            if (!line.Span.Trim(" \t\r"u8).IsEmpty)
                yield return (number, line);
        }
    }

    private static CodingLines None(string type, string detail) => new([], [], new(ProblemKind.Malformed, type, detail));
}
