using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace EvidenceBase.TransparencyLog;

/// <summary>
/// The one byte string that a JSON value has under the JSON Canonicalization Scheme (RFC 8785): members in the order of their names' UTF-16
/// code units, no white space, no escape that is not needed. Numbers are whole and exact in double precision (up to 2^53 − 1): the record
/// holds no others, and one that had digits beyond it would lose them without a trace.
/// </summary>
public static class CanonicalJson
{
    private const long LargestExactInteger = (1L << 53) - 1;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 128 };
    private static readonly SearchValues<char> Escaped =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Select(code => (char)code), '"', '\\']);

    /// <exception cref="FormatException">It is no JSON, names a member twice, or holds half of a surrogate pair or a number that is not whole and exact.</exception>
    public static byte[] Of(string json) => Of(() => JsonDocument.Parse(json, Strict));

    /// <inheritdoc cref="Of(string)"/>
    public static byte[] Of(ReadOnlyMemory<byte> utf8Json) => Of(() => JsonDocument.Parse(utf8Json, Strict));

    /// <exception cref="FormatException">The text holds half of a surrogate pair.</exception>
    public static void WriteText(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        output.Write("\""u8);
        while (text.IndexOfAny(Escaped) is >= 0 and var next)
        {
            WriteLiteral(output, text[..next]);
            WriteEscape(output, text[next]);
            text = text[(next + 1)..];
        }

        WriteLiteral(output, text);
        output.Write("\""u8);
    }

    /// <exception cref="FormatException">The number is not exact in double precision.</exception>
    public static void WriteInteger(IBufferWriter<byte> output, long number)
    {
        if (number is < -LargestExactInteger or > LargestExactInteger)
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"The number {number} is not exact in double precision; it has to be written as text."));
        number.TryFormat(output.GetSpan(20), out var length, provider: CultureInfo.InvariantCulture);
        output.Advance(length);
    }

    private static byte[] Of(Func<JsonDocument> parse)
    {
        try
        {
            using var document = parse();
            var output = new ArrayBufferWriter<byte>();
            Write(output, document.RootElement);
            return output.WrittenSpan.ToArray();
        }
        catch (JsonException problem)
        {
            throw new FormatException($"The JSON cannot be read: {problem.Message}", problem);
        }
        catch (Exception problem) when (problem is InvalidOperationException or ArgumentException)
        {
            // How the reader says that a text is no Unicode.
            throw HalfSurrogate();
        }
    }

    private static void Write(IBufferWriter<byte> output, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(output, value);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value);
                break;
            case JsonValueKind.String:
                WriteText(output, value.GetString());
                break;
            case JsonValueKind.Number:
                WriteInteger(output, Integer(value));
                break;
            case JsonValueKind.True:
                output.Write("true"u8);
                break;
            case JsonValueKind.False:
                output.Write("false"u8);
                break;
            case JsonValueKind.Null:
                output.Write("null"u8);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(value));
        }
    }

    private static void WriteObject(IBufferWriter<byte> output, JsonElement value)
    {
        output.Write("{"u8);
        var separator = ""u8;
        foreach (var (name, member) in value.EnumerateObject().Select(member => (member.Name, member.Value)).OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            output.Write(separator);
            separator = ","u8;
            WriteText(output, name);
            output.Write(":"u8);
            Write(output, member);
        }

        output.Write("}"u8);
    }

    private static void WriteArray(IBufferWriter<byte> output, JsonElement value)
    {
        output.Write("["u8);
        var separator = ""u8;
        foreach (var item in value.EnumerateArray())
        {
            output.Write(separator);
            separator = ","u8;
            Write(output, item);
        }

        output.Write("]"u8);
    }

    private static void WriteLiteral(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        var span = output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        if (System.Text.Unicode.Utf8.FromUtf16(text, span, out _, out var length, replaceInvalidSequences: false) != OperationStatus.Done)
            throw HalfSurrogate();
        output.Advance(length);
    }

    private static void WriteEscape(IBufferWriter<byte> output, char character) => output.Write(character switch
    {
        '"' => "\\\""u8,
        '\\' => "\\\\"u8,
        '\b' => "\\b"u8,
        '\t' => "\\t"u8,
        '\n' => "\\n"u8,
        '\f' => "\\f"u8,
        '\r' => "\\r"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{(int)character:x4}"),
    });

    private static long Integer(JsonElement value) => value.TryGetInt64(out var number) && !value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E')
        ? number
        : throw new FormatException($"The number {value.GetRawText()} is not whole, or not exact in double precision; it has to be written as text.");

    private static FormatException HalfSurrogate() => new("A text holds half of a surrogate pair.");
}
