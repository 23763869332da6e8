using System.Collections.Immutable;
using System.Text;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Documents;

/// <summary>
/// A text as it came: line ends are LF, nothing else is changed. Positions in it are Unicode code points, 0-based, end exclusive.
/// </summary>
public sealed class CanonicalText
{
    /// <summary>Every so many code points the offset is kept, so that a slice of a long text does not count from its beginning.</summary>
    private const int Stride = 256;
    private const char FirstSurrogate = '\uD800';
    private const char LastSurrogate = '\uDFFF';

    /// <summary>UTF-16 offsets of every <see cref="Stride"/>th code point; empty where each code point is one character.</summary>
    private readonly ImmutableArray<int> offsets;

    private int[]? codePoints;

    private CanonicalText(string value, int length, ImmutableArray<int> offsets) => (Value, Length, this.offsets) = (value, length, offsets);

    public string Value { get; }

    /// <summary>In code points.</summary>
    public int Length { get; }

    /// <summary>How many lines there are; an LF ends a line.</summary>
    public int Lines => Value.AsSpan().Count('\n') + (Value.EndsWith('\n') ? 0 : 1);

    /// <summary>The text, or the problem that it is not Unicode.</summary>
    public static (CanonicalText? Text, Problem? Problem) From(string text, string field = "text")
    {
        if (UnpairedSurrogate(text) is { } offset)
        {
            var position = new StringBuilder(offset).Append(text, 0, offset).ToString().EnumerateRunes().Count();
            return (null, new(
                ProblemKind.Malformed,
                "unpaired-surrogate",
                $"The text is not valid Unicode: at code point {position} stands U+{(int)text[offset]:X4}, half of a surrogate pair. Read the file again in its own encoding.",
                field));
        }

        return (Of(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')), null);
    }

    /// <summary>A text that was taken before, such as one from the vault.</summary>
    /// <exception cref="ArgumentException">It is not Unicode, or has other line ends than LF.</exception>
    public static CanonicalText Trusted(string value) => UnpairedSurrogate(value) is null && !value.Contains('\r')
        ? Of(value)
        : throw new ArgumentException("This is no text that was ever taken.", nameof(value));

    /// <summary>Whether both positions lie in the text, in this order.</summary>
    public bool Contains(int start, int end) => start >= 0 && start <= end && end <= Length;

    /// <summary>The text between two positions.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A position lies outside of the text.</exception>
    public string Slice(int start, int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(start, end);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, Length);
        var from = Offset(start);
        return Value[from..Offset(end)];
    }

    /// <summary>The line in which a position lies, 1-based.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside of the text.</exception>
    public int LineAt(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, Length);
        return Value.AsSpan(0, Offset(position)).Count('\n') + 1;
    }

    /// <summary>Where lines stand, from the beginning of the first to the end of the last without its LF; as many as there are, if there are fewer.</summary>
    /// <param name="first">1-based.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such line, or none is asked for.</exception>
    public (int Start, int End) PlaceOfLines(int first, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(first);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, Lines);
        var start = 0;
        for (var line = 1; line < first; line++)
            start = Value.IndexOf('\n', start) + 1;
        var end = EndOfLine(start);
        for (var line = 1; line < count && end + 1 < Value.Length; line++)
            end = EndOfLine(end + 1);
        return (Position(start), Position(end));
    }

    /// <summary>The code points, worked out once: whoever reads them does not change them.</summary>
    public int[] CodePoints() => codePoints ??= [.. Value.EnumerateRunes().Select(rune => rune.Value)];

    /// <summary>The position of a UTF-16 offset that a code point begins at.</summary>
    internal int Position(int offset)
    {
        if (offsets.IsEmpty)
            return offset;
        var found = offsets.BinarySearch(offset);
        var stride = found >= 0 ? found : ~found - 1;
        var position = stride * Stride;
        for (var at = offsets[stride]; at < offset; position++)
            at += char.IsHighSurrogate(Value[at]) ? 2 : 1;
        return position;
    }

    private int EndOfLine(int start) => Value.IndexOf('\n', start) is var end and >= 0 ? end : Value.Length;

    private static CanonicalText Of(string value)
    {
        if (!value.AsSpan().ContainsAnyInRange(FirstSurrogate, LastSurrogate))
            return new(value, value.Length, []);
        var offsets = ImmutableArray.CreateBuilder<int>(value.Length / Stride);
        var length = 0;
        for (var offset = 0; offset < value.Length; offset += char.IsHighSurrogate(value[offset]) ? 2 : 1)
        {
            if (length % Stride == 0)
                offsets.Add(offset);
            length++;
        }

        return new(value, length, offsets.ToImmutable());
    }

    internal int Offset(int position)
    {
        if (offsets.IsEmpty)
            return position;
        if (position == Length)
            return Value.Length;
        var offset = offsets[position / Stride];
        for (var rest = position % Stride; rest > 0; rest--)
            offset += char.IsHighSurrogate(Value[offset]) ? 2 : 1;
        return offset;
    }

    private static int? UnpairedSurrogate(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstSurrogate, LastSurrogate))
            return null;
        for (var index = 0; index < text.Length; index++)
        {
            if (!char.IsSurrogate(text[index]))
                continue;
            if (index + 1 == text.Length || !char.IsSurrogatePair(text[index], text[index + 1]))
                return index;
            index++;
        }

        return null;
    }
}
