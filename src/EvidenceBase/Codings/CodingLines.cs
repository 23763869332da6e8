using System.Security.Cryptography;
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
    /// <summary>So many are held in memory and, where something they name was changed meanwhile, decided anew.</summary>
    public const int Most = 50_000;

    /// <summary>One JSON object a line, or else a JSON array.</summary>
    public static bool IsLined(string? contentType) =>
        contentType?.Contains("ndjson", StringComparison.OrdinalIgnoreCase) == true || contentType?.Contains("jsonl", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads either form as the content type says, for batches that are small enough to be held in memory. Of lines no more is read once there are too many.</summary>
    /// <param name="digest">What is read is appended to it.</param>
    /// <param name="tooMany">What is said where there are more than <paramref name="most"/>.</param>
    internal static async Task<CodingLines> Read(HttpContext http, IValidator<ApplyCode> validator, IncrementalHash digest, int most, Problem tooMany)
    {
        if (!IsLined(http.Request.ContentType))
        {
            var body = await RequestBody.Bytes(http);
            digest.AppendData(body);
            return Read(body, validator, most, tooMany);
        }

        var stream = new CodingStream(http.Request.BodyReader, validator, digest, most, tooMany);
        var (read, wrong) = (new List<CodingLine>(), new List<LineProblem>());
        await foreach (var portion in stream.Read(http.RequestAborted))
        {
            read.AddRange(portion.Lines);
            wrong.AddRange(portion.Wrong);
        }

        return stream.Unreadable is { } problem ? None(problem) : new(read, wrong, null);
    }

    /// <summary>Reads a JSON array.</summary>
    public static CodingLines Read(byte[] body, IValidator<ApplyCode> validator, int most, Problem tooMany)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Array)
                return Malformed("this is no array.");
            var count = document.RootElement.GetArrayLength();
            if (count == 0 || count > most)
                return None(count == 0 ? Empty : tooMany);
            var (read, wrong) = (new List<CodingLine>(count), new List<LineProblem>());
            foreach (var (index, element) in document.RootElement.EnumerateArray().Index())
                Check(index + 1, JsonSerializer.SerializeToUtf8Bytes(element), validator, read, wrong);
            return new(read, wrong, null);
        }
        catch (JsonException exception)
        {
            return Malformed(exception.Message);
        }
    }

    /// <summary>Puts a line to those that can be read, or tells what is wrong with it.</summary>
    internal static void Check(int number, ReadOnlySpan<byte> json, IValidator<ApplyCode> validator, List<CodingLine> read, List<LineProblem> wrong)
    {
        var (command, malformed) = RequestBody.Parse<ApplyCode>(json);
        if (malformed is not null)
            wrong.Add(new(number, malformed.Type, malformed.Detail, malformed.Field));
        else if (validator.Validate(command!) is { IsValid: false } invalid)
            wrong.AddRange(invalid.Errors.Select(error => new LineProblem(number, "invalid", error.ErrorMessage, CommandDesk.Camel(error.PropertyName))));
        else
            read.Add(new(number, command!));
    }

    internal static Problem Empty { get; } = new(ProblemKind.Malformed, "empty-batch", "The batch holds no coding.");

    internal static Problem TooMany(int most) => new(
        ProblemKind.Malformed, "too-many-lines", $"This form of a batch has at most {most} codings. Send them in several batches, each under a key of its own, or up to {CodingStream.MostLines} as application/x-ndjson.");

    private static CodingLines Malformed(string why) =>
        None(new(ProblemKind.Malformed, "malformed-json", $"Send a JSON array of codings, or one coding a line as application/x-ndjson: {why}"));

    private static CodingLines None(Problem problem) => new([], [], problem);
}
