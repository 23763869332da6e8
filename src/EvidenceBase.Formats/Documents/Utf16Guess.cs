using System.Text;

namespace EvidenceBase.Formats.Documents;

/// <summary>Whether bytes without a byte order mark look like UTF-16, and in which order.</summary>
internal static class Utf16Guess
{
    private const int SampleBytes = 65536;

    /// <summary>
    /// Text of any language has spaces, line ends or full stops, whose other byte is 0, 0x30 or 0xFF; in the wrong order the same bytes are
    /// rare signs. The order in which more of them stand must have ten times as many.
    /// </summary>
    public static Encoding? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2 || bytes.Length % 2 != 0)
            return null;
        var sample = bytes[..Math.Min(bytes.Length, SampleBytes)];
        var (little, big) = (0, 0);
        for (var index = 0; index + 1 < sample.Length; index += 2)
        {
            if (IsCommon(sample[index], sample[index + 1]))
                little++;
            if (IsCommon(sample[index + 1], sample[index]))
                big++;
        }

        var units = sample.Length / 2;
        if (little > 10 * big && little * 40 > units)
            return new UnicodeEncoding(false, false);
        return big > 10 * little && big * 40 > units ? new UnicodeEncoding(true, false) : null;
    }

    /// <summary>ASCII letters, digits, spaces, line ends; the stops and commas of Chinese and Japanese.</summary>
    private static bool IsCommon(byte low, byte high) => high switch
    {
        0 => low is (>= 0x20 and < 0x7F) or (byte)'\n' or (byte)'\r' or (byte)'\t',
        0x30 => low is 0x01 or 0x02 or 0x00,
        0xFF => low is 0x0C or 0x1A or 0x1F,
        _ => false,
    };
}
