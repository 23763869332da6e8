using System.Globalization;
using System.Text;
using UtfUnknown;

namespace EvidenceBase.Formats.Documents;

/// <summary>A text file's characters and the encoding that was decided on.</summary>
/// <param name="Doubt">What to check, where the encoding was not certain; null where it was.</param>
internal sealed record DecodedText(string Text, string Encoding, string? Doubt);

/// <summary>
/// Decides in which encoding a text file is: by its byte order mark; else as it is declared; else UTF-8 where all of it is; else UTF-16 where
/// it looks so; else by the frequencies of its bytes. Whatever was not certain is told.
/// </summary>
internal static class TextEncodings
{
    private const int SampleBytes = 1024 * 1024;

    /// <summary>Below this, the guess from byte frequencies is not better than the encoding of most older Western files.</summary>
    private const float LeastConfidence = 0.6f;

    private static readonly Encoding Utf8 = Strict(new UTF8Encoding(false));

    private static readonly (byte[] Mark, Encoding Encoding)[] Marks =
    [
        ([0xEF, 0xBB, 0xBF], Utf8),
        ([0xFF, 0xFE, 0, 0], Strict(new UTF32Encoding(false, true))),
        ([0, 0, 0xFE, 0xFF], Strict(new UTF32Encoding(true, true))),
        ([0xFF, 0xFE], Strict(new UnicodeEncoding(false, true))),
        ([0xFE, 0xFF], Strict(new UnicodeEncoding(true, true))),
    ];

    /// <param name="declared">The encoding that the file, or who sends it, names.</param>
    public static DecodedText Decode(ReadOnlySpan<byte> bytes, string? declared)
    {
        foreach (var (mark, encoding) in Marks)
        {
            if (bytes.StartsWith(mark))
                return new(Certain(bytes[mark.Length..], encoding), Name(encoding), null);
        }

        string? doubt = null;
        if (declared is not null)
        {
            if (Find(declared) is not { } stated)
                doubt = $"The stated encoding “{Shown(declared)}” is not known here.";
            else if (TryDecode(bytes, stated) is { } text)
                return new(text, Name(stated), null);
            else
                doubt = $"The bytes are not in the stated encoding {Name(stated)}.";
        }

        var (decided, found, because) = Decide(bytes);
        return new(decided, found, doubt is null && because is null ? null : string.Join(' ', new[] { doubt, because ?? $"It was read as {found}." }.OfType<string>()));
    }

    /// <summary>The encoding of that name, as browsers understand it; null where there is none.</summary>
    public static Encoding? Find(string name) => name.Trim().Trim('"', '\'').ToLowerInvariant() switch
    {
        "utf-8" or "utf8" or "us-ascii" or "ascii" => Utf8,
        "iso-8859-1" or "latin1" or "iso8859-1" => CodePage(1252),
        "gb2312" or "gbk" or "gb18030" or "x-gbk" => CodePage(54936),
        "utf-7" => null,
        var other => ByName(other),
    };

    public static Encoding CodePage(int number) => Strict(CodePagesEncodingProvider.Instance.GetEncoding(number)!);

    private static Encoding? ByName(string name)
    {
        try
        {
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (string Text, string Name, string? Because) Decide(ReadOnlySpan<byte> bytes)
    {
        var isUtf8 = TryDecode(bytes, Utf8);
        if (isUtf8 is not null && !bytes.Contains((byte)0))
            return (isUtf8, Name(Utf8), null);
        if (Utf16Guess.Of(bytes) is { } utf16 && TryDecode(bytes, Strict(utf16)) is { } wide)
            return (wide, Name(utf16), $"The file has no byte order mark; the pattern of its bytes is that of {Name(utf16)}, and it was read so. Look whether the text is right.");
        if (bytes.Contains((byte)0))
            throw new RefusedException("The file holds the character NUL and is no text, or it is in an encoding that cannot be told. Save it as UTF-8.");
        return Guess(bytes);
    }

    private static (string Text, string Name, string? Because) Guess(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)].ToArray();
        var detected = CharsetDetector.DetectFromBytes(sample).Detected;
        if (detected?.Confidence >= LeastConfidence && Find(detected.EncodingName) is { } likely && TryDecode(bytes, likely) is { } text)
        {
            var confidence = detected.Confidence.ToString("0.00", CultureInfo.InvariantCulture);
            return (text, Name(likely), $"The file does not say its encoding and is not UTF-8. It was read as {Name(likely)}, by the frequencies of its bytes (confidence {confidence} of 1). {Check}");
        }

        var western = CodePage(1252);
        return (
            TryDecode(bytes, western) ?? throw new RefusedException("The file's encoding cannot be told: it is neither UTF-8 nor any other that was tried. Save it as UTF-8, or name its encoding."),
            Name(western),
            $"The file does not say its encoding and is not UTF-8. It was read as windows-1252, without any certainty. {Check}");
    }

    private const string Check = "Look at accented or foreign letters in the text; if they are wrong, name the encoding and send the file again.";

    private static string Certain(ReadOnlySpan<byte> bytes, Encoding encoding) => TryDecode(bytes, encoding)
        ?? throw new RefusedException($"The file begins with the byte order mark of {Name(encoding)}, but its bytes are not in that encoding. It is damaged, or was joined from several files; save it as UTF-8.");

    private static string? TryDecode(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static string Name(Encoding encoding) => encoding.WebName;

    private static string Shown(string name) => new([.. name.Where(char.IsAscii).Where(character => !char.IsControl(character)).Take(40)]);
}
