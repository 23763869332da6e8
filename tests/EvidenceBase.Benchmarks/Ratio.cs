using System.Globalization;

namespace EvidenceBase.Benchmarks;

/// <summary>How near something comes to the limit that was measured beside it.</summary>
/// <param name="Goal">The least ratio that is aimed at.</param>
public sealed record Ratio(string What, string Against, double Value, double Goal, string Detail)
{
    /// <summary>The median of ratios of neighbouring rounds: what slows the machine for a while slows both.</summary>
    public static Ratio Of(string what, string against, double goal, IReadOnlyList<(double Ours, double Limit)> rounds)
    {
        var ratios = rounds.Select(round => round.Ours / round.Limit).Order().ToList();
        var detail = string.Join("  ", rounds.Select(round => string.Create(CultureInfo.InvariantCulture, $"{round.Ours:0}:{round.Limit:0}")));
        return new(what, against, ratios[ratios.Count / 2], goal, detail);
    }

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(Value >= Goal ? "reached " : "below   ")} {Value:0.00} (aim {Goal:0.00})  {What} ÷ {Against}   [{Detail}]");
}
