using System.Globalization;

namespace EvidenceBase.Benchmarks;

/// <summary>How near something comes to what was measured beside it.</summary>
/// <param name="Value">The median of the ratios of neighbouring rounds.</param>
/// <param name="Spread">The least and the greatest of them.</param>
/// <param name="Goal">The least ratio that is aimed at; null where it is only told.</param>
public sealed record Ratio(string What, string Against, double Value, (double Least, double Most) Spread, double? Goal, string Detail)
{
    /// <summary>The median of ratios of neighbouring rounds: what slows the machine for a while slows both.</summary>
    public static Ratio Of(string what, string against, double? goal, IReadOnlyList<(double Ours, double Limit)> rounds, string? more = null)
    {
        var ratios = rounds.Select(round => round.Ours / round.Limit).Order().ToList();
        var detail = string.Join("  ", rounds.Select(round => string.Create(CultureInfo.InvariantCulture, $"{round.Ours:0.##}:{round.Limit:0.##}")));
        return new(what, against, ratios[ratios.Count / 2], (ratios[0], ratios[^1]), goal, more is null ? detail : $"{detail}; {more}");
    }

    public override string ToString()
    {
        var verdict = Goal is { } goal ? (Value >= goal ? "reached " : "below   ") : "        ";
        var aim = Goal is { } wanted ? string.Create(CultureInfo.InvariantCulture, $"(aim {wanted:0.00})") : "          ";
        return string.Create(
            CultureInfo.InvariantCulture, $"{verdict} {Value:0.00} {aim}  {What} ÷ {Against}   {Spread.Least:0.00}–{Spread.Most:0.00} [{Detail}]");
    }
}
