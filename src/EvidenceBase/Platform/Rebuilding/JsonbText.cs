using System.Buffers;
using System.Text;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Writes an object of texts byte for byte as PostgreSQL writes out a <c>jsonb</c>: shorter names first, then by their bytes; a blank after colon and
/// comma; escaped is only what JSON demands.
/// </summary>
internal static class JsonbText
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(one => (byte)one), (byte)'"', (byte)'\\']);

    private static readonly Comparer<byte[]> Order = Comparer<byte[]>.Create((one, other) =>
        one.Length == other.Length ? one.AsSpan().SequenceCompareTo(other) : one.Length - other.Length);

    public static void Write(IReadOnlyDictionary<string, string> texts, IBufferWriter<byte> into)
    {
        var names = new byte[texts.Count][];
        var values = new string[texts.Count];
        var count = 0;
        foreach (var (name, text) in texts)
            (names[count], values[count++]) = (Encoding.UTF8.GetBytes(name), text);
        Array.Sort(names, values, Order);
        into.Write("{"u8);
        for (var one = 0; one < count; one++)
        {
            into.Write(one == 0 ? "\""u8 : ", \""u8);
            Write(names[one], into);
            into.Write("\": \""u8);
            Write(Encoding.UTF8.GetBytes(values[one]), into);
            into.Write("\""u8);
        }

        into.Write("}"u8);
    }

    private static void Write(ReadOnlySpan<byte> text, IBufferWriter<byte> into)
    {
        for (int plain; (plain = text.IndexOfAny(Escaped)) >= 0; text = text[(plain + 1)..])
        {
            into.Write(text[..plain]);
            into.Write(Escape(text[plain]));
        }

        into.Write(text);
    }

    private static ReadOnlySpan<byte> Escape(byte one) => one switch
    {
        (byte)'"' => "\\\""u8,
        (byte)'\\' => @"\\"u8,
        (byte)'\b' => @"\b"u8,
        (byte)'\f' => @"\f"u8,
        (byte)'\n' => @"\n"u8,
        (byte)'\r' => @"\r"u8,
        (byte)'\t' => @"\t"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{one:x4}"),
    };
}
