using EvidenceBase.TransparencyLog.Merkle;

namespace EvidenceBase.TransparencyLog.Tiles;

/// <summary>The hashes of a tile, one after the other. A narrower tile is the beginning of the wider ones that it grows into.</summary>
public static class Tile
{
    public static TreeHash Hash(ReadOnlySpan<byte> tile, int index) => new(tile.Slice(index * TreeHash.Length, TreeHash.Length));

    /// <summary>The root over some of the tile's hashes.</summary>
    /// <param name="height">How many levels above the tile's own: 2^height hashes are covered.</param>
    /// <param name="index">Which group of 2^height hashes.</param>
    public static TreeHash Node(ReadOnlySpan<byte> tile, int height, int index) => height == 0
        ? Hash(tile, index)
        : MerkleTree.Node(Node(tile, height - 1, 2 * index), Node(tile, height - 1, (2 * index) + 1));

    /// <summary>The root of a full tile, which stands in the level above.</summary>
    public static TreeHash Root(ReadOnlySpan<byte> tile) => Node(tile, 8, 0);

    /// <summary>Reads nodes of the tree out of its tiles.</summary>
    /// <param name="tiles">The bytes of the tile at a level and a number, at least as wide as the node needs.</param>
    public static NodeReader Reader(Func<int, long, ReadOnlyMemory<byte>> tiles) => (level, index) =>
    {
        var height = level % 8;
        var tile = tiles(level / 8, index >> (8 - height));
        return Node(tile.Span, height, (int)(index & ((1L << (8 - height)) - 1)));
    };
}
