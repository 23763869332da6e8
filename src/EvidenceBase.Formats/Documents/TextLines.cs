namespace EvidenceBase.Formats.Documents;

/// <summary>A line of a text, without its line end.</summary>
/// <param name="Offset">In UTF-16 characters, as is the length.</param>
/// <param name="Start">In code points, as is the end.</param>
internal readonly record struct TextLine(int Offset, int Length, int Start, int End)
{
    public ReadOnlySpan<char> In(string text) => text.AsSpan(Offset, Length);
}

internal static class TextLines
{
    public static IEnumerable<TextLine> Of(string text)
    {
        var start = 0;
        for (var offset = 0; offset <= text.Length;)
        {
            var end = text.IndexOf('\n', offset) is var at && at < 0 ? text.Length : at;
            var length = CodePoints(text.AsSpan(offset, end - offset));
            yield return new(offset, end - offset, start, start + length);
            start += length + 1;
            offset = end + 1;
        }
    }

    /// <summary>How many code points well-formed UTF-16 has.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var character in text)
        {
            if (char.IsLowSurrogate(character))
                count--;
        }

        return count;
    }
}
