using System.Globalization;
using System.Text.RegularExpressions;

namespace EvidenceBase.Formats.Documents;

/// <summary>The line that gives a cue its times: <c>00:01:02.500 --> 00:01:04.000</c>.</summary>
/// <param name="From">Milliseconds, as is the end.</param>
/// <param name="Settings">What follows the times.</param>
internal sealed partial record CueTimes(long From, long Until, string Settings)
{
    /// <summary>Null where the line gives no times.</summary>
    public static CueTimes? Of(string line)
    {
        var match = Line().Match(line);
        return match.Success && Time(match, 1) is { } from && Time(match, 5) is { } until ? new(from, until, line[match.Length..].Trim()) : null;
    }

    private static long? Time(Match match, int first)
    {
        var hours = match.Groups[first].Success ? Number(match.Groups[first]) : 0;
        var (minutes, seconds) = (Number(match.Groups[first + 1]), Number(match.Groups[first + 2]));
        return minutes < 60 && seconds < 60 ? (((((hours * 60) + minutes) * 60) + seconds) * 1000) + Number(match.Groups[first + 3]) : null;
    }

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A[ \t]*(?:([0-9]{1,6}):)?([0-9]{2}):([0-9]{2})[.,]([0-9]{3})[ \t]*-->[ \t]*(?:([0-9]{1,6}):)?([0-9]{2}):([0-9]{2})[.,]([0-9]{3})", RegexOptions.CultureInvariant)]
    private static partial Regex Line();
}
