using CsCheck;
using EvidenceBase.Tests.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Tiles;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Tiles;

public sealed class TileWriterTests
{
    private const int Large = (256 * 256) + 700;

    [Fact]
    public void Given_any_leaves_in_any_portions_when_tiles_are_written_then_the_root_is_that_from_scratch_and_the_tiles_are_those_of_the_size() =>
        Gen.Int[1, 300].List[0, 12].Sample(portions =>
        {
            var stored = new Dictionary<(int Level, long Number), byte[]>();
            var range = new CompactRange();
            foreach (var portion in portions)
            {
                // Each portion by a writer of its own, as after a restart.
                var writer = new TileWriter(range.Size, (level, number) => stored[(level, number)]);
                for (var index = 0; index < portion; index++)
                {
                    var leaf = Trees.Leaf((int)range.Size);
                    range.Append(leaf);
                    writer.Append(leaf);
                }

                Store(stored, writer);
                writer.Size.ShouldBe(range.Size);
                writer.Root.ShouldBe(range.Root);
                writer.TakeChanged().ShouldBeEmpty();
            }

            Expected(range.Size).ShouldBe(stored.Select(tile => new TileId(tile.Key.Level, tile.Key.Number, tile.Value.Length / TreeHash.Length)), ignoreOrder: true);
        }, iter: 60);

    [Fact]
    public void Given_a_tree_of_three_levels_when_nodes_are_read_from_its_tiles_then_roots_and_proofs_of_every_size_are_right()
    {
        var stored = new Dictionary<(int Level, long Number), byte[]>();
        var leaves = Trees.Leaves(Large);
        var roots = new TreeHash[Large + 1];
        var range = new CompactRange();
        var writer = new TileWriter(0, (_, _) => throw new InvalidOperationException("There are no tiles yet."));
        foreach (var leaf in leaves)
        {
            range.Append(leaf);
            writer.Append(leaf);
            roots[range.Size] = range.Root;
        }

        Store(stored, writer);
        Gen.Int[1, Large].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1])).Sample((size, index) =>
        {
            var onPath = TileId.OnPath(index, size).Union(TileId.OnPath(size - 1, size)).ToDictionary(tile => (tile.Level, tile.Number), tile => tile.Width);
            var nodes = Tile.Reader((level, number) => stored[(level, number)].AsMemory(0, onPath[(level, number)] * TreeHash.Length));

            TreeProofs.Root(size, nodes).ShouldBe(roots[size]);
            MerkleProof.VerifyInclusion(leaves[index], index, size, TreeProofs.Inclusion(index, size, nodes), roots[size]).ShouldBeTrue();
            MerkleProof.VerifyConsistency(index + 1, roots[index + 1], size, roots[size], TreeProofs.Consistency(index + 1, size, nodes)).ShouldBeTrue();
        }, iter: 2000);
    }

    [Fact]
    public void Given_a_stored_tile_that_is_not_as_wide_as_the_size_says_when_it_is_gone_on_from_then_it_is_refused() =>
        Should.Throw<InvalidDataException>(() => new TileWriter(3, (_, _) => new byte[2 * TreeHash.Length])).Message.ShouldContain("a tree of 3 leaves has 3 hashes there");

    private static void Store(Dictionary<(int Level, long Number), byte[]> stored, TileWriter writer)
    {
        foreach (var (tile, hashes) in writer.TakeChanged())
        {
            hashes.Length.ShouldBe(tile.Width * TreeHash.Length);
            if (stored.TryGetValue((tile.Level, tile.Number), out var narrower))
                hashes.AsSpan(0, narrower.Length).SequenceEqual(narrower).ShouldBeTrue("a tile only grows");
            stored[(tile.Level, tile.Number)] = hashes;
        }
    }

    private static IEnumerable<TileId> Expected(long size) => Enumerable.Range(0, 3).SelectMany(level => TileId.OfLevel(level, size));
}
