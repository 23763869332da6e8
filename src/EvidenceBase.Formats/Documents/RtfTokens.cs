using System.Buffers;

namespace EvidenceBase.Formats.Documents;

internal enum RtfToken
{
    GroupStart,
    GroupEnd,

    /// <summary>A control word, with its number where it has one.</summary>
    Word,

    /// <summary>A control symbol: a backslash and one character that is no letter.</summary>
    Symbol,

    /// <summary>A byte of text written as two hexadecimal digits.</summary>
    Hex,

    /// <summary>Bytes of text.</summary>
    Text,
    End,
}

/// <summary>Splits RTF into its tokens (Rich Text Format 1.9.1, “Conventions of an RTF Reader”).</summary>
internal sealed class RtfTokens(byte[] bytes)
{
    private const int LongestWord = 32;
    private const int MostDigits = 10;

    private static readonly SearchValues<byte> Marks = SearchValues.Create("{}\\\r\n\0"u8);

    private int position;

    public string Word { get; private set; } = "";

    public int? Number { get; private set; }

    /// <summary>Of a control symbol, or the byte of a hexadecimal pair.</summary>
    public byte Byte { get; private set; }

    /// <summary>Where the text lies.</summary>
    public (int Start, int Length) Range { get; private set; }

    public RtfToken Next()
    {
        while (position < bytes.Length && bytes[position] is (byte)'\r' or (byte)'\n' or 0)
            position++;
        if (position >= bytes.Length)
            return RtfToken.End;
        switch (bytes[position])
        {
            case (byte)'{':
                position++;
                return RtfToken.GroupStart;
            case (byte)'}':
                position++;
                return RtfToken.GroupEnd;
            case (byte)'\\':
                position++;
                return Control();
            default:
                var start = position;
                var length = bytes.AsSpan(start).IndexOfAny(Marks);
                position = length < 0 ? bytes.Length : start + length;
                Range = (start, position - start);
                return RtfToken.Text;
        }
    }

    /// <summary>Passes over binary data.</summary>
    /// <exception cref="RefusedException">The file ends within it.</exception>
    public void Skip(int length)
    {
        if (length < 0 || length > bytes.Length - position)
            throw CutShort();
        position += length;
    }

    public static RefusedException CutShort() => new("The RTF ends in the middle: a group is not closed. The file is damaged or was cut short.");

    private RtfToken Control()
    {
        if (position >= bytes.Length)
            throw CutShort();
        var first = bytes[position];
        if (IsLetter(first))
            return ControlWord();
        position++;
        Byte = first;
        if (first != (byte)'\'')
            return RtfToken.Symbol;
        if (position + 2 > bytes.Length)
            throw CutShort();
        if (Digit(bytes[position]) is not { } high || Digit(bytes[position + 1]) is not { } low)
            throw new RefusedException($"The RTF has a character whose code is not two hexadecimal digits (byte {position + 1}). The file is damaged.");
        position += 2;
        Byte = (byte)((high << 4) | low);
        return RtfToken.Hex;
    }

    private RtfToken ControlWord()
    {
        var start = position;
        while (position < bytes.Length && IsLetter(bytes[position]) && position - start < LongestWord)
            position++;
        Word = System.Text.Encoding.ASCII.GetString(bytes, start, position - start);
        Number = NumberBehind();
        if (position < bytes.Length && bytes[position] == (byte)' ')
            position++;
        return RtfToken.Word;
    }

    private int? NumberBehind()
    {
        var start = position;
        var isNegative = position < bytes.Length && bytes[position] == (byte)'-';
        var from = isNegative ? position + 1 : position;
        var to = from;
        long value = 0;
        while (to < bytes.Length && bytes[to] is >= (byte)'0' and <= (byte)'9' && to - from < MostDigits)
            value = (value * 10) + (bytes[to++] - '0');
        position = to == from ? start : to;
        return to == from ? null : (int)Math.Clamp(isNegative ? -value : value, int.MinValue, int.MaxValue);
    }

    private static bool IsLetter(byte value) => value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z');

    private static int? Digit(byte value) => value switch
    {
        >= (byte)'0' and <= (byte)'9' => value - '0',
        >= (byte)'a' and <= (byte)'f' => value - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => value - 'A' + 10,
        _ => null,
    };
}
