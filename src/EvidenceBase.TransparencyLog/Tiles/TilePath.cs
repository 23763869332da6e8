using System.Globalization;

namespace EvidenceBase.TransparencyLog.Tiles;

/// <summary>
/// Where the parts of a log lie, relative to its prefix (C2SP tlog-tiles): numbers stand as groups of three digits, all but the last led by an
/// <c>x</c>; what is not full yet says how wide it is.
/// </summary>
public static class TilePath
{
    public const string Checkpoint = "checkpoint";

    /// <summary>How many hashes, or entries, the full ones hold.</summary>
    public const int FullWidth = 256;

    /// <summary>Trees of fewer than 2^56 leaves have no level above it.</summary>
    public const int MaximumLevel = 6;

    public static string Of(TileId tile) =>
        string.Create(CultureInfo.InvariantCulture, $"tile/{tile.Level}/{Number(tile.Number, tile.Width)}");

    public static string OfEntries(long number, int width) => $"tile/entries/{Number(number, width)}";

    /// <summary>The contents of the same entries; not of tlog-tiles, but where they would lie.</summary>
    public static string OfPayloads(long number, int width) => $"payloads/{Number(number, width)}";

    /// <summary><c>x001/x234/067.p/112</c></summary>
    public static string Number(long number, int width)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, FullWidth);
        var groups = (number % 1000).ToString("D3", CultureInfo.InvariantCulture);
        for (var rest = number / 1000; rest > 0; rest /= 1000)
            groups = string.Create(CultureInfo.InvariantCulture, $"x{rest % 1000:D3}/{groups}");
        return width == FullWidth ? groups : string.Create(CultureInfo.InvariantCulture, $"{groups}.p/{width}");
    }

    /// <summary>Reads what <see cref="Number(long,int)"/> wrote, and nothing else: there is one way to write a path.</summary>
    public static bool TryParseNumber(string path, out long number, out int width)
    {
        (number, width) = (0, FullWidth);
        var (groups, partial) = path.Split(".p/") switch
        {
            [var full] => (full, null),
            [var groupsOfPartial, var widthOfPartial] => (groupsOfPartial, widthOfPartial),
            _ => (string.Empty, null),
        };
        if (groups.Length is 0 or > 27 || (partial is not null && !int.TryParse(partial, NumberStyles.None, CultureInfo.InvariantCulture, out width)))
            return false;
        return long.TryParse(groups.Replace("/", null, StringComparison.Ordinal).Replace("x", null, StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && width is >= 1 and <= FullWidth
            && Number(number, width) == path;
    }
}

/// <summary>A tile: up to 256 neighbouring hashes of one level of the tree.</summary>
/// <param name="Level">0 for the hashes of leaves; those of the level above are the roots of full tiles.</param>
/// <param name="Width">How many hashes: 256, or fewer at the right edge.</param>
public readonly record struct TileId(int Level, long Number, int Width)
{
    /// <summary>The tiles that hold all nodes of a leaf's path, as they are in a tree of this size; at most one for each level.</summary>
    public static IEnumerable<TileId> OnPath(long index, long size)
    {
        for (var level = 0; level <= TilePath.MaximumLevel && size >> (8 * level) > 0; level++)
        {
            var number = index >> (8 * (level + 1));
            var width = Math.Min(TilePath.FullWidth, (size >> (8 * level)) - (number * TilePath.FullWidth));
            if (width > 0)
                yield return new(level, number, (int)width);
        }
    }

    /// <summary>All tiles of one level of a tree of this size.</summary>
    public static IEnumerable<TileId> OfLevel(int level, long size)
    {
        var hashes = size >> (8 * level);
        for (long number = 0; number * TilePath.FullWidth < hashes; number++)
            yield return new(level, number, (int)Math.Min(TilePath.FullWidth, hashes - (number * TilePath.FullWidth)));
    }
}
