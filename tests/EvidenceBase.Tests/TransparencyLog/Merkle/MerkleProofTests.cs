using CsCheck;
using EvidenceBase.TransparencyLog.Merkle;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Merkle;

public sealed class MerkleProofTests
{
    private static readonly Vectors Published = Vectors.Published;

    [Fact]
    public void Given_the_published_trees_when_inclusion_is_proved_then_the_proofs_are_the_published_ones_and_hold()
    {
        Published.Inclusion.Count.ShouldBe(36);
        foreach (var vector in Published.Inclusion)
        {
            TreeProofs.Inclusion(vector.Index, vector.Size, Trees.Nodes(Published.Leaves)).ShouldBe(vector.Hashes);
            MerkleProof.VerifyInclusion(Published.Leaves[(int)vector.Index], vector.Index, vector.Size, vector.Hashes, Published.Root(vector.Size)).ShouldBeTrue();
        }
    }

    [Fact]
    public void Given_the_published_trees_when_consistency_is_proved_then_the_proofs_are_the_published_ones_and_hold()
    {
        Published.Consistency.Count.ShouldBe(36);
        foreach (var vector in Published.Consistency)
        {
            TreeProofs.Consistency(vector.Older, vector.Newer, Trees.Nodes(Published.Leaves)).ShouldBe(vector.Hashes);
            MerkleProof.VerifyConsistency(vector.Older, Published.Root(vector.Older), vector.Newer, Published.Root(vector.Newer), vector.Hashes).ShouldBeTrue();
        }
    }

    [Fact]
    public void Given_any_tree_when_any_leaf_is_proved_then_the_proof_holds_and_no_change_of_it_does() =>
        Sizes.SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size - 1], Gen.Int, Gen.Int[0, int.MaxValue])).Sample((size, index, seed, where) =>
        {
            var leaves = Trees.Leaves(size, seed);
            var root = Trees.Root([.. leaves]);
            var proof = TreeProofs.Inclusion(index, size, Trees.Nodes(leaves));

            Holds(leaves[index], index, size, proof, root).ShouldBeTrue();
            Holds(Flipped(leaves[index], where), index, size, proof, root).ShouldBeFalse();
            Holds(leaves[index], index, size, proof, Flipped(root, where)).ShouldBeFalse();
            Holds(MerkleTree.Leaf([]), index, size, proof, root).ShouldBeFalse();
            Holds(leaves[index], index, size, proof, MerkleTree.EmptyRoot).ShouldBeFalse();
            foreach (var other in new[] { -1, index - 1, index + 1, index ^ 2, size, int.MaxValue }.Where(other => other != index))
                Holds(leaves[index], other, size, proof, root).ShouldBeFalse();
            foreach (var wrong in Changed(proof, where, root))
                Holds(leaves[index], index, size, wrong, root).ShouldBeFalse();

            static bool Holds(TreeHash leaf, long index, long size, IReadOnlyList<TreeHash> proof, TreeHash root) =>
                MerkleProof.VerifyInclusion(leaf, index, size, proof, root);
        }, iter: 200);

    [Fact]
    public void Given_any_two_sizes_of_a_tree_when_the_older_is_proved_to_begin_the_newer_then_the_proof_holds_and_no_change_of_it_does() =>
        Sizes.SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[1, size], Gen.Int, Gen.Int[0, int.MaxValue])).Sample((newer, older, seed, where) =>
        {
            var leaves = Trees.Leaves(newer, seed);
            var (olderRoot, newerRoot) = (Trees.Root(leaves, older), Trees.Root([.. leaves]));
            var proof = TreeProofs.Consistency(older, newer, Trees.Nodes(leaves));

            Holds(older, olderRoot, newer, newerRoot, proof).ShouldBeTrue();
            Holds(older, Flipped(olderRoot, where), newer, newerRoot, proof).ShouldBeFalse();
            Holds(older, olderRoot, newer, Flipped(newerRoot, where), proof).ShouldBeFalse();
            Holds(newer + 1, newerRoot, newer, newerRoot, proof).ShouldBeFalse();
            foreach (var wrong in Changed(proof, where, newerRoot))
                Holds(older, olderRoot, newer, newerRoot, wrong).ShouldBeFalse();

            static bool Holds(long older, TreeHash olderRoot, long newer, TreeHash newerRoot, IReadOnlyList<TreeHash> proof) =>
                MerkleProof.VerifyConsistency(older, olderRoot, newer, newerRoot, proof);
        }, iter: 200);

    [Fact]
    public void Given_any_change_of_an_older_leaf_when_the_newer_tree_is_made_then_it_is_not_consistent_with_the_older_one() =>
        Sizes.SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[1, size])).SelectMany(sizes => Gen.Select(Gen.Const(sizes), Gen.Int[0, sizes.Item2 - 1])).Sample((sizes, changed) =>
        {
            var (newer, older) = sizes;
            var leaves = Trees.Leaves(newer);
            var olderRoot = Trees.Root(leaves, older);
            IReadOnlyList<TreeHash> rewritten = [.. leaves.Select((leaf, index) => index == changed ? Trees.Leaf(index, 1) : leaf)];

            MerkleProof.VerifyConsistency(older, olderRoot, newer, Trees.Root([.. rewritten]), TreeProofs.Consistency(older, newer, Trees.Nodes(rewritten))).ShouldBeFalse();
        }, iter: 200);

    /// <summary>Every tree begins with the empty one. A “proof” of that would let a log start anew.</summary>
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 8)]
    [InlineData(-1, 8)]
    public void Given_an_older_size_of_nothing_when_consistency_is_asked_then_it_is_refused(int older, int newer)
    {
        MerkleProof.VerifyConsistency(older, MerkleTree.EmptyRoot, newer, Published.Root(newer), []).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => TreeProofs.Consistency(older, newer, Trees.Nodes(Published.Leaves)));
    }

    [Theory]
    [InlineData(8, 8)]
    [InlineData(-1, 8)]
    [InlineData(0, 0)]
    public void Given_an_index_outside_of_the_tree_when_inclusion_is_asked_then_it_is_refused(int index, int size)
    {
        MerkleProof.VerifyInclusion(Published.Leaves[0], index, size, [], Published.Root(size)).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => TreeProofs.Inclusion(index, size, Trees.Nodes(Published.Leaves)));
    }

    private static Gen<int> Sizes => Gen.OneOf(Gen.Int[1, 12], Gen.Int[1, 600], Gen.Int[0, 9].Select(power => 1 << power));

    private static TreeHash Flipped(TreeHash hash, int where)
    {
        var bytes = hash.ToArray();
        bytes[where % bytes.Length] ^= (byte)(1 << (where % 8));
        return new(bytes);
    }

    /// <summary>Each hash with one byte changed, one left out, one put in, at the front and at the end.</summary>
    private static IEnumerable<IReadOnlyList<TreeHash>> Changed(IReadOnlyList<TreeHash> proof, int where, TreeHash root)
    {
        for (var index = 0; index < proof.Count; index++)
        {
            yield return [.. proof.Select((hash, at) => at == index ? Flipped(hash, where) : hash)];
            yield return [.. proof.Where((_, at) => at != index)];
            yield return [.. proof.Take(index), proof[index], .. proof.Skip(index)];
        }

        foreach (var other in new[] { root, MerkleTree.EmptyRoot, Trees.Leaf(99) })
        {
            yield return [.. proof, other];
            yield return [other, .. proof];
        }
    }
}
