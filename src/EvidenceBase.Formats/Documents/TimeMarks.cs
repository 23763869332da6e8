using System.Globalization;
using System.Text.RegularExpressions;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Finds times of the recording that transcribers write into the text: <c>[00:12:30]</c>, <c>[12:30]</c>, <c>(00:12:30)</c>,
/// <c>#00:12:30-5#</c>. They count only where there are two or more and they never go back; else they may be times of day.
/// </summary>
internal static partial class TimeMarks
{
    public static IReadOnlyList<TimeMark> In(string text, Losses losses)
    {
        var marks = new List<TimeMark>();
        var (offset, position, isOrdered) = (0, 0, true);
        foreach (Match match in Mark().Matches(text))
        {
            if (Milliseconds(match) is not { } at)
                continue;
            position += TextLines.CodePoints(text.AsSpan(offset, match.Index - offset));
            offset = match.Index;
            isOrdered &= marks.Count == 0 || marks[^1].At <= at;
            marks.Add(new(position, position + match.Length, at));
        }

        if (marks.Count >= 2 && isOrdered)
            return marks;
        if (marks.Count >= 2)
            losses.Tell("times", $"{marks.Count.ToString(CultureInfo.InvariantCulture)} passages look like times of a recording, but they go back and forth; none was noted.");
        return [];
    }

    /// <summary>The length of the mark with which the line begins, in characters; 0 where it begins with none.</summary>
    public static int Leading(ReadOnlySpan<char> line)
    {
        foreach (var match in Mark().EnumerateMatches(line[..Math.Min(line.Length, 20)]))
            return match.Index == 0 ? match.Length : 0;
        return 0;
    }

    private static long? Milliseconds(Match match)
    {
        var (first, second) = (Number(match.Groups[1]), Number(match.Groups[2]));
        var hasHours = match.Groups[3].Success;
        var (hours, minutes, seconds) = hasHours ? (first, second, Number(match.Groups[3])) : (0, first, second);
        if (seconds >= 60 || (hasHours && minutes >= 60))
            return null;
        var fraction = match.Groups[4].Success ? Number(match.Groups[4]) * (match.Groups[4].Length switch { 1 => 100, 2 => 10, _ => 1 }) : 0;
        return (((((hours * 60) + minutes) * 60) + seconds) * 1000) + fraction;
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?:\[(?=\d{1,3}:[0-9:.,-]{2,12}\])|[(<](?=\d{1,3}:\d\d:[0-9.,-]{2,9}[)>])|#(?=\d{1,3}:[0-9:.,-]{2,12}#))([0-9]{1,3}):([0-9]{2})(?::([0-9]{2}))?(?:[.,-]([0-9]{1,3}))?[\])>#]", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
