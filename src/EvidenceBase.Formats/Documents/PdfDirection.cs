using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Puts signs that were read from left to right back into the order in which they are read: the inverse of the reordering for display
/// (Unicode Standard Annex 9), for one level of embedding.
/// </summary>
internal static class PdfDirection
{
    private enum Side
    {
        Left,
        Right,
        Neutral,
    }

    public static (IReadOnlyList<string> Ordered, bool IsRestored) Logical(List<string> signs)
    {
        var sides = signs.ConvertAll(SideOf);
        var (right, left) = (sides.Count(side => side == Side.Right), sides.Count(side => side == Side.Left));
        if (right == 0)
            return (signs, false);
        return (right >= left ? Reverse(signs, sides, Side.Left) : Reverse(signs, sides, Side.Right), true);
    }

    /// <param name="inner">The side of the runs that stand in text of the other direction.</param>
    private static List<string> Reverse(List<string> signs, List<Side> sides, Side inner)
    {
        var (items, ordered) = (signs.Zip(sides).ToList(), new List<string>(signs.Count));

        // The whole line runs to the left: the inner runs are reversed twice.
        if (inner == Side.Left)
            items.Reverse();
        for (var index = 0; index < items.Count;)
        {
            var end = index;
            for (var probe = index; probe < items.Count && items[index].Second == inner && items[probe].Second != Opposite(inner); probe++)
            {
                if (items[probe].Second == inner)
                    end = probe + 1;
            }

            if (end == index)
            {
                ordered.Add(items[index++].First);
                continue;
            }

            ordered.AddRange(items[index..end].Select(item => item.First).Reverse());
            index = end;
        }

        return ordered;
    }

    private static Side Opposite(Side side) => side == Side.Left ? Side.Right : Side.Left;

    /// <summary>Digits count as left: they are written from left to right in every script.</summary>
    private static Side SideOf(string sign)
    {
        foreach (var rune in sign.EnumerateRunes())
        {
            if (rune.Value is (>= 0x0590 and <= 0x08FF and not (>= 0x0660 and <= 0x0669) and not (>= 0x06F0 and <= 0x06F9)) or (>= 0xFB1D and <= 0xFDFF)
                or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF))
                return Side.Right;
            if (System.Text.Rune.IsLetterOrDigit(rune))
                return Side.Left;
        }

        return Side.Neutral;
    }
}
