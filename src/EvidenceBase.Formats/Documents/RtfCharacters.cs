using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>How RTF writes characters: by words and symbols, and in the code pages of its fonts.</summary>
internal static class RtfCharacters
{
    public const int SymbolCharset = 2;

    /// <summary>Of text in a symbol font, whose signs have no code page.</summary>
    public const int SymbolFont = -1;

    private static readonly Dictionary<string, string> Words = new(StringComparer.Ordinal)
    {
        ["tab"] = "\t",
        ["line"] = "\n",
        ["lbr"] = "\n",
        ["page"] = "\n",
        ["column"] = "\n",
        ["emdash"] = "—",
        ["endash"] = "–",
        ["emspace"] = "\u2003",
        ["enspace"] = "\u2002",
        ["qmspace"] = "\u2005",
        ["bullet"] = "•",
        ["lquote"] = "‘",
        ["rquote"] = "’",
        ["ldblquote"] = "“",
        ["rdblquote"] = "”",
        ["zwj"] = "\u200D",
        ["zwnj"] = "\u200C",
        ["zwbo"] = "\u200B",
        ["zwnbo"] = "\u2060",
        ["ltrmark"] = "\u200E",
        ["rtlmark"] = "\u200F",
        ["nestcell"] = "\t",
    };

    /// <summary>The text that a control word stands for; null where it stands for none.</summary>
    public static string? OfWord(string word) => Words.GetValueOrDefault(word);

    public static string? OfSymbol(byte symbol) => (char)symbol switch
    {
        '\\' or '{' or '}' => ((char)symbol).ToString(),
        '~' => "\u00A0",
        '-' => "\u00AD",
        '_' => "\u2011",
        '\t' => "\t",
        _ => null,
    };

    /// <summary>The code page of a font's character set (fcharset); null for the document's own.</summary>
    public static int? OfCharset(int charset) => charset switch
    {
        0 => 1252,
        SymbolCharset => SymbolFont,
        77 => 10000,
        128 => 932,
        129 => 949,
        130 => 1361,
        134 => 54936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 or 179 or 180 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        254 => 437,
        255 => 850,
        _ => null,
    };

    /// <summary>The text of bytes in a code page; what it does not have becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, int codePage)
    {
        if (codePage != SymbolFont)
            return (Encoding(codePage) ?? Encoding(1252)!).GetString(bytes);
        var text = new StringBuilder(bytes.Length);
        foreach (var each in bytes)
            text.Append(each < 0x20 ? (char)each : (char)(0xF000 + each));
        return text.ToString();
    }

    private static Encoding? Encoding(int codePage)
    {
        try
        {
            return codePage == 65001
                ? System.Text.Encoding.UTF8
                : CodePagesEncodingProvider.Instance.GetEncoding(
                    codePage == 936 ? 54936 : codePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD"));
        }
        catch (Exception problem) when (problem is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
