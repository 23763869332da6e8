using EvidenceBase.TransparencyLog;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.Tests.TransparencyLog.Merkle;
using EvidenceBase.Verify;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Verify;

/// <summary>The program as it is called from a shell.</summary>
public sealed class VerifyProgramTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly string Key = SignedLog.Key.Verifier.ToString();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evidencebase-verify-");

    [Fact]
    public async Task Given_a_folder_or_a_zip_file_when_checked_then_both_say_the_same()
    {
        SignedLog.Of(300).SaveTo(File("log"));
        SignedLog.Of(300).ZipTo(File("log.zip"));

        var ofFolder = await Run("log", File("log"), "--key", Key);
        var ofZip = await Run("log", File("log.zip"), "--key", Key);

        ofFolder.Code.ShouldBe(0, ofFolder.Text);
        ofZip.ShouldBe(ofFolder);
    }

    [Fact]
    public async Task Given_a_log_that_is_kept_an_eye_on_when_it_grows_then_it_holds_and_when_it_was_rewritten_the_kept_checkpoint_stays()
    {
        var keep = File("kept");
        SignedLog.Of(3).SaveTo(File("first"));
        SignedLog.Of(5).SaveTo(File("second"));
        SignedLog.Of(7, leaf => leaf with { UserName = "local:eve" }).SaveTo(File("third"));

        (await Run("log", File("first"), "--key", Key, "--keep", keep)).Code.ShouldBe(0);
        var second = await Run("log", File("second"), "--key", Key, "--keep", keep);
        second.Code.ShouldBe(0, second.Text);
        second.Text.ShouldContain("The first 3 events are those that the checkpoint in");
        var third = await Run("log", File("third"), "--key", Key, "--keep", keep);

        third.Code.ShouldBe(1, third.Text);
        SignedNote.Parse(System.IO.File.ReadAllBytes(keep)).ToString().ShouldBe(SignedLog.Of(5).Checkpoint.ToString());
    }

    [Fact]
    public async Task Given_a_witness_when_it_cosigns_what_it_keeps_then_others_can_ask_for_its_cosignature()
    {
        var made = await Run("new-witness", "witness.example", File("witness"));
        made.Code.ShouldBe(0, made.Text);
        SignedLog.Of(3).SaveTo(File("log"));

        (await Run("log", File("log"), "--key", Key, "--keep", File("kept"), "--cosign", File("witness"))).Code.ShouldBe(0);
        var answer = await Run("log", File("log"), "--key", Key, "--against", File("kept"), "--witness", made.Text.Trim());

        answer.Code.ShouldBe(0, answer.Text);
        answer.Text.ShouldContain("The witness witness.example saw the log at 3 events on 2026-03-02 00:00:00 UTC.");
        (await Run("log", File("log"), "--key", Key, "--witness", made.Text.Trim())).Code.ShouldBe(3);
        (await Run("log", File("log"), "--key", Key, "--cosign", File("witness"))).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Given_a_new_key_when_made_then_only_its_owner_can_read_it_and_none_is_overwritten()
    {
        var made = await Run("new-key", "log.example/harbour", File("key"));

        SigningKey.Parse(System.IO.File.ReadAllText(File("key")).Trim()).Verifier.ToString().ShouldBe(made.Text.Trim());
        if (!OperatingSystem.IsWindows())
            System.IO.File.GetUnixFileMode(File("key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Run("new-key", "log.example/harbour", File("key"))).Code.ShouldBe(2);
        (await Run("new-key", "no name", File("other"))).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Given_what_was_saved_when_checked_again_then_it_holds_without_the_source()
    {
        SignedLog.Of(300).SaveTo(File("log"));

        (await Run("log", File("log"), "--key", Key, "--save", File("saved"))).Code.ShouldBe(0);
        Directory.Delete(File("log"), recursive: true);

        (await Run("log", File("saved"), "--key", Key)).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Given_a_proof_file_when_checked_then_it_shows_the_event_and_no_change_of_it_passes()
    {
        var log = SignedLog.Of(1);
        var entry = EvidenceBase.TransparencyLog.Tiles.EntryBundle.Read(log.Files["tile/entries/000.p/1"])[0];
        var content = System.Text.Encoding.UTF8.GetString(log.Files["payloads/000.p/1"]).Trim();
        var leaves = new[] { MerkleTree.Leaf(entry.Span), Trees.Leaf(1), Trees.Leaf(2) };
        var extra = CanonicalJson.Of($"{{\"entry\":{System.Text.Encoding.UTF8.GetString(entry.Span)},{content[1..]}");
        var proof = new LogProof(0, TreeProofs.Inclusion(0, 3, Trees.Nodes(leaves)), SignedLog.Note(3, Trees.Root(leaves)), extra);
        var file = File("one.tlog-proof");

        await System.IO.File.WriteAllTextAsync(file, proof.ToString());
        var answer = await Run("proof", file, "--key", Key);
        answer.Code.ShouldBe(0, answer.Text);
        answer.Text.ShouldContain("This event stands at position 1 of that history");
        answer.Text.ShouldContain("It was so.");

        await System.IO.File.WriteAllTextAsync(file, (proof with { Index = 1 }).ToString());
        (await Run("proof", file, "--key", Key)).Code.ShouldBe(1);
        await System.IO.File.WriteAllTextAsync(file, (proof with { Extra = CanonicalJson.Of(System.Text.Encoding.UTF8.GetString(extra).Replace("It was so.", "It was not so.", StringComparison.Ordinal)) }).ToString());
        (await Run("proof", file, "--key", Key)).Code.ShouldBe(1);
        await System.IO.File.WriteAllTextAsync(file, (proof with { Extra = null }).ToString());
        (await Run("proof", file, "--key", Key)).Code.ShouldBe(3);
        await System.IO.File.WriteAllTextAsync(file, "rubbish");
        (await Run("proof", file, "--key", Key)).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData]
    [InlineData("prove")]
    [InlineData("log")]
    [InlineData("log", "somewhere")]
    [InlineData("log", "somewhere", "--key", "no key")]
    [InlineData("log", "somewhere", "--key")]
    [InlineData("log", "somewhere", "elsewhere", "--key", "KEY")]
    [InlineData("log", "somewhere", "--key", "KEY", "--force")]
    [InlineData("log", "somewhere", "--key", "KEY", "--keep", "a", "--keep", "b")]
    [InlineData("log", "somewhere", "--key", "KEY", "--against", "no-such-file")]
    [InlineData("proof", "no-such-file", "--key", "KEY")]
    [InlineData("new-key", "a-name")]
    public async Task Given_a_command_that_is_not_understood_when_run_then_it_says_how_it_is_used(params string[] words)
    {
        var (code, text) = await Run([.. words.Select(word => word == "KEY" ? Key : word)]);

        code.ShouldBe(2);
        text.ShouldContain("evidencebase-verify log SOURCE --key KEY");
    }

    [Theory]
    [InlineData("no-such-folder")]
    [InlineData("http://127.0.0.1:1/api/studies/harbour")]
    public async Task Given_a_source_that_cannot_be_read_when_checked_then_nothing_is_claimed(string source)
    {
        var (code, text) = await Run("log", source, "--key", Key);

        code.ShouldBe(3);
        text.ShouldNotContain("proven");
    }

    public void Dispose() => folder.Delete(recursive: true);

    private string File(string name) => Path.Combine(folder.FullName, name);

    private static async Task<(int Code, string Text)> Run(params string[] words)
    {
        var output = new StringWriter();
        var code = await VerifyProgram.Run(words, output, output, null, Now);
        return (code, output.ToString());
    }
}
