using System.Text;
using CsCheck;
using EvidenceBase.TransparencyLog.Merkle;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Merkle;

public sealed class MerkleTreeTests
{
    private static readonly Vectors Published = Vectors.Published;

    /// <summary>Published in transparency-dev/merkle, rfc6962/rfc6962_test.go, commit 417fb0c (Apache-2.0).</summary>
    [Fact]
    public void Given_the_published_examples_when_hashed_then_empty_tree_leaf_and_node_are_as_published()
    {
        MerkleTree.EmptyRoot.ToString().ShouldBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        MerkleTree.Leaf([]).ToString().ShouldBe("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        MerkleTree.Leaf("L123456"u8).ToString().ShouldBe("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");

        // The published node is over "N123" and "N456" as they are, shorter than any hash: hashed here by hand.
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([1, .. Encoding.ASCII.GetBytes("N123N456")]))
            .ShouldBe("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    [Fact]
    public void Given_a_leaf_and_a_node_over_the_same_bytes_when_hashed_then_they_differ() =>
        MerkleTree.Leaf([.. Trees.Leaf(1).ToArray(), .. Trees.Leaf(2).ToArray()]).ShouldNotBe(MerkleTree.Node(Trees.Leaf(1), Trees.Leaf(2)));

    [Fact]
    public void Given_the_published_entries_when_appended_one_by_one_then_each_root_is_as_published()
    {
        var range = new CompactRange();
        range.Root.ShouldBe(Published.Root(0));
        foreach (var leaf in Published.Leaves)
        {
            range.Append(leaf);
            range.Root.ShouldBe(Published.Root(range.Size));
            TreeProofs.Root(range.Size, Trees.Nodes(Published.Leaves)).ShouldBe(Published.Root(range.Size));
        }
    }

    [Fact]
    public void Given_any_entries_when_appended_one_by_one_then_the_root_is_that_of_the_tree_from_scratch() =>
        Gen.Select(Gen.Int[0, 700], Gen.Int).Sample((size, seed) =>
        {
            var leaves = Trees.Leaves(size, seed);
            var range = new CompactRange();
            foreach (var leaf in leaves)
                range.Append(leaf);

            range.Size.ShouldBe(size);
            range.Root.ShouldBe(Trees.Root([.. leaves]));
        }, iter: 100);

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(0)]
    public void Given_bytes_that_are_no_hash_when_taken_for_one_then_they_are_refused(int length) =>
        Should.Throw<FormatException>(() => new TreeHash(new byte[length])).Message.ShouldContain($"{length}");
}
