using System.Globalization;
using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Verify;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Verify;

/// <summary>What the program finds in an audit bundle, and what it says that it cannot tell.</summary>
public sealed class BundleVerificationTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("evidencebase-verify-");

    [Theory]
    [InlineData(1)]
    [InlineData(257)]
    public async Task Given_a_bundle_that_was_not_changed_when_checked_as_zip_file_or_as_folder_then_both_hold(int events)
    {
        var bundle = await BundleOfTest.Of(events);
        bundle.SaveTo(folder.FullName);

        var (code, text) = await bundle.Check();
        var ofFolder = await BundleOfTest.Run("bundle", folder.FullName, "--key", SignedLog.Key.Verifier.ToString());

        code.ShouldBe(Report.Holds, text);
        text.ShouldContain($"All {events} views are, to the byte, what the events give");
        text.ShouldContain("report.pdf is for reading");
        ofFolder.ShouldBe((code, text));
    }

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public async Task Given_a_machine_of_another_culture_when_a_bundle_is_checked_there_then_it_holds(string culture)
    {
        var bundle = await BundleOfTest.Of(257);
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var (code, text) = await bundle.Check();

            code.ShouldBe(Report.Holds, text);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public async Task Given_a_bundle_when_a_byte_of_any_file_is_changed_then_it_does_not_hold()
    {
        var bundle = await BundleOfTest.Of(3);
        foreach (var (path, content) in bundle.Files.ToList())
        {
            foreach (var index in new[] { 0, content.Length / 3, content.Length / 2, content.Length - 1 })
            {
                bundle.Files[path] = [.. content];
                bundle.Files[path][index] ^= 1;

                var (code, text) = await bundle.Check();

                code.ShouldBeOneOf([Report.IsRefuted, Report.NotAllChecked], $"{path}, byte {index}: {text}");
            }

            bundle.Files[path] = content;
        }

        (await bundle.Check()).Code.ShouldBe(Report.Holds);
    }

    [Theory]
    [InlineData("views/claim.json", "It was so.", "It was not so.", "views/claim.json: “C1” is not what the events give")]
    [InlineData("report.html", "local:anna", "local:eve", "report.html is not what the events give")]
    [InlineData("provenance.jsonld", "local:anna", "local:eve", "provenance.jsonld is not what the events give")]
    [InlineData("schema/events.json", "ClaimAsserted", "ClaimInvented", "schema/events.json is not what the events give")]
    public async Task Given_a_file_that_was_changed_and_listed_anew_when_checked_then_it_is_not_what_the_events_give(string path, string from, string to, string words)
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Replace(path, from, to);
        bundle.List();

        var (code, text) = await bundle.Check();

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain(words);
    }

    [Fact]
    public async Task Given_a_view_too_many_or_too_few_when_checked_then_the_file_is_not_what_the_events_give()
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Replace("views/claim.json", "\n]\n", ",\n{\"key\":\"C4\"}\n]\n");
        bundle.List();
        (await bundle.Check()).Text.ShouldContain("REFUTED   views/claim.json");

        bundle = await BundleOfTest.Of(3);
        bundle.Files["views/claim.json"] = "[\n]\n"u8.ToArray();
        bundle.List();
        (await bundle.Check()).Text.ShouldContain("views/claim.json: “C1” is not what the events give");
    }

    [Fact]
    public async Task Given_a_table_of_contents_that_was_changed_by_itself_when_checked_then_it_is_refuted()
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Replace(ResearchCrate.Path, "Terms of the study", "Public domain");

        var (code, text) = await bundle.Check();

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain("ro-crate-metadata.json is not what the events give");
    }

    [Theory]
    [InlineData("views/claim.json")]
    [InlineData("views/coding.json")]
    [InlineData("report.html")]
    [InlineData("report.pdf")]
    [InlineData("tile/0/000.p/3")]
    [InlineData("README.md")]
    public async Task Given_a_file_that_was_left_out_and_not_listed_when_checked_then_it_is_named(string path)
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Files.Remove(path).ShouldBeTrue();
        bundle.List();

        var (code, text) = await bundle.Check();

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain($"REFUTED   {path}");
    }

    [Fact]
    public async Task Given_a_file_that_does_not_belong_when_checked_then_it_is_named_whether_it_is_listed_or_not()
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Files["views/gossip.json"] = "[\n]\n"u8.ToArray();
        (await bundle.Check()).Text.ShouldContain("views/gossip.json is in the bundle, but not in its table of contents");

        bundle.List();
        (await bundle.Check()).Text.ShouldContain("views/gossip.json does not belong in the bundle");

        bundle = await BundleOfTest.Of(3);
        bundle.Files["letter.txt"] = [1];
        bundle.ListAs("letter.txt", "report.pdf");
        var (code, text) = await bundle.Check();
        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain("letter.txt does not belong in the bundle");
    }

    [Fact]
    public async Task Given_a_zip_file_with_two_of_a_name_when_checked_then_it_is_refuted()
    {
        var (code, text) = await (await BundleOfTest.Of(3)).Check(twice: "report.html");

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain("report.html is there more than once");
    }

    [Fact]
    public async Task Given_a_bundle_of_another_version_when_checked_then_its_history_is_proven_and_its_views_are_not_judged()
    {
        var bundle = await BundleOfTest.Of(3);
        bundle.Replace("schema/events.json", $"\"version\": {RecordStreams.Version}", $"\"version\": {RecordStreams.Version + 1}");
        bundle.List();

        var (code, text) = await bundle.Check();

        code.ShouldBe(Report.NotAllChecked, text);
        text.ShouldContain("proven    All 3 events are");
        text.ShouldContain("UNCHECKED The views were rendered by version");
    }

    [Fact]
    public async Task Given_a_signed_event_that_cannot_be_folded_when_checked_then_the_views_are_not_judged()
    {
        var bundle = await BundleOfTest.Of(3);
        foreach (var (path, content) in SignedLog.Of(3).Files)
            bundle.Files[path] = content;
        bundle.List();

        var (code, text) = await bundle.Check();

        code.ShouldBe(Report.NotAllChecked, text);
        text.ShouldContain("UNCHECKED Whether the views follow from the history cannot be told");
    }

    [Fact]
    public async Task Given_what_is_no_bundle_when_checked_then_nothing_is_claimed()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "rubbish"), [1, 2, 3], TestContext.Current.CancellationToken);
        SignedLog.Of(3).ZipTo(Path.Combine(folder.FullName, "log.zip"));

        foreach (var name in new[] { "rubbish", "log.zip", "nothing" })
        {
            var (code, text) = await BundleOfTest.Run("bundle", Path.Combine(folder.FullName, name), "--key", SignedLog.Key.Verifier.ToString());

            code.ShouldBe(Report.NotAllChecked, text);
            text.ShouldNotContain("proven");
        }
    }

    [Theory]
    [InlineData("--save")]
    [InlineData("--without-payloads")]
    public async Task Given_an_option_that_a_bundle_does_not_take_when_it_is_given_then_the_command_is_not_understood(string option)
    {
        var bundle = await BundleOfTest.Of(1);

        (await bundle.Check(null, option == "--save" ? [option, "x"] : [option])).Code.ShouldBe(Report.NotUnderstood);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
