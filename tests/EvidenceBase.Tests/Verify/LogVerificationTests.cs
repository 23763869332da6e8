using System.Buffers;
using System.Text;
using CsCheck;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using EvidenceBase.Verify;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Verify;

public sealed class LogVerificationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256)]
    [InlineData(300)]
    [InlineData(600)]
    public async Task Given_a_log_that_was_not_changed_when_checked_then_everything_holds(int events)
    {
        var (code, text) = await SignedLog.Of(events).Check();

        code.ShouldBe(Report.Holds, text);
        text.ShouldContain($"All {events} events are, in every column but their content and in their order, those that were signed.");
        text.ShouldContain($"The contents of {events} events are those that were signed.");
        text.ShouldContain("No checkpoint kept earlier was given");
        text.ShouldNotContain("does not know");
    }

    [Fact]
    public async Task Given_a_log_when_any_byte_of_any_file_that_counts_is_changed_then_it_is_refuted_or_cannot_be_read()
    {
        var log = SignedLog.Of(3);
        foreach (var (path, content) in log.Files.Where(file => !file.Key.StartsWith("tile/0", StringComparison.Ordinal)).ToList())
        {
            for (var index = 0; index < content.Length; index++)
            {
                log.Files[path] = [.. content];
                log.Files[path][index] ^= 1;
                try
                {
                    var (code, text) = await log.Check();
                    if (code == Report.Holds)
                        IsJsonOfTheSameMeaning(content, log.Files[path], index).ShouldBeTrue($"{path}, byte {index}: {text}");
                }
                catch (SourceException)
                {
                    // A bundle that ends inside an entry.
                }
            }

            log.Files[path] = content;
        }

        (await log.Check()).Code.ShouldBe(Report.Holds);
    }

    [Fact]
    public async Task Given_events_that_were_changed_removed_put_in_or_moved_when_checked_then_their_positions_are_named()
    {
        var log = SignedLog.Of(300);
        var other = SignedLog.Of(300, leaf => leaf with { UserName = "local:eve" });
        var entries = Entries(log, 0, 256);
        var foreign = Entries(other, 0, 256);

        await Refutes([.. entries.Select((entry, index) => index == 16 ? foreign[16] : entry)], "Position 17: not what was signed");
        await Refutes([.. entries[..16], .. entries[17..]], "Positions 17 to 255: not what was signed", "Position 256: nothing is there any more");
        await Refutes([.. entries[..16], foreign[16], .. entries[16..]], "Positions 17 to 256: not what was signed", "Up to position 256 there are 1 more events than were signed");
        await Refutes([.. entries[..16], entries[17], entries[16], .. entries[18..]], "Positions 17 to 18: not what was signed");
        await Refutes([.. entries, foreign[0]], "Up to position 256 there are 1 more events than were signed");
        await Refutes([], "Positions 1 to 256: nothing is there any more");

        async Task Refutes(ReadOnlyMemory<byte>[] changed, params string[] words)
        {
            var bundle = new ArrayBufferWriter<byte>();
            foreach (var entry in changed)
                EntryBundle.Write(bundle, entry.Span);
            var before = log.Files["tile/entries/000"];
            log.Files["tile/entries/000"] = bundle.WrittenSpan.ToArray();
            var (code, text) = await log.Check();
            log.Files["tile/entries/000"] = before;

            code.ShouldBe(Report.IsRefuted, text);
            foreach (var word in words.Append("do not give the root"))
                text.ShouldContain(word, Case.Sensitive, text[..Math.Min(text.Length, 2000)]);
        }
    }

    [Fact]
    public void Given_any_checkpoint_kept_earlier_when_the_log_only_grew_then_it_holds_and_when_it_was_signed_anew_it_does_not() =>
        Gen.Int[1, 40].SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[1, size], Gen.Int[1, size])).Sample((size, keptSize, changed) =>
        {
            var kept = SignedLog.Of(keptSize).Checkpoint;
            var grown = SignedLog.Of(size).Check(SignedLog.Question(("kept", kept))).GetAwaiter().GetResult();
            grown.Code.ShouldBe(Report.Holds, grown.Text);
            grown.Text.ShouldContain($"The first {keptSize} events are those that the checkpoint in kept was signed over");

            // Signed by the right key, consistent in itself – and not what it was.
            var rewritten = SignedLog.Of(size, leaf => leaf.Sequence == changed + 10 ? leaf with { UserName = "local:eve" } : leaf);
            rewritten.Check().GetAwaiter().GetResult().Code.ShouldBe(Report.Holds);
            rewritten.Check(SignedLog.Question(("kept", kept))).GetAwaiter().GetResult().Code.ShouldBe(changed <= keptSize ? Report.IsRefuted : Report.Holds);
        }, iter: 60);

    [Fact]
    public async Task Given_a_log_shorter_than_it_was_when_checked_against_the_kept_checkpoint_then_history_was_cut_off()
    {
        var (code, text) = await SignedLog.Of(3).Check(SignedLog.Question(("kept", SignedLog.Of(5).Checkpoint)));

        code.ShouldBe(Report.IsRefuted);
        text.ShouldContain("history was cut off");
    }

    [Fact]
    public async Task Given_a_checkpoint_of_another_key_when_checked_then_nothing_of_it_is_trusted()
    {
        var stranger = new SigningKey(SignedLog.Key.Verifier.Name, SignatureType.Ed25519, new byte[32]);

        var (code, text) = await SignedLog.Of(3).Check(new([stranger.Verifier], [], []));

        code.ShouldBe(Report.IsRefuted);
        text.ShouldNotContain("proven");
    }

    [Fact]
    public async Task Given_contents_that_are_changed_exchanged_or_missing_when_checked_then_it_says_so()
    {
        var log = SignedLog.Of(3);
        var lines = Encoding.UTF8.GetString(log.Files["payloads/000.p/3"]).Split('\n');

        await Says(Report.IsRefuted, "Position 1: not the content that was signed", lines[0].Replace("so.", "not so.", StringComparison.Ordinal), lines[1], lines[2]);
        await Says(Report.IsRefuted, "Positions 1 to 2: not the content that was signed", lines[1], lines[0], lines[2]);
        await Says(Report.IsRefuted, "Position 2: not the content that was signed", lines[0], "rubbish", lines[2]);
        await Says(Report.NotAllChecked, "The contents of 1 events were not given.", lines[0], lines[1]);
        await Says(Report.NotAllChecked, "The contents of 1 events were not given.", lines[0], "{}", lines[2]);
        log.Files.Remove("payloads/000.p/3");
        (await log.Check()).Text.ShouldContain("The contents of 3 events were not given.");
        (await log.Check(SignedLog.Question() with { WithPayloads = false })).Code.ShouldBe(Report.Holds);

        async Task Says(int code, string words, params string[] changed)
        {
            log.Files["payloads/000.p/3"] = Encoding.UTF8.GetBytes(string.Concat(changed.Select(line => $"{line}\n")));
            var answer = await log.Check();
            answer.Code.ShouldBe(code, answer.Text);
            answer.Text.ShouldContain(words, Case.Sensitive, answer.Text);
        }
    }

    [Theory]
    [InlineData("sequence", "its sequence number 10 does not follow 12")]
    [InlineData("version", "it has number 5 in its stream, after number 0")]
    [InlineData("study", "it is an event of the study “other”, the others are of “harbour”")]
    public async Task Given_a_history_that_makes_no_sense_when_it_was_signed_all_the_same_then_that_is_refuted(string what, string words)
    {
        var log = SignedLog.Of(3, leaf => leaf.Sequence != 13 ? leaf : what switch
        {
            "sequence" => leaf with { Sequence = 10 },
            "version" => leaf with { Version = 5 },
            _ => leaf with { Study = "other" },
        });

        var (code, text) = await log.Check();

        code.ShouldBe(Report.IsRefuted);
        text.ShouldContain($"Position 3: {words}");
    }

    [Fact]
    public async Task Given_events_that_this_program_does_not_know_when_checked_then_they_are_proven_and_it_says_what_it_cannot_tell()
    {
        var (code, text) = await SignedLog.Of(2, leaf => leaf with { Type = "claim_painted" }).Check();

        code.ShouldBe(Report.Holds, text);
        text.ShouldContain("does not know what these events mean: claim_painted");
    }

    [Fact]
    public async Task Given_witnesses_when_checked_then_each_must_have_cosigned()
    {
        var log = SignedLog.Of(3);
        var time = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
        var note = log.Checkpoint;
        var cosigned = note with { Signatures = [.. note.Signatures, SignedLog.Witness.Cosign(Checkpoint.Parse(note.Text), time)] };
        var question = SignedLog.Question() with { Witnesses = [SignedLog.Witness.Verifier] };

        (await log.Check(question)).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(Report.NotAllChecked),
            answer => answer.Text.ShouldContain("witness.example has cosigned neither"));
        (await log.Check(question with { Kept = [("kept", cosigned)] })).Text.ShouldContain("The witness witness.example saw the log at 3 events on 2026-03-02 00:00:00 UTC.");
        log.Files["checkpoint"] = Encoding.UTF8.GetBytes(cosigned.ToString());
        (await log.Check(question)).Code.ShouldBe(Report.Holds);
        var forged = cosigned with { Signatures = [cosigned.Signatures[0], cosigned.Signatures[1] with { Value = [.. cosigned.Signatures[1].Value.Reverse()] }] };
        log.Files["checkpoint"] = Encoding.UTF8.GetBytes(forged.ToString());
        (await log.Check(question)).Code.ShouldBe(Report.IsRefuted);
    }

    [Fact]
    public async Task Given_a_service_that_reports_more_events_than_are_signed_when_checked_then_they_are_said_to_be_not_yet_proven()
    {
        var log = SignedLog.Of(3);
        log.Files["log"] = """{"position":5,"alarm":null}"""u8.ToArray();
        (await log.Check()).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(Report.Holds),
            answer => answer.Text.ShouldContain("the 2 above the checkpoint are not proven yet"));

        log.Files["log"] = """{"position":5,"alarm":"Keys are gone."}"""u8.ToArray();
        (await log.Check()).ShouldSatisfyAllConditions(
            answer => answer.Code.ShouldBe(Report.IsRefuted),
            answer => answer.Text.ShouldContain("Keys are gone."));
    }

    [Theory]
    [InlineData("checkpoint")]
    [InlineData("tile/entries/000")]
    public async Task Given_a_file_that_is_missing_when_checked_then_that_is_no_proof_of_anything(string path)
    {
        var log = SignedLog.Of(300);
        log.Files.Remove(path);

        await Should.ThrowAsync<SourceException>(() => log.Check());
    }

    private static List<ReadOnlyMemory<byte>> Entries(SignedLog log, long number, int width) => [.. EntryBundle.Read(log.Files[TilePath.OfEntries(number, width)])];

    /// <summary>The spaces of a payload's JSON say nothing and are not signed.</summary>
    private static bool IsJsonOfTheSameMeaning(byte[] before, byte[] after, int index) => char.IsWhiteSpace((char)before[index]) && char.IsWhiteSpace((char)after[index]);
}
