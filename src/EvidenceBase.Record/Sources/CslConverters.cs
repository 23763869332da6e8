using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EvidenceBase.Record.Sources;

/// <summary>
/// CSL-JSON allows a number (some variables: a truth value) where it means text; here it is text, so that no number loses its digits.
/// </summary>
public sealed class CslTextConverter : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan),
        JsonTokenType.True => "true",
        JsonTokenType.False => "false",
        JsonTokenType.Null => null,
        _ => throw new JsonException("A text or a number is expected."),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}

/// <summary>Date parts may come as numbers or as digits in text; they are written as numbers.</summary>
public sealed class CslDatePartsConverter : JsonConverter<IReadOnlyList<IReadOnlyList<int>>?>
{
    public override IReadOnlyList<IReadOnlyList<int>>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        if (root.ValueKind == JsonValueKind.Null)
            return null;
        if (root.ValueKind != JsonValueKind.Array || root.EnumerateArray().Any(date => date.ValueKind != JsonValueKind.Array))
            throw new JsonException("date-parts is a list of one or two lists of year, month and day.");
        return [.. root.EnumerateArray().Select(date => (IReadOnlyList<int>)[.. date.EnumerateArray().Select(Part)])];
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<IReadOnlyList<int>>? value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var date in value ?? [])
        {
            writer.WriteStartArray();
            foreach (var part in date)
                writer.WriteNumberValue(part);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static int Part(JsonElement part) =>
        part.ValueKind == JsonValueKind.Number && part.TryGetInt32(out var number) ? number
        : part.ValueKind == JsonValueKind.String && Whole(part.GetString()!) is { } parsed ? parsed
        : throw new JsonException($"“{part.GetRawText()}” is not a year, month or day; use whole numbers, or “literal” for words.");

    private static int? Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
