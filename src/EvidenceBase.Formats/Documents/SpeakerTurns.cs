using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Finds who speaks where, from names with a colon at the beginnings of lines. They count only where they are used consistently: two or more
/// names, each at least twice, on at least a tenth of the lines that have text. Anything less may be a heading or a list.
/// </summary>
internal static class SpeakerTurns
{
    private const int LongestName = 40;
    private const int MostWords = 5;
    private const int LeastTimes = 2;
    private const int LeastNames = 2;
    private const int OneInLines = 10;

    /// <param name="breaks">Where a turn ends in any case, such as at a heading; in order, in code points.</param>
    public static IReadOnlyList<SpeakerTurn> In(string text, IEnumerable<int> breaks, Losses losses)
    {
        var labels = new List<Label>();
        var (lines, lastEnd) = (0, 0);
        foreach (var line in TextLines.Of(text))
        {
            var characters = line.In(text);
            if (characters.IsWhiteSpace())
                continue;
            lines++;
            lastEnd = line.End;
            if (Of(characters, line) is { } label)
                labels.Add(label);
        }

        var times = labels.CountBy(label => label.Speaker).ToDictionary(count => count.Key, count => count.Value, StringComparer.Ordinal);
        var recurring = labels.Where(label => times[label.Speaker] >= LeastTimes).ToList();
        if (recurring.Select(label => label.Speaker).Distinct(StringComparer.Ordinal).Count() < LeastNames || recurring.Count * OneInLines < lines)
        {
            if (labels.Count >= LeastTimes * LeastNames)
            {
                losses.Tell(
                    "speakers",
                    $"{labels.Count.ToString(CultureInfo.InvariantCulture)} lines begin like a speaker's name with a colon, but not consistently; no turns were noted.");
            }

            return [];
        }

        return Turns(text, recurring, [.. breaks], lastEnd);
    }

    private static List<SpeakerTurn> Turns(string text, List<Label> labels, List<int> breaks, int lastEnd)
    {
        var ends = new Ends(text);
        var turns = new List<SpeakerTurn>(labels.Count);
        var next = 0;
        for (var index = 0; index < labels.Count; index++)
        {
            var label = labels[index];
            var limit = index + 1 < labels.Count ? labels[index + 1].LineStart : lastEnd;
            while (next < breaks.Count && breaks[next] <= label.LineStart)
                next++;
            if (next < breaks.Count && breaks[next] < limit)
                limit = breaks[next];
            turns.Add(new(label.Speaker, label.LineStart, Math.Min(label.SpeechStart, limit), Math.Max(ends.WithoutSpace(limit), label.SpeechStart)));
        }

        return turns;
    }

    private static Label? Of(ReadOnlySpan<char> line, TextLine place)
    {
        var start = Skip(line, 0, static character => char.IsWhiteSpace(character));
        var from = start;
        if (TimeMarks.Leading(line[from..]) is > 0 and var mark)
            from += mark;
        from = Skip(line, from, static character => char.IsWhiteSpace(character) || character is '*' or '_');
        if (from >= line.Length || !char.IsLetter(line[from]))
            return null;
        var to = from;
        var words = 1;
        while (to < line.Length && line[to] is not (':' or '：'))
        {
            if (to - from >= LongestName || !IsOfName(line[to]) || (line[to] == ' ' && ++words > MostWords))
                return null;
            to++;
        }

        if (to >= line.Length)
            return null;
        var speech = Skip(line, to + 1, static character => character is '*' or '_');
        if (line[to] == ':' && speech < line.Length && !char.IsWhiteSpace(line[speech]))
            return null;
        speech = Skip(line, speech, static character => char.IsWhiteSpace(character));
        var name = line[from..to].TrimEnd(" *_").ToString();
        return new(
            name, place.Start + TextLines.CodePoints(line[..start]), place.Start + TextLines.CodePoints(line[..Math.Min(speech, line.Length)]));
    }

    private static int Skip(ReadOnlySpan<char> line, int from, Func<char, bool> isSkipped)
    {
        while (from < line.Length && isSkipped(line[from]))
            from++;
        return from;
    }

    private static bool IsOfName(char character) =>
        char.IsLetterOrDigit(character) || CharUnicodeInfo.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || character is ' ' or '.' or '\'' or '’' or '-' or '_' or '/' or '&' or '(' or ')' or '*';

    private readonly record struct Label(string Speaker, int LineStart, int SpeechStart);

    /// <summary>Walks once through the text to find where it ends before a position when the white space there is left off.</summary>
    private sealed class Ends(string text)
    {
        private int offset;
        private int position;
        private int lastEnd;

        public int WithoutSpace(int limit)
        {
            for (; position < limit && offset < text.Length; position++)
            {
                var isSpace = char.IsWhiteSpace(text[offset]);
                offset += char.IsHighSurrogate(text[offset]) ? 2 : 1;
                if (!isSpace)
                    lastEnd = position + 1;
            }

            return lastEnd;
        }
    }
}
