using EvidenceBase.Tests.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.TransparencyLog.Notes;

public sealed class CheckpointTests
{
    private const string Hash = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
    private static readonly SigningKey Log = SignedNoteTests.Key("log.example/study", 1);
    private static readonly SigningKey Witness = SignedNoteTests.Key("witness.example", 2, SignatureType.Cosignature);

    /// <summary>The text is the example of C2SP tlog-checkpoint.</summary>
    [Fact]
    public void Given_the_published_checkpoint_when_read_then_it_says_origin_size_and_root_and_is_written_as_it_was()
    {
        const string text = $"example.com/behind-the-sofa\n20852163\n{Hash}\n";

        var checkpoint = Checkpoint.Parse(text);

        (checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64()).ShouldBe(("example.com/behind-the-sofa", 20852163, Hash));
        checkpoint.ToString().ShouldBe(text);
        Checkpoint.Parse($"{text}more\n").Extensions.ShouldBe(["more"]);
        Checkpoint.Parse($"{text}more\n").ToString().ShouldBe($"{text}more\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("origin\n")]
    [InlineData("origin\n3\n")]
    [InlineData($"\n3\n{Hash}\n")]
    [InlineData($"origin\n03\n{Hash}\n")]
    [InlineData($"origin\n+3\n{Hash}\n")]
    [InlineData($"origin\n-3\n{Hash}\n")]
    [InlineData($"origin\n 3\n{Hash}\n")]
    [InlineData($"origin\n99999999999999999999\n{Hash}\n")]
    [InlineData($"origin\nthree\n{Hash}\n")]
    [InlineData("origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2\n")]
    [InlineData("origin\n3\nCsUYapGG\n")]
    [InlineData($"origin\n3\n{Hash}")]
    [InlineData($"origin\n3\n{Hash}\n\n")]
    [InlineData($"origin\n3\n{Hash}\nmore\n\n")]
    public void Given_a_text_that_is_no_checkpoint_when_read_then_it_is_refused(string text) => Should.Throw<FormatException>(() => Checkpoint.Parse(text));

    [Fact]
    public void Given_a_checkpoint_signed_by_its_log_when_opened_then_it_is_trusted()
    {
        var checkpoint = new Checkpoint("log.example/study", 3, Trees.Leaf(1));

        Checkpoint.Open(SignedNote.Sign(checkpoint.ToString(), Log), Log.Verifier).ShouldBe(checkpoint);
    }

    [Fact]
    public void Given_a_checkpoint_of_another_origin_when_opened_then_the_key_is_no_reason_to_trust_it()
    {
        var note = SignedNote.Sign(new Checkpoint("log.example/other", 3, Trees.Leaf(1)).ToString(), Log);

        Should.Throw<UntrustedNoteException>(() => Checkpoint.Open(note, Log.Verifier)).Message.ShouldContain("log.example/other");
    }

    [Fact]
    public void Given_a_witness_when_it_cosigns_then_signature_and_time_are_verified_beside_those_of_the_log()
    {
        var checkpoint = new Checkpoint("log.example/study", 3, Trees.Leaf(1));
        var time = DateTimeOffset.FromUnixTimeSeconds(1679315147);
        var note = SignedNote.Sign(checkpoint.ToString(), Log);
        note = SignedNote.Parse((note with { Signatures = [.. note.Signatures, Witness.Cosign(checkpoint, time)] }).ToString());

        Checkpoint.Open(note, Log.Verifier).ShouldBe(checkpoint);
        var cosignature = note.VerifiedBy(Witness.Verifier).ShouldHaveSingleItem();
        Cosignature.TimeOf(cosignature).ShouldBe(time);
        VerifierKey.Parse(Witness.Verifier.ToString()).ShouldBe(Witness.Verifier);
        for (var index = 0; index < cosignature.Value.Length; index++)
        {
            byte[] changed = [.. cosignature.Value];
            changed[index] ^= 1;
            Should.Throw<UntrustedNoteException>(() => (note with { Signatures = [cosignature with { Value = changed }] }).VerifiedBy(Witness.Verifier));
        }
    }

    /// <summary>The header keeps the two apart: neither key can be made to say what the other says.</summary>
    [Fact]
    public void Given_the_same_seed_for_log_and_witness_when_one_signs_then_it_does_not_pass_for_the_other()
    {
        var checkpoint = new Checkpoint("log.example/study", 3, Trees.Leaf(1));
        var witness = SignedNoteTests.Key("log.example/study", 1, SignatureType.Cosignature);
        var signature = Log.Sign(checkpoint.ToString());

        witness.Verifier.Id.ShouldNotBe(Log.Verifier.Id);
        witness.Verifier.Verify(checkpoint.ToString(), signature).ShouldBeFalse();
        Log.Verifier.Verify(checkpoint.ToString(), witness.Cosign(checkpoint, DateTimeOffset.UnixEpoch)).ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => witness.Sign("text\n"));
        Should.Throw<InvalidOperationException>(() => Log.Cosign(checkpoint, DateTimeOffset.UnixEpoch));
    }

    [Fact]
    public void Given_a_leaf_of_a_tree_when_its_proof_is_written_then_the_file_alone_proves_it()
    {
        var leaves = Trees.Leaves(11);
        var checkpoint = new Checkpoint("log.example/study", 11, Trees.Root([.. leaves]));
        var proof = new LogProof(4, TreeProofs.Inclusion(4, 11, Trees.Nodes(leaves)), SignedNote.Sign(checkpoint.ToString(), Log), [1, 2, 3]);

        var read = LogProof.Parse(proof.ToString());

        read.ToString().ShouldBe(proof.ToString());
        read.ToString().ShouldStartWith("c2sp.org/tlog-proof@v1\nextra AQID\nindex 4\n");
        read.Extra.ShouldBe([1, 2, 3]);
        read.Proves(leaves[4], Checkpoint.Open(read.Checkpoint, Log.Verifier)).ShouldBeTrue();
        read.Proves(leaves[5], Checkpoint.Open(read.Checkpoint, Log.Verifier)).ShouldBeFalse();
        (read with { Index = 5 }).Proves(leaves[4], checkpoint).ShouldBeFalse();
    }

    [Fact]
    public void Given_a_tree_of_one_leaf_without_extra_data_when_its_proof_is_written_then_it_holds_no_hashes_and_can_be_read()
    {
        var checkpoint = new Checkpoint("log.example/study", 1, Trees.Leaf(0));
        var proof = new LogProof(0, [], SignedNote.Sign(checkpoint.ToString(), Log));

        var read = LogProof.Parse(proof.ToString());

        read.Extra.ShouldBeNull();
        read.Hashes.ShouldBeEmpty();
        read.Proves(Trees.Leaf(0), checkpoint).ShouldBeTrue();
    }

    [Theory]
    [InlineData("another header\nindex 0\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra !!\nindex 0\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nextra AQID\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex x\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex -5\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 05\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nAQID\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\nextra AQID\n\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n{0}")]
    [InlineData("c2sp.org/tlog-proof@v1\nindex 0\n\n")]
    public void Given_a_text_that_is_no_proof_when_read_then_it_is_refused(string text)
    {
        var checkpoint = SignedNote.Sign(new Checkpoint("log.example/study", 1, Trees.Leaf(0)).ToString(), Log);

        Should.Throw<FormatException>(() => LogProof.Parse(text.Replace("{0}", checkpoint.ToString(), StringComparison.Ordinal)));
    }
}
