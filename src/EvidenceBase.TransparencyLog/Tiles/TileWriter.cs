using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.TransparencyLog.Tiles;

/// <summary>Grows a tree leaf by leaf and says which tiles have become what. Keeps only the right edge: one tile that is not full for each level.</summary>
public sealed class TileWriter
{
    private readonly List<Edge> edges = [];
    private readonly List<(TileId Tile, byte[] Hashes)> filled = [];

    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="tiles">The bytes of the tiles at the right edge that are not full, by level and number; asked for once each.</param>
    /// <exception cref="InvalidDataException">A tile is not as wide as the size says.</exception>
    public TileWriter(long size, Func<int, long, ReadOnlyMemory<byte>> tiles)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(size, 1L << (8 * (TilePath.MaximumLevel + 1)));
        Size = size;
        for (var level = 0; size >> (8 * level) > 0; level++)
        {
            var edge = new Edge { Number = size >> (8 * (level + 1)), Width = (int)((size >> (8 * level)) % TilePath.FullWidth) };
            if (edge.Width > 0)
            {
                var stored = tiles(level, edge.Number);
                if (stored.Length != edge.Width * TreeHash.Length)
                    throw new InvalidDataException($"Tile {edge.Number} of level {level} holds {stored.Length} bytes; a tree of {size} leaves has {edge.Width} hashes there.");
                stored.CopyTo(edge.Hashes);
            }

            edges.Add(edge);
        }
    }

    public long Size { get; private set; }

    /// <summary>The root over all leaves so far.</summary>
    public TreeHash Root => TreeProofs.Root(Size, Tile.Reader((level, _) => edges[level].Hashes));

    public void Append(TreeHash leaf)
    {
        Append(0, leaf);
        Size++;
    }

    /// <summary>The tiles that are new or wider since this was asked last.</summary>
    public IReadOnlyList<(TileId Tile, byte[] Hashes)> TakeChanged()
    {
        List<(TileId, byte[])> changed = [.. filled];
        filled.Clear();
        for (var level = 0; level < edges.Count; level++)
        {
            var edge = edges[level];
            if (edge is { IsChanged: true, Width: > 0 })
                changed.Add((new(level, edge.Number, edge.Width), edge.Hashes[..(edge.Width * TreeHash.Length)]));
            edge.IsChanged = false;
        }

        return changed;
    }

    private void Append(int level, TreeHash hash)
    {
        if (level == edges.Count)
            edges.Add(new());
        var edge = edges[level];
        hash.CopyTo(edge.Hashes.AsSpan(edge.Width * TreeHash.Length));
        edge.IsChanged = true;
        if (++edge.Width < TilePath.FullWidth)
            return;
        filled.Add((new(level, edge.Number, TilePath.FullWidth), [.. edge.Hashes]));
        var root = Tile.Root(edge.Hashes);
        (edge.Number, edge.Width) = (edge.Number + 1, 0);
        Append(level + 1, root);
    }

    private sealed class Edge
    {
        public long Number { get; set; }

        public int Width { get; set; }

        public bool IsChanged { get; set; }

        public byte[] Hashes { get; } = new byte[TilePath.FullWidth * TreeHash.Length];
    }
}
