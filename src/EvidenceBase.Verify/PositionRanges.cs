using System.Globalization;

namespace EvidenceBase.Verify;

/// <summary>Positions that came up one after the other, told as ranges: “Position 4”, “Positions 17 to 256”.</summary>
internal sealed class PositionRanges
{
    private readonly List<(long From, long To)> ranges = [];

    /// <param name="position">Above all that came before.</param>
    public void Add(long position)
    {
        if (ranges is [.., var (from, to)] && to == position - 1)
            ranges[^1] = (from, position);
        else
            ranges.Add((position, position));
    }

    public IEnumerable<string> InWords() => ranges.Select(range => range.From == range.To
        ? string.Create(CultureInfo.InvariantCulture, $"Position {range.From}")
        : string.Create(CultureInfo.InvariantCulture, $"Positions {range.From} to {range.To}"));
}
