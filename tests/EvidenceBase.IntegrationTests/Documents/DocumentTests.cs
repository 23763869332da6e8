using System.Text.Json;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Documents;

public sealed class DocumentTests(SharedService service)
{
    [Fact]
    public async Task Given_a_deposited_text_when_it_is_read_then_positions_are_code_points_and_the_view_holds_no_word_of_it()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");

        var deposited = await study.Post("documents", Deposit("js-036", "说😀了话\r\nשלום e\u0301\r", interview: "JS 036"));
        var view = await study.Get("documents/js-036");
        var whole = await study.Get("documents/js-036/text");
        var part = await study.Get("documents/js-036/text?start=1&end=3");
        var plain = await study.Get("documents/js-036/text?start=5&end=9", ("Accept", "text/plain"));

        deposited.Status.ShouldBe(201, deposited.Text);
        deposited.Headers["Location"].ShouldEndWith("/documents/js-036");
        view.Text.ShouldNotContain("说");
        view.Json["length"]!.GetValue<int>().ShouldBe(13);
        view.Json["confidential"]!.GetValue<bool>().ShouldBeTrue();
        view.Json["belongsTo"]!["key"]!.GetValue<string>().ShouldBe("JS 036");
        view.Json["revisions"]![0]!["form"]!.ToJsonString().ShouldBe("""{"mediaType":"text/plain","lines":2,"lineEndsChanged":true}""");
        whole.Json["text"]!.GetValue<string>().ShouldBe("说😀了话\nשלום e\u0301\n");
        whole.Headers["Cache-Control"].ShouldBe("no-store");
        (part.Json["text"]!.GetValue<string>(), part.Json["start"]!.GetValue<int>(), part.Json["end"]!.GetValue<int>()).ShouldBe(("😀了", 1, 3));
        (plain.Text, plain.Headers["Content-Type"]).ShouldBe(("שלום", "text/plain; charset=utf-8"));
    }

    [Theory]
    [InlineData("revision=0", 400, "malformed-number")]
    [InlineData("revision=2", 404, "not-found")]
    [InlineData("start=-1", 400, "malformed-number")]
    [InlineData("start=2&end=1", 400, "range")]
    [InlineData("end=99", 400, "range")]
    [InlineData("end=many", 400, "malformed-number")]
    [InlineData("asOf=position:2", 404, "not-yet")]
    [InlineData("asOf=position:99", 400, "position-out-of-range")]
    public async Task Given_a_text_when_a_part_is_asked_for_that_is_not_there_then_a_problem_says_so(string query, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", Deposit("notes", "Short."));

        var answer = await study.Get($"documents/notes/text?{query}");

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
    }

    [Theory]
    [InlineData("""{"key":"d","title":"D"}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":""}""", 400, "invalid")]
    [InlineData("""{"key":"a/b","title":"D","text":"Text."}""", 400, "invalid")]
    [InlineData("""{"key":"d","text":"Text."}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":"half \ud83d"}""", 400, "malformed-json")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","kind":"poem"}""", 400, "malformed-json")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","language":"Chinese!"}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","mediaType":"text"}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","translator":"Someone"}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","interview":"JS 036","source":"chen2014"}""", 400, "invalid")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","interview":"JS 999"}""", 422, "unknown-reference")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","interview":"JS 036","confidential":false}""", 422, "confidential")]
    [InlineData("""{"key":"d","title":"D","text":"Text.","translationOf":"original"}""", 422, "translation-elsewhere")]
    [InlineData("""{"key":"original","title":"D","text":"Text."}""", 409, "key-taken")]
    public async Task Given_rubbish_when_it_is_deposited_then_a_problem_says_what_is_wrong_and_nothing_is_written(string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", Deposit("original", "原文。", interview: "JS 036"));

        var answer = await study.Post("documents", json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("documents")).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await Count(study, "evidence.vault_entry")).ShouldBe(1);
    }

    [Fact]
    public async Task Given_a_translation_when_it_is_deposited_with_the_interview_of_its_original_then_it_names_both()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", Deposit("js-036-zh", "原文。", interview: "JS 036"));

        await study.Given("documents", """{"key":"js-036-en","title":"In English","text":"The original.","interview":"JS 036","language":"en","kind":"transcript","translationOf":"js-036-zh","translator":"The author"}""");
        var read = await study.Get("documents/js-036-en");

        read.Json["translation"]!["of"]!["key"]!.GetValue<string>().ShouldBe("js-036-zh");
        read.Json["translation"]!["translator"]!.GetValue<string>().ShouldBe("The author");
        read.Json["kind"]!.GetValue<string>().ShouldBe("transcript");
    }

    [Fact]
    public async Task Given_a_revision_when_texts_are_read_then_each_revision_and_each_moment_has_its_own()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", Deposit("notes", "The city grew."));

        var none = await study.Post("documents/notes/revisions", """{"text":"The old city grew."}""");
        var revised = await study.Post("documents/notes/revisions", """{"text":"The old city grew.","note":"a word was missing"}""", ("If-Match", "\"1\""));
        var same = await study.Post("documents/notes/revisions", """{"text":"The old city grew."}""", ("If-Match", "\"2\""));
        var stale = await study.Post("documents/notes/revisions", """{"text":"Another."}""", ("If-Match", "\"1\""));
        var empty = await study.Post("documents/notes/revisions", """{"text":""}""", ("If-Match", "\"2\""));
        var nowhere = await study.Post("documents/nothing/revisions", """{"text":"Text."}""", ("If-Match", "\"1\""));

        (none.Status, revised.Status, same.Status, stale.Status, empty.Status, nowhere.Status).ShouldBe((428, 200, 200, 412, 400, 404), revised.Text);
        same.Json["version"]!.GetValue<long>().ShouldBe(2);
        (await Text("?revision=1")).ShouldBe("The city grew.");
        (await Text("?revision=2")).ShouldBe("The old city grew.");
        (await Text("")).ShouldBe("The old city grew.");
        (await Text("?asOf=position:3")).ShouldBe("The city grew.");
        var view = await study.Get("documents/notes");
        (view.Json["revision"]!.GetValue<int>(), view.Json["length"]!.GetValue<int>(), view.Json["revisions"]![1]!["edits"]!.GetValue<int>()).ShouldBe((2, 18, 1));
        (await study.Get("documents/notes?asOf=position:3")).Json["revision"]!.GetValue<int>().ShouldBe(1);
        (await Count(study, "evidence.vault_entry")).ShouldBe(2);

        async Task<string> Text(string query) => (await study.Get($"documents/notes/text{query}")).Json["text"]!.GetValue<string>();
    }

    [Fact]
    public async Task Given_two_who_deposit_under_one_key_at_once_then_exactly_one_does_and_only_its_text_is_kept()
    {
        var study = await TestStudy.Open(service.Running);

        TestAnswer[] answers;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            var both = Task.WhenAll(study.Post("documents", Deposit("notes", "One.")), study.Post("documents", Deposit("notes", "Other.")));
            await held.UntilWaiting(2);
            await held.LetGo();
            answers = await both;
        }

        answers.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        (await study.Get("documents/notes/text")).Json["text"]!.GetValue<string>().ShouldBe(answers[0].Status == 201 ? "One." : "Other.");
        (await Count(study, "evidence.vault_entry")).ShouldBe(1);
    }

    [Fact]
    public async Task Given_two_who_revise_the_same_version_at_once_then_exactly_one_does()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", Deposit("notes", "The city grew."));

        TestAnswer[] answers;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            var both = Task.WhenAll(
                study.Post("documents/notes/revisions", """{"text":"The old city grew."}""", ("If-Match", "\"1\"")),
                study.Post("documents/notes/revisions", """{"text":"The new city grew."}""", ("If-Match", "\"1\"")));
            await held.UntilWaiting(2);
            await held.LetGo();
            answers = await both;
        }

        answers.Select(answer => answer.Status).Order().ShouldBe([200, 412]);
        (await study.Get("documents/notes")).Json["revision"]!.GetValue<int>().ShouldBe(2);
        (await Count(study, "evidence.vault_entry")).ShouldBe(2);
    }

    [Fact]
    public async Task Given_withdrawn_consent_when_the_text_is_asked_for_then_nobody_reads_or_revises_it_not_even_in_the_past()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", Deposit("js-036", "What was said.", interview: "JS 036"));
        await study.Given("codes", """{"key":"gap","name":"Gap"}""");
        var segment = await study.Given("codings", """{"document":"js-036","layer":"anna","code":"gap","start":0,"end":4}""");
        await study.Given("codings", """{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"A dragon."}""");
        await study.Given("interviews/JS 036/consent-withdrawal", """{"scopes":["paraphrase"]}""");

        var now = await study.Get("documents/js-036/text");
        var coded = await study.Get($"codings/{segment.Id}/text");
        var stated = await study.Get("codings/st-1/text");
        var then = await study.Get("documents/js-036/text?asOf=position:4");
        var revised = await study.Post("documents/js-036/revisions", """{"text":"What was said then."}""", ("If-Match", "\"1\""));
        var another = await study.Post("documents", Deposit("js-036-b", "More.", interview: "JS 036"));
        await study.Given("interviews/JS 036/consent", """{"scopes":["paraphrase"],"basis":"by letter"}""");
        var again = await study.Get("documents/js-036/text");

        foreach (var closed in new[] { now, then, coded, stated })
            (closed.Status, closed.Problem).ShouldBe((403, "consent-withdrawn"), closed.Text);
        (revised.Status, revised.Problem).ShouldBe((403, "consent-withdrawn"), revised.Text);
        (another.Status, another.Problem).ShouldBe((409, "withdrawn"), another.Text);
        again.Json["text"]!.GetValue<string>().ShouldBe("What was said.");
    }

    [Fact]
    public async Task Given_a_destroyed_key_when_the_text_is_asked_for_then_it_is_gone_and_the_history_of_it_stays()
    {
        var study = await TestStudy.Open(service.Running);
        var deposited = await study.Given("documents", Deposit("notes", "The city grew."));
        File.Delete(Path.Combine(study.Service.Data, "keys", study.Slug, $"{deposited.Id}.key"));

        var text = await study.Get("documents/notes/text");
        var revised = await study.Post("documents/notes/revisions", """{"text":"Another."}""", ("If-Match", "\"1\""));
        var view = await study.Get("documents/notes");

        (text.Status, text.Problem).ShouldBe((410, "erased"), text.Text);
        (revised.Status, revised.Problem).ShouldBe((410, "erased"), revised.Text);
        (view.Status, view.Json["length"]!.GetValue<int>()).ShouldBe((200, 14));
    }

    internal static string Deposit(string key, string text, string? interview = null) =>
        JsonSerializer.Serialize(interview is null ? (object)new { key, title = "A text", text } : new { key, title = "A text", text, interview });

    private static async Task<long> Count(TestStudy study, string table)
    {
        await using var command = study.Service.Superuser.CreateCommand($"select count(*) from {table} where study = $1");
        command.Parameters.Add(new() { Value = study.Slug });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
