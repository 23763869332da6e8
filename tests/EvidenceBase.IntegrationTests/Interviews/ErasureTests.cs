using System.Text;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Vault;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Interviews;

/// <summary>What was said is gone for good, the record that it was said is not.</summary>
public sealed class ErasureTests(SharedService service)
{
    private const string Canary = "Zq7xKw3vJp9mTy2bNc5h";

    [Fact]
    public async Task Given_an_erased_interview_when_its_words_are_looked_for_then_they_are_nowhere_and_its_history_is_whole()
    {
        var study = await Said();
        var history = (await study.Get("history?limit=100")).Json["items"]!.AsArray().Count;
        var holder = (await study.Get("interviews/H%201")).Id;
        var key = await File.ReadAllBytesAsync(Keys(study).PathOf(study.Slug, holder), TestContext.Current.CancellationToken);

        await study.Given("interviews/H%201/erasure", """{"confirm":"H 1","reason":"The respondent asked for it."}""");

        (await study.Get("documents/notes/text")).Status.ShouldBe(410);
        (await study.Get("codings/st-1/text")).Status.ShouldBe(410);
        (await study.Get("interviews/H%201")).Json["erased"]!.GetValue<bool>().ShouldBeTrue();
        (await study.Get("claims/C1")).Text.ShouldContain("withdrawn");
        (await study.Get("history?limit=100")).Json["items"]!.AsArray().Count.ShouldBe(history + 1);
        File.Exists(Keys(study).PathOf(study.Slug, holder)).ShouldBeFalse();
        Directory.EnumerateFiles(study.Service.Data, "*", SearchOption.AllDirectories)
            .Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(key) >= 0 || Holds(file)).ShouldBeEmpty();
        (await NoWordInTheDatabaseTests.Places(study.Service, Canary)).ShouldBeEmpty();
        (await FilesOfTheServer(study, Canary)).ShouldBeEmpty();
        (await FilesOfTheServer(study, study.Slug)).ShouldNotBeEmpty("the search itself finds what is there");
    }

    /// <summary>The words stand packed in the files; what is looked for is the words, and a piece of each file as it was sent.</summary>
    [Fact]
    public async Task Given_uploaded_files_when_their_interview_is_erased_then_neither_their_words_nor_their_bytes_are_anywhere()
    {
        var study = await Said();
        var files = new Dictionary<string, byte[]> { ["a.docx"] = Uploaded.Docx($"He said {Canary} and left."), ["b.txt"] = Encoding.UTF8.GetBytes($"Anna: {Canary}\nBo: Yes.\nAnna: No.\nBo: {Canary}") };
        foreach (var (name, bytes) in files)
        {
            (await Uploaded.Upload(study, "documents:upload", bytes, $"{Canary}-{name}", null, ("key", name), ("title", "T"), ("interview", "H 1"))).Status.ShouldBe(201);
            (await Uploaded.Upload(study, "documents:upload", bytes, $"{Canary}-{name}", null, ("key", name), ("title", "T"), ("interview", "H 1"))).Status.ShouldBe(409);
        }

        (await Uploaded.Upload(study, "documents/a.docx/revisions:upload", Uploaded.Docx($"She said {Canary}."), "c.docx", "\"1\"")).Status.ShouldBe(200);
        (await Uploaded.Download(study, "documents/a.docx/original?revision=1")).Bytes.ShouldBe(files["a.docx"]);

        await study.Given("interviews/H%201/erasure", """{"confirm":"H 1","reason":"The respondent asked for it."}""");

        foreach (var path in new[] { "a.docx/original", "a.docx/original?revision=1", "a.docx/structure", "a.docx/text", "b.txt/original", "b.txt/structure" })
            (await study.Get($"documents/{path}")).Status.ShouldBe(410, path);
        (await study.Get($"documents:search?q={Canary}")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await Uploaded.Upload(study, "documents/b.txt/revisions:upload", "More."u8.ToArray(), "d.txt", "\"1\"")).Status.ShouldBeOneOf([409, 410]);
        (await NoWordInTheDatabaseTests.Places(study.Service, Canary)).ShouldBeEmpty();
        (await FilesOfTheServer(study, Canary)).ShouldBeEmpty();
        var packed = files["a.docx"].AsSpan(files["a.docx"].AsSpan().IndexOf("word/document.xml"u8) + 20, 60).ToArray();
        (await FilesOfTheServer(study, packed)).ShouldBeEmpty();
        Directory.EnumerateFiles(study.Service.Data, "*", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(Path.GetTempPath(), "ASPNETCORE_*"))
            .Where(file => Holds(file) || File.ReadAllBytes(file).AsSpan().IndexOf(packed) >= 0).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_an_erased_interview_when_more_is_to_be_recorded_of_it_then_it_is_refused()
    {
        var study = await Said();
        await study.Given("interviews/H%201/erasure", """{"confirm":"H 1","reason":"The respondent asked for it."}""");

        (await study.Post("documents", """{"key":"more","title":"More","interview":"H 1","text":"More of it."}""")).Status.ShouldBe(409);
        (await study.Post("codings", """{"interview":"H 1","layer":"anna","codes":["c"],"statement":"Once more."}""")).Status.ShouldBe(409);
        (await study.Post("codings:batch", """[{"interview":"H 1","layer":"anna","codes":["c"],"statement":"Once more."}]""")).Status.ShouldBeOneOf([409, 422]);
        (await study.Post("documents/notes/revisions", """{"text":"Another text."}""", ("If-Match", "\"1\""))).Status.ShouldBeOneOf([409, 410]);
        (await study.Post("interviews/H%201/consent", """{"scopes":["paraphrase"],"basis":"form"}""")).Problem.ShouldBe("erased");
        (await study.Post("interviews/H%201/erasure", """{"confirm":"H 1","reason":"Again."}""")).Problem.ShouldBe("erased");
        (await study.Get("documents/notes/text")).Status.ShouldBe(410);
    }

    [Theory]
    [InlineData("interviews/H%201/erasure", """{"confirm":"H 2","reason":"By mistake."}""", 422)]
    [InlineData("interviews/H%201/erasure", """{"reason":"By mistake."}""", 400)]
    [InlineData("interviews/H%202/erasure", """{"confirm":"H 2","reason":"By mistake."}""", 404)]
    [InlineData("documents/notes/erasure", """{"confirm":"notes","reason":"By mistake."}""", 409)]
    public async Task Given_an_erasure_that_is_not_meant_when_it_is_sent_then_nothing_is_erased(string path, string json, int expected)
    {
        var study = await Said();

        (await study.Post(path, json)).Status.ShouldBe(expected);

        (await study.Get("documents/notes/text")).Text.ShouldContain(Canary);
    }

    [Fact]
    public async Task Given_a_document_of_no_interview_when_it_is_erased_then_its_text_is_gone_and_the_others_stay()
    {
        var study = await Said();
        await study.Given("documents", $$"""{"key":"field","title":"Field notes","text":"At the gate: {{Canary}}."}""");

        await study.Given("documents/field/erasure", """{"confirm":"field","reason":"Names of people in it."}""");

        (await study.Get("documents/field/text")).Status.ShouldBe(410);
        (await study.Get("documents/field")).Json["erased"]!.GetValue<bool>().ShouldBeTrue();
        (await study.Get("documents/notes/text")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_a_service_that_was_killed_before_the_key_was_destroyed_when_it_starts_again_then_the_key_is_destroyed()
    {
        var study = await Said();
        var (keys, holder) = (Keys(study), (await study.Get("interviews/H%201")).Id);
        var path = keys.PathOf(study.Slug, holder);
        var key = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        await study.Given("interviews/H%201/erasure", """{"confirm":"H 1","reason":"The respondent asked for it."}""");
        await File.WriteAllBytesAsync(path, key, TestContext.Current.CancellationToken);
        File.Delete(Path.ChangeExtension(path, ".destroyed"));
        keys.Find(study.Slug, holder).ShouldNotBeNull("this is how it was before the key was destroyed");

        await study.Service.Services.GetRequiredService<Erasures>().StartAsync(TestContext.Current.CancellationToken);

        keys.IsGone(study.Slug, holder).ShouldBeTrue();
        (await study.Get("documents/notes/text")).Status.ShouldBe(410);
    }

    private static HolderKeys Keys(TestStudy study) => study.Service.Services.GetRequiredService<HolderKeys>();

    private async Task<TestStudy> Said()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"H 1","confidentiality":"confidential"}""");
        await study.Given("codes", """{"key":"c","name":"C","definition":"A code."}""");
        await study.Given("documents", $$"""{"key":"notes","title":"Notes","interview":"H 1","text":"He said {{Canary}} and left."}""");
        await study.Given("codings", $$"""{"interview":"H 1","layer":"anna","key":"st-1","codes":["c"],"statement":"She said {{Canary}} too."}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"A claim."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"},"weight":"Weak."}""");
        return study;
    }

    private static bool Holds(string file) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(Canary)) >= 0;

    /// <summary>The pages, the write-ahead log and the log files of the database's server in which a word stands.</summary>
    private static Task<List<string>> FilesOfTheServer(TestStudy study, string word) => FilesOfTheServer(study, Encoding.UTF8.GetBytes(word));

    private static async Task<List<string>> FilesOfTheServer(TestStudy study, byte[] bytes)
    {
        await using var command = study.Service.Superuser.CreateCommand(
            """
            with checkpointed as materialized (select pg_switch_wal()),
            files as (
                select 'base/' || oid || '/' || f as file from checkpointed, pg_database, lateral pg_ls_dir('base/' || oid) f where datname = current_database() and f ~ '^[0-9]'
                union all select 'pg_wal/' || name from checkpointed, pg_ls_waldir() where name ~ '^[0-9A-F]{24}$')
            select file from files where position($1 in pg_read_binary_file(file, 0, 67108864, true)) > 0
            """);
        await using (var flush = study.Service.Superuser.CreateCommand("checkpoint"))
            await flush.ExecuteNonQueryAsync();
        command.Parameters.Add(new() { Value = bytes });
        command.CommandTimeout = 120;
        var found = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            found.Add(reader.GetString(0));
        return found;
    }
}
