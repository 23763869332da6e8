using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Pages;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.Verify;

namespace EvidenceBase.IntegrationTests.Audit.Bundles;

/// <summary>One file with which a third party checks a study without the service.</summary>
public sealed class BundleTests(SharedService shared)
{
    private const string Canary = "Nobody in the crane gang was paid for the Sunday";

    [Fact]
    public async Task Given_a_study_when_its_bundle_is_taken_then_the_verifier_proves_history_views_and_report()
    {
        var study = await Filled(shared.Running);
        var bundle = await study.Bundle();

        var (code, text) = await Check(study, bundle);

        code.ShouldBe(Report.Holds, text);
        text.ShouldContain("are, in every column but their content and in their order, those that were signed");
        text.ShouldContain("views are, to the byte, what the events give when they are folded and rendered");
        text.ShouldContain("are also README.md, schema/events.json, provenance.jsonld, report.html, ro-crate-metadata.json.");
        text.ShouldContain("The first 4 events are those that the checkpoint in releases/4.checkpoint was signed over");
        var log = await Run(bundle, "log", (await study.LogStatus()).Keys[0]);
        log.Code.ShouldBe(Report.Holds, log.Text);
    }

    [Fact]
    public async Task Given_the_same_moment_when_a_bundle_is_taken_again_after_more_was_recorded_and_after_a_restart_then_it_has_the_same_bytes()
    {
        var database = await shared.Server.NewDatabase();
        TestStudy study;
        byte[] first;
        long position;
        string data;
        await using (var service = await RunningService.Start(database))
        {
            study = await Filled(service);
            position = (await study.Proven()).Size;
            first = await study.Bundle();
            (await study.Bundle()).ShouldBe(first);
            await study.Given("claims", """{"key":"C9","kind":"causal","text":"Later."}""");
            await study.Proven();
            (await study.Bundle($"?asOf=position:{position}")).ShouldBe(first);
            (await study.Bundle()).ShouldNotBe(first);
            data = service.CopyOfData();
        }

        await using var again = await RunningService.Start(database, data);
        (await study.In(again).Bundle($"?asOf=position:{position}")).ShouldBe(first);
    }

    [Fact]
    public async Task Given_a_checkpoint_that_a_witness_cosigns_later_when_a_bundle_is_taken_again_then_it_has_the_same_bytes()
    {
        var study = await Filled(shared.Running);
        var library = new SigningKey("witness.example/library", SignatureType.Cosignature, [.. Enumerable.Repeat((byte)5, 32)]);
        await study.Given("audit/witnesses", $$"""{"key":"library","verifierKey":"{{library.Verifier}}"}""");
        await study.Proven();
        var before = await study.Bundle();
        var (checkpoint, note) = await study.OpenCheckpoint();
        var signed = SignedNote.Parse(note);
        var cosigned = signed with { Signatures = [.. signed.Signatures, library.Cosign(checkpoint, DateTimeOffset.UtcNow)] };
        var answer = await study.Send(HttpMethod.Post, "audit/checkpoint/cosignatures", cosigned.ToString(), wait: false, ("Content-Type", "text/plain"));
        answer.Status.ShouldBe(200, answer.Text);

        (await study.Bundle()).ShouldBe(before);
    }

    [Theory]
    [InlineData("?asOf=position:3", 3)]
    [InlineData("?asOf=submitted", 4)]
    public async Task Given_a_moment_between_checkpoints_when_a_bundle_is_taken_then_it_ends_there_and_is_signed(string asOf, long size)
    {
        var study = await Filled(shared.Running);
        await study.Proven();

        var bundle = await study.Bundle(asOf);

        var (code, text) = await Check(study, bundle);
        code.ShouldBe(Report.Holds, text);
        text.ShouldContain($"All {size} events are");
    }

    [Fact]
    public async Task Given_a_bundle_when_its_views_are_compared_with_what_the_service_answers_then_they_are_the_same()
    {
        var study = await FilledStudy.Open(shared.Running);
        var size = (await study.Proven()).Size;
        var files = Entries(await study.Bundle());

        foreach (var (path, list) in new[] { ("claim", "claims"), ("source", "sources"), ("interview", "interviews"), ("figure", "figures"), ("memo", "memos"), ("argument", "arguments") })
        {
            var shown = (await study.Get($"{list}?limit=500&asOf=position:{size}")).Json["items"]!;
            JsonNode.DeepEquals(JsonNode.Parse(files[$"views/{path}.json"]), shown).ShouldBeTrue(path);
        }

        var steps = JsonNode.Parse(files["views/step.json"])!.AsArray();
        steps.Count.ShouldBeGreaterThan(0);
        foreach (var coding in JsonNode.Parse(files["views/coding.json"])!.AsArray())
            JsonNode.DeepEquals(coding, (await study.Get($"codings/{coding!["id"]}?asOf=position:{size}")).Json).ShouldBeTrue(coding.ToJsonString());
    }

    [Fact]
    public async Task Given_cited_things_whose_changes_were_undone_when_a_bundle_is_taken_then_its_views_say_what_is_shown_and_the_verifier_proves_them()
    {
        var study = await Filled(shared.Running);
        await study.Given("sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"source","name":"wade"}}""");
        (await study.Put("sources/wade", """{"item":{"type":"book","title":"Another Book"}}""", ("If-Match", "\"1\""))).Status.ShouldBe(200);
        await study.Given("undo", "{}");
        await study.Given("codings/st-1/notes", """{"note":"Which gang?"}""");
        await study.Given("undo", "{}");
        await study.Proven();
        var bundle = await study.Bundle();

        var (code, text) = await Check(study, bundle);

        code.ShouldBe(Report.Holds, text);
        var claim = JsonNode.Parse(Entries(bundle)["views/claim.json"])![0]!;
        JsonNode.DeepEquals(claim, (await study.Get("claims/C1")).Json).ShouldBeTrue();
        claim["evidence"]!.AsArray().Select(one => one!["citation"]!["currentVersion"]!.GetValue<long>()).ShouldBe([3, 3]);
        claim["evidence"]!.AsArray().ShouldAllBe(one => !one!["citation"]!["changedSinceCited"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Given_words_of_an_interview_when_a_bundle_is_taken_then_no_file_of_it_holds_them()
    {
        var study = await Filled(shared.Running);

        var bundle = await study.Bundle();
        using (var archive = new ZipArchive(new MemoryStream(bundle)))
            archive.Entries.ShouldAllBe(entry => entry.CompressedLength == entry.Length && entry.LastWriteTime.Year == 1980);
        foreach (var (path, content) in Entries(bundle))
        {
            foreach (var encoding in new[] { Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
                content.AsSpan().IndexOf(encoding.GetBytes("crane gang")).ShouldBe(-1, path);
        }
    }

    [Theory]
    [InlineData("views/claim.json", "It was so.", "It was so!", "“C1” is not what the events give")]
    [InlineData("report.html", "Audit report", "Audit rapport", "report.html is not what the events give")]
    [InlineData("payloads/000.p/9", "It was so.", "It was no.", "not the content that was signed")]
    [InlineData("tile/entries/000.p/9", "claim_asserted", "claim_reworded", "not what was signed")]
    [InlineData("provenance.jsonld", "position 3", "position 4", "provenance.jsonld is not what the events give")]
    public async Task Given_a_bundle_when_a_file_of_it_is_changed_then_the_verifier_finds_it_even_if_the_table_of_contents_was_changed_with_it(
        string path, string from, string to, string words)
    {
        var study = await Filled(shared.Running);
        var size = (await study.Proven()).Size;
        var actual = path.Replace(".p/9", $".p/{size}", StringComparison.Ordinal);
        var changed = Altered(await study.Bundle(), files =>
        {
            var before = Encoding.Latin1.GetString(files[actual]);
            before.ShouldContain(from);
            files[actual] = Encoding.Latin1.GetBytes(before.Replace(from, to, StringComparison.Ordinal));
        });

        var (code, text) = await Check(study, changed);

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain(words);
    }

    [Theory]
    [InlineData("views/claim.json")]
    [InlineData("report.pdf")]
    [InlineData("releases/4.checkpoint")]
    [InlineData("tile/0/000.p/9")]
    public async Task Given_a_bundle_when_a_file_is_removed_then_the_verifier_finds_it_even_if_the_table_of_contents_was_changed_with_it(string path)
    {
        var study = await Filled(shared.Running);
        var size = (await study.Proven()).Size;
        var actual = path.Replace(".p/9", $".p/{size}", StringComparison.Ordinal);

        var (code, text) = await Check(study, Altered(await study.Bundle(), files => files.Remove(actual).ShouldBeTrue()));

        code.ShouldBe(Report.IsRefuted, text);
        text.ShouldContain(actual);
    }

    [Fact]
    public async Task Given_a_history_that_was_changed_when_a_bundle_is_asked_for_then_none_is_given()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await Filled(service);
        await study.Proven();
        await LogTests.Tamper(service, $"update evidence.mt_events set user_name = 'local:eve' where tenant_id = '{study.Slug}' and type = 'claim_asserted'");

        var answer = await study.Get("audit/bundle");

        (answer.Status, answer.Problem).ShouldBe((409, "history-changed"), answer.Text);
    }

    [Fact]
    public async Task Given_keys_that_are_gone_when_a_bundle_is_asked_for_then_the_answer_says_so()
    {
        await using var service = await RunningService.Start(await shared.Server.NewDatabase());
        var study = await Filled(service);
        Directory.Move(Path.Combine(service.Data, "keys", study.Slug, "log"), Path.Combine(service.Data, "keys", study.Slug, "away"));

        var answer = await study.Get("audit/bundle");

        (answer.Status, answer.Problem).ShouldBe((409, "log-alarm"), answer.Text);
    }

    [Theory]
    [InlineData("?asOf=position:99999", 400, "position-out-of-range")]
    [InlineData("?asOf=2001-01-01", 404, "not-yet")]
    [InlineData("?asOf=no-such-release", 400, "malformed-moment")]
    public async Task Given_a_moment_that_cannot_be_bundled_when_asked_for_then_the_answer_says_why(string query, int status, string problem)
    {
        var study = await Filled(shared.Running);
        await study.Proven();

        var answer = await study.Get($"audit/bundle{query}");

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
    }

    [Fact]
    public async Task Given_an_auditor_when_a_bundle_is_taken_then_it_is_the_owners_to_the_byte_and_on_the_trail()
    {
        var cast = await Cast.In(shared.Running);
        await cast.Study.Proven();

        var auditors = await cast.Clients["auditor"].GetByteArrayAsync($"/api/studies/{cast.Study.Slug}/audit/bundle");

        auditors.ShouldBe(await cast.Study.Bundle());
        var trail = (await cast.Study.Get("trail?action=exported")).Json["items"]!.AsArray();
        trail.Count(entry => entry!["thing"]?["kind"]?.GetValue<string>() == "bundle").ShouldBe(2, trail.ToJsonString());
    }

    /// <summary>Two events of the study itself, an interview with a statement, a release, a claim that rests on it.</summary>
    private static async Task<TestStudy> Filled(RunningService service)
    {
        var study = await TestStudy.Open(service);
        await study.Given("interviews", """{"code":"H 001","confidentiality":"confidential"}""");
        await study.Given("codes", """{"key":"loss","name":"Loss of work"}""");
        await study.Given("releases", """{"name":"submitted","position":4}""");
        await study.Given("codings", $$"""{"interview":"H 001","layer":"anna","key":"st-1","codes":["loss"],"statement":"{{Canary}}"}""");
        await study.Given("codings", """{"interview":"H 001","layer":"anna","key":"st-2","codes":["loss"],"statement":"The crane gang again."}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"It was so."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");
        await study.Proven();
        return study;
    }

    private static async Task<(int Code, string Text)> Check(TestStudy study, byte[] bundle) => await Run(bundle, "bundle", (await study.LogStatus()).Keys[0]);

    private static async Task<(int Code, string Text)> Run(byte[] bundle, string command, string key)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, bundle);
        var output = new StringWriter();
        var code = await VerifyProgram.Run([command, file, "--key", key], output, output, null, DateTimeOffset.UtcNow);
        File.Delete(file);
        return (code, output.ToString());
    }

    private static Dictionary<string, byte[]> Entries(byte[] bundle)
    {
        using var archive = new ZipArchive(new MemoryStream(bundle));
        return archive.Entries.ToDictionary(entry => entry.FullName, entry =>
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            return copy.ToArray();
        });
    }

    /// <summary>The bundle with other files, and a table of contents that fits them.</summary>
    private static byte[] Altered(byte[] bundle, Action<Dictionary<string, byte[]>> alter)
    {
        var files = Entries(bundle);
        alter(files);
        var crate = JsonNode.Parse(files["ro-crate-metadata.json"])!;
        foreach (var node in crate["@graph"]!.AsArray().Where(node => node!["@type"]!.GetValue<string>() == "File").ToList())
        {
            if (!files.TryGetValue(node!["@id"]!.GetValue<string>(), out var content))
            {
                crate["@graph"]!.AsArray().Remove(node);
                continue;
            }

            node["contentSize"] = content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture);
            node["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content));
        }

        files["ro-crate-metadata.json"] = Encoding.UTF8.GetBytes(crate.ToJsonString());
        using var output = new MemoryStream();
        using (var archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (path, content) in files)
            {
                using var entry = archive.CreateEntry(path).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }
}
