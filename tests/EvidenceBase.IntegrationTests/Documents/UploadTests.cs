using System.Security.Cryptography;
using System.Text;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.Extensions.Configuration;
using static EvidenceBase.IntegrationTests.Documents.Uploaded;

namespace EvidenceBase.IntegrationTests.Documents;

public sealed class UploadTests(SharedService service)
{
    private const string Transcript = "Anna: Wie war es? 😀\r\nBo: 没有人告诉我们。\r\nAnna: Und dann?\r\nBo: Nichts.\r\n";

    [Fact]
    public async Task Given_a_file_when_it_is_uploaded_then_text_structure_and_original_can_be_read_and_the_view_holds_no_word()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        var bytes = Encoding.UTF8.GetBytes(Transcript);

        var uploaded = await Upload(study, "documents:upload", bytes, "Anna und Bo.txt", null, ("key", "js-036"), ("title", "Transcript"), ("interview", "JS 036"), ("kind", "transcript"));
        var view = await study.Get("documents/js-036");
        var text = await study.Get("documents/js-036/text?start=20&end=23");
        var structure = await study.Get("documents/js-036/structure");
        var part = await study.Get("documents/js-036/structure?start=0&end=5");
        var (original, headers) = await Download(study, "documents/js-036/original");

        uploaded.Status.ShouldBe(201, uploaded.Text);
        uploaded.Headers["Location"].ShouldEndWith("/documents/js-036");
        (uploaded.Json["mediaType"]!.GetValue<string>(), uploaded.Json["extractor"]!.GetValue<string>(), uploaded.Json["length"]!.GetValue<int>()).ShouldBe(("text/plain", "evidencebase-text", 61));
        uploaded.Json["findings"]!.AsArray().ShouldBeEmpty();
        view.Text.ShouldNotContain("Anna");
        view.Json["kind"]!.GetValue<string>().ShouldBe("transcript");
        view.Json["revisions"]![0]!["form"]!["lineEndsChanged"]!.GetValue<bool>().ShouldBeTrue();
        view.Json["revisions"]![0]!["extraction"]!["original"]!["length"]!.GetValue<int>().ShouldBe(bytes.Length);
        view.Json["revisions"]![0]!["extraction"]!["original"]!["sha256"].ShouldBeNull("it is confidential");
        text.Json["text"]!.GetValue<string>().ShouldBe("Bo:");
        structure.Json["fileName"]!.GetValue<string>().ShouldBe("Anna und Bo.txt");
        structure.Json["structure"]!["turns"]!.AsArray().Select(turn => turn!["speaker"]!.GetValue<string>()).ShouldBe(["Anna", "Bo", "Anna", "Bo"]);
        structure.Headers["Cache-Control"].ShouldBe("no-store");
        part.Json["structure"]!["turns"]!.AsArray().Count.ShouldBe(1);
        original.ShouldBe(bytes);
        headers["Content-Disposition"].ShouldBe("attachment; filename=js-036.txt; filename*=UTF-8''js-036.txt");
        (headers["Cache-Control"], headers["X-Content-Type-Options"], headers["Content-Type"]).ShouldBe(("no-store", "nosniff", "text/plain"));
    }

    [Fact]
    public async Task Given_a_file_as_the_whole_body_when_it_is_uploaded_then_the_address_has_its_fields()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("sources", """{"key":"chen2014","item":{"type":"book","title":"T"}}""");
        var docx = Docx("An invented source.");

        var uploaded = await Raw(study, "documents:upload?key=chen-text&title=Text&source=chen2014&kind=sourceText&language=en", docx, "application/octet-stream");
        var view = await study.Get("documents/chen-text");

        uploaded.Status.ShouldBe(201, uploaded.Text);
        uploaded.Json["mediaType"]!.GetValue<string>().ShouldEndWith("wordprocessingml.document");
        view.Json["confidential"]!.GetValue<bool>().ShouldBeFalse();
        view.Json["revisions"]![0]!["extraction"]!["original"]!["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(docx)));
        (await study.Get("documents/chen-text/text")).Json["text"]!.GetValue<string>().ShouldBe("An invented source.");
    }

    [Fact]
    public async Task Given_a_new_file_when_it_is_uploaded_as_a_revision_then_positions_are_carried_over_and_each_revision_has_its_file()
    {
        var study = await TestStudy.Open(service.Running);
        await Upload(study, "documents:upload", Docx("The city grew."), "a.docx", null, ("key", "notes"), ("title", "Notes"));

        var none = await Upload(study, "documents/notes/revisions:upload", Docx("The old city grew."), "b.docx", null);
        var revised = await Upload(study, "documents/notes/revisions:upload", Encoding.UTF8.GetBytes("The old city grew."), "b.md", "\"1\"", ("note", "a word was missing"));
        var same = await Upload(study, "documents/notes/revisions:upload", Encoding.UTF8.GetBytes("The old city grew."), "b.md", "\"2\"");
        var view = await study.Get("documents/notes");

        (none.Status, revised.Status, same.Status).ShouldBe((428, 200, 200), revised.Text);
        revised.Json["version"]!.GetValue<long>().ShouldBe(2);
        same.Json["version"]!.GetValue<long>().ShouldBe(2);
        view.Json["revisions"]!.AsArray().Select(revision => revision!["form"]!["mediaType"]!.GetValue<string>()).ShouldBe(
            ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/markdown"]);
        view.Json["revisions"]![1]!["edits"]!.GetValue<int>().ShouldBe(1);
        (await Download(study, "documents/notes/original?revision=1")).Bytes.ShouldBe(Docx("The city grew."));
        (await Download(study, "documents/notes/original")).Bytes.ShouldBe("The old city grew."u8.ToArray());
        (await study.Get("documents/notes/original?asOf=position:3")).Text.ShouldStartWith("PK");
        (await Count(study, "evidence.vault_file_part")).ShouldBe(2);
    }

    [Fact]
    public async Task Given_an_Idempotency_Key_when_an_upload_is_repeated_then_the_first_answer_comes_and_nothing_is_written_twice()
    {
        var study = await TestStudy.Open(service.Running);
        var bytes = Encoding.UTF8.GetBytes("Some text.");

        var first = await Send(study, "documents:upload", Form(bytes, "a.txt", ("key", "d"), ("title", "D")), ("Idempotency-Key", "k"));
        var again = await Send(study, "documents:upload", Form(bytes, "a.txt", ("key", "d"), ("title", "D")), ("Idempotency-Key", "k"));
        var other = await Send(study, "documents:upload", Form("Other text."u8.ToArray(), "a.txt", ("key", "d"), ("title", "D")), ("Idempotency-Key", "k"));
        var field = await Send(study, "documents:upload", Form(bytes, "a.txt", ("key", "d"), ("title", "E")), ("Idempotency-Key", "k"));
        var taken = await Send(study, "documents:upload", Form(bytes, "a.txt", ("key", "d"), ("title", "D")));

        (first.Status, again.Status).ShouldBe((201, 201), again.Text);
        again.Text.ShouldBe(first.Text);
        again.Headers["Idempotent-Replayed"].ShouldBe("true");
        (other.Status, other.Problem, field.Status, field.Problem).ShouldBe((422, "idempotency-key-reused", 422, "idempotency-key-reused"));
        (taken.Status, taken.Problem).ShouldBe((409, "key-taken"));
        (await Count(study, "evidence.vault_file_part")).ShouldBe(1);
        (await Count(study, "evidence.vault_entry")).ShouldBe(2);
    }

    public static TheoryData<string, byte[], int, string> Rubbish => new()
    {
        { "scan.png", [0x89, (byte)'P', (byte)'N', (byte)'G', 1, 2], 415, "unsupported-file" },
        { "old.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. Encoding.Unicode.GetBytes("WordDocument")], 415, "unsupported-file" },
        { "cut.docx", Docx("Text.")[..100], 422, "unreadable-file" },
        { "cut.vtt", "WEBVTT\n\n00:00 --> x\ny"u8.ToArray(), 422, "unreadable-file" },
        { "nul.txt", "a\0b c"u8.ToArray(), 422, "unreadable-file" },
        { "blank.txt", "  \n"u8.ToArray(), 422, "unreadable-file" },
        { "empty.txt", [], 400, "no-file" },
    };

    [Theory]
    [MemberData(nameof(Rubbish))]
    public async Task Given_rubbish_when_it_is_uploaded_then_a_problem_says_why_and_nothing_is_written(string name, byte[] bytes, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await Upload(study, "documents:upload", bytes, name, null, ("key", "d"), ("title", "D"));

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
        (await study.Get("documents")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await Count(study, "evidence.vault_file_part")).ShouldBe(0);
        (await Count(study, "evidence.vault_entry")).ShouldBe(0);
    }

    [Theory]
    [InlineData("key", null, 400, "invalid")]
    [InlineData("key", "a/b", 400, "invalid")]
    [InlineData("kind", "poem", 400, "malformed-json")]
    [InlineData("nonsense", "x", 400, "malformed-json")]
    [InlineData("confidential", "perhaps", 400, "malformed-field")]
    [InlineData("text", "my own", 400, "malformed-field")]
    [InlineData("interview", "JS 999", 422, "unknown-reference")]
    [InlineData("file", "", 400, "one-file")]
    public async Task Given_wrong_fields_when_a_file_is_uploaded_then_a_problem_says_which(string field, string? value, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        var fields = new Dictionary<string, string?> { ["key"] = "d", ["title"] = "D", [field] = value };

        var answer = await Upload(
            study, "documents:upload", "Text."u8.ToArray(), "a.txt", null, [.. fields.Where(one => one.Value is not null).Select(one => (one.Key, one.Value!))]);

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
        (await Count(study, "evidence.vault_entry")).ShouldBe(0);
    }

    [Fact]
    public async Task Given_bodies_that_are_no_upload_when_they_are_sent_then_a_problem_says_what_to_send()
    {
        var study = await TestStudy.Open(service.Running);

        var json = await Raw(study, "documents:upload?key=d&title=D", "{\"text\":\"x\"}"u8.ToArray(), "application/json");
        var cut = await Raw(study, "documents:upload?key=d&title=D", "--b\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nx"u8.ToArray(), "multipart/form-data; boundary=b");
        var nameless = await Raw(study, "documents:upload?key=d&title=D", "--b\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n"u8.ToArray(), "multipart/form-data; boundary=b");
        var unbound = await Raw(study, "documents:upload?key=d&title=D", "x"u8.ToArray(), "multipart/form-data");
        var nothing = await Raw(study, "documents:upload?key=d&title=D", [], "text/plain");

        (json.Status, json.Problem).ShouldBe((415, "unsupported-file"), json.Text);
        cut.Status.ShouldBe(400, cut.Text);
        (nameless.Status, nameless.Problem, unbound.Status, unbound.Problem).ShouldBe((400, "malformed-multipart", 400, "malformed-multipart"));
        (nothing.Status, nothing.Problem).ShouldBe((400, "no-file"));
    }

    [Fact]
    public async Task Given_a_limit_when_a_file_is_larger_then_it_is_refused_and_when_it_is_smaller_it_is_kept_in_parts()
    {
        await using var small = await RunningService.Start(
            await service.Server.NewDatabase(),
            configure: builder => builder.Configuration.AddInMemoryCollection([new("EvidenceBase:Limits:UploadBytes", "3000000")]));
        var study = await TestStudy.Open(small);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A line that goes on for a while.\n", 80_000)));

        var taken = await Upload(study, "documents:upload", bytes, "a.txt", null, ("key", "d"), ("title", "D"));
        var large = await Send(study, "documents:upload", Form([.. bytes, .. bytes], "a.txt", ("key", "e"), ("title", "E")), ("Expect", "100-continue"));
        var slightly = await Send(study, "documents:upload?key=e&title=E", new ByteArrayContent([.. bytes, .. bytes.AsSpan(0, 400_000)]), ("Expect", "100-continue"));
        var (original, _) = await Download(study, "documents/d/original");

        taken.Status.ShouldBe(201, taken.Text);
        (large.Status, slightly.Status).ShouldBe((413, 413), large.Text);
        slightly.Text.ShouldContain("more than the 3,000,000 bytes");
        original.ShouldBe(bytes);
        (await Count(study, "evidence.vault_file_part")).ShouldBe(3);
    }

    [Fact]
    public async Task Given_withdrawn_consent_or_a_destroyed_key_when_the_file_is_asked_for_then_nobody_gets_it()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await Upload(study, "documents:upload", "What was said."u8.ToArray(), "a.txt", null, ("key", "said"), ("title", "S"), ("interview", "JS 036"));
        var alone = await Upload(study, "documents:upload", "What was seen."u8.ToArray(), "b.txt", null, ("key", "seen"), ("title", "S"));
        await study.Given("interviews/JS 036/consent-withdrawal", """{"scopes":["paraphrase"]}""");
        File.Delete(Path.Combine(study.Service.Data, "keys", study.Slug, $"{alone.Id}.key"));

        foreach (var path in new[] { "original", "structure" })
        {
            var (withdrawn, erased) = (await study.Get($"documents/said/{path}"), await study.Get($"documents/seen/{path}"));
            (withdrawn.Status, withdrawn.Problem).ShouldBe((403, "consent-withdrawn"), withdrawn.Text);
            (erased.Status, erased.Problem).ShouldBe((410, "erased"), erased.Text);
        }
    }

    [Fact]
    public async Task Given_a_text_that_came_without_a_file_when_its_file_is_asked_for_then_a_problem_says_so()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", DocumentTests.Deposit("notes", "The city grew."));

        foreach (var path in new[] { "original", "structure" })
        {
            var answer = await study.Get($"documents/notes/{path}");
            (answer.Status, answer.Problem).ShouldBe((404, "no-file"));
        }

        (await study.Get("documents/nothing/original")).Status.ShouldBe(404);
        (await study.Get("documents/notes/original?revision=2")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_parts_of_a_file_that_were_changed_or_lost_when_it_is_downloaded_then_it_does_not_arrive()
    {
        var study = await TestStudy.Open(service.Running);
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("A line that goes on for a while.\n", 80_000)));
        await Upload(study, "documents:upload", bytes, "a.txt", null, ("key", "d"), ("title", "D"));

        await Superuser(study, "update evidence.vault_file_part set part = part + 10 where part > 0 and study = $1");
        await Should.ThrowAsync<HttpRequestException>(() => Download(study, "documents/d/original"));
        await Superuser(study, "delete from evidence.vault_file_part where part > 0 and study = $1");
        await Should.ThrowAsync<HttpRequestException>(() => Download(study, "documents/d/original"));
        await Superuser(study, "delete from evidence.vault_file_part where study = $1");
        (await study.Get("documents/d/original")).Status.ShouldBe(500);
    }

    [Fact]
    public async Task Given_a_word_in_uploaded_files_and_their_names_when_every_column_is_searched_then_it_is_nowhere()
    {
        const string Canary = "zeisigfink厦门";
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        var text = Encoding.UTF8.GetBytes($"{Canary}: one\nBo: two\n{Canary}: three\nBo: four [00:01:00] {Canary}\n");

        (await Upload(study, "documents:upload", text, $"{Canary}.txt", null, ("key", "a"), ("title", "A"), ("interview", "JS 036"))).Status.ShouldBe(201);
        (await Upload(study, "documents:upload", Docx(Canary), $"{Canary}.docx", null, ("key", "b"), ("title", "B"))).Status.ShouldBe(201);
        (await Upload(study, "documents:upload", text, $"{Canary}.txt", null, ("key", "a"), ("title", "A"))).Status.ShouldBe(409);
        (await Upload(study, "documents/a/revisions:upload", Docx($"{Canary} again"), $"{Canary}.docx", "\"1\"")).Status.ShouldBe(200);
        (await study.Get("documents/a/structure?revision=1")).Text.ShouldContain(Canary);

        (await NoWordInTheDatabaseTests.Places(study.Service, Canary)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_coding_when_a_corrected_file_is_uploaded_then_the_coding_stands_where_its_words_are()
    {
        var study = await TestStudy.Open(service.Running);
        await Upload(study, "documents:upload", Docx("The city grew fast."), "a.docx", null, ("key", "notes"), ("title", "Notes"));
        await study.Given("codes", """{"key":"growth","name":"Growth"}""");
        var coding = await study.Given("codings", """{"document":"notes","layer":"anna","code":"growth","start":9,"end":13}""");

        await Upload(study, "documents/notes/revisions:upload", Docx("The old city grew fast."), "a.docx", "\"1\"");

        var moved = (await study.Get($"codings/{coding.Id}")).Json["segment"]!["present"]!;
        (moved["start"]!.GetValue<int>(), moved["end"]!.GetValue<int>(), moved["fate"]!.GetValue<string>()).ShouldBe((13, 17, "unchanged"));
    }

    [Fact]
    public async Task Given_a_coding_when_its_words_are_not_in_the_file_any_more_then_it_stays_and_says_so()
    {
        var study = await TestStudy.Open(service.Running);
        await Upload(study, "documents:upload", Docx("The city grew fast."), "a.docx", null, ("key", "notes"), ("title", "Notes"));
        await study.Given("codes", """{"key":"growth","name":"Growth"}""");
        var coding = await study.Given("codings", """{"document":"notes","layer":"anna","code":"growth","start":13,"end":18}""");

        await Upload(study, "documents/notes/revisions:upload", Docx("The city grew."), "a.docx", "\"1\"");

        (await study.Get($"codings/{coding.Id}")).Json["segment"]!["present"]!["fate"]!.GetValue<string>().ShouldBe("deleted");
        (await study.Get("documents/notes/orphans")).Json["items"]!.AsArray().ShouldHaveSingleItem()!["words"]!.GetValue<string>().ShouldBe(" fast");
        (await study.Get("documents/notes/text?revision=1&start=13&end=18")).Json["text"]!.GetValue<string>().ShouldBe(" fast");
    }

    [Fact]
    public async Task Given_a_version_that_is_no_longer_the_last_when_a_file_is_uploaded_as_a_revision_then_nothing_is_written()
    {
        var study = await TestStudy.Open(service.Running);
        await Upload(study, "documents:upload", Docx("The city grew."), "a.docx", null, ("key", "notes"), ("title", "Notes"));
        await Upload(study, "documents/notes/revisions:upload", Docx("The old city grew."), "b.docx", "\"1\"");

        var stale = await Upload(study, "documents/notes/revisions:upload", Docx("The new city grew."), "c.docx", "\"1\"");
        var nowhere = await Upload(study, "documents/nothing/revisions:upload", Docx("The new city grew."), "c.docx", "\"1\"");

        (stale.Status, stale.Problem, nowhere.Status).ShouldBe((412, "stale-version", 404), stale.Text);
        (await Count(study, "evidence.vault_file_part")).ShouldBe(2);
        (await study.Get("documents/notes")).Json["revision"]!.GetValue<int>().ShouldBe(2);
    }

    private static async Task Superuser(TestStudy study, string sql)
    {
        await using var command = study.Service.Superuser.CreateCommand(sql);
        command.Parameters.Add(new() { Value = study.Slug });
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<long> Count(TestStudy study, string table)
    {
        await using var command = study.Service.Superuser.CreateCommand($"select count(*) from {table} where study = $1");
        command.Parameters.Add(new() { Value = study.Slug });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
