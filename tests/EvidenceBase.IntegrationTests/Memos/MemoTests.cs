using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Memos;

public sealed class MemoTests(SharedService service)
{
    private const string Memo = """{"key":"M-1","title":"Sampling","text":"Why these firms.","category":"process","about":[{"kind":"claim","name":"C1"}],"locator":{"note":4}}""";

    [Fact]
    public async Task Given_a_memo_about_a_claim_when_it_is_read_then_it_is_as_written()
    {
        var study = await Study();

        var written = await study.Post("memos", Memo);
        var read = await study.Get("memos/M-1");

        written.Status.ShouldBe(201, written.Text);
        written.Headers["Location"].ShouldEndWith("/memos/M-1");
        read.Json["text"]!.GetValue<string>().ShouldBe("Why these firms.");
        read.Json["category"]!.GetValue<string>().ShouldBe("process");
        read.Json["locator"]!["note"]!.GetValue<int>().ShouldBe(4);
        read.Json["about"]![0]!["key"]!.GetValue<string>().ShouldBe("C1");
        (await study.Get($"memos/{written.Id}")).Text.ShouldBe(read.Text);
    }

    [Fact]
    public async Task Given_a_version_when_a_memo_is_revised_then_it_must_be_named()
    {
        var study = await Study();
        await study.Given("memos", Memo);
        var moment = (await study.Get("memos/M-1")).Headers["Evidence-Position"];
        const string revised = """{"title":"Sampling","text":"Why those firms.","category":"rawData"}""";

        (await study.Put("memos/M-1", revised)).Status.ShouldBe(428);
        (await study.Put("memos/M-1", revised, ("If-Match", (await study.Get("memos/M-1")).ETag!))).Status.ShouldBe(200);
        (await study.Put("memos/M-1", revised, ("If-Match", "\"1\""))).Status.ShouldBe(412);

        (await study.Get("memos/M-1")).Json["text"]!.GetValue<string>().ShouldBe("Why those firms.");
        (await study.Get("memos/M-1")).Json["about"]!.AsArray().Count.ShouldBe(1);
        (await study.Get($"memos/M-1?asOf=position:{moment}")).Json["text"]!.GetValue<string>().ShouldBe("Why these firms.");
        (await study.Get($"memos?asOf=position:{moment}")).Json["items"]![0]!["category"]!.GetValue<string>().ShouldBe("process");
    }

    [Fact]
    public async Task Given_a_memo_when_it_is_attached_and_detached_then_it_is_about_what_is_left()
    {
        var study = await Study();
        await study.Given("memos", Memo);
        await study.Given("cases", """{"key":"suzhou","name":"Suzhou","description":"A city."}""");

        var attached = await study.Post("memos/M-1/attachments", """{"about":{"kind":"case","name":"suzhou"}}""");
        var detached = await study.Delete("memos/M-1/attachments/claim/C1");
        var twice = await study.Delete("memos/M-1/attachments/claim/C1");

        attached.Status.ShouldBe(200, attached.Text);
        detached.Status.ShouldBe(200, detached.Text);
        twice.Status.ShouldBe(404, twice.Text);
        (await study.Get("memos/M-1")).Json["about"]!.AsArray().Select(one => one!["key"]!.GetValue<string>()).ShouldBe(["suzhou"]);
    }

    [Fact]
    public async Task Given_a_retracted_claim_when_a_memo_is_written_about_it_then_it_is_taken()
    {
        var study = await Study();
        await study.Given("claims/C1/retraction", """{"reason":"Wrong."}""");

        (await study.Post("memos", Memo)).Status.ShouldBe(201);
    }

    [Theory]
    [InlineData("memos", """{"key":"M/1","title":"T","text":"X","category":"process"}""", 400, "invalid")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"","category":"process"}""", 400, "invalid")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"X"}""", 400, "invalid")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"X","category":"musing"}""", 400, "malformed-json")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"X","category":"process","about":[null]}""", 400, "invalid")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"X","category":"process","about":[{"kind":"claim"}]}""", 400, "invalid")]
    [InlineData("memos", """{"key":"M-1","title":"T","text":"X","category":"process","about":[{"kind":"claim","name":"C1"},{"kind":"claim","name":"C9"}]}""", 422, "unknown-reference")]
    [InlineData("memos/M-9/attachments", """{"about":{"kind":"claim","name":"C1"}}""", 404, "not-found")]
    [InlineData("memos/M-9/attachments", """{"about":"C1"}""", 400, "malformed-json")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(string path, string json, int status, string problem)
    {
        var study = await Study();

        var answer = await study.Post(path, json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("memos")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_more_memos_than_a_page_when_pages_are_followed_then_each_comes_once()
    {
        var study = await Study();
        foreach (var number in Enumerable.Range(1, 3))
            await study.Given("memos", $$"""{"key":"M-{{number}}","title":"T","text":"X","category":"process"}""");

        var first = await study.Get("memos?limit=2");
        var second = await study.Get($"memos?limit=2&cursor={first.Json["next"]!.GetValue<string>()}");

        first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(item => item!["key"]!.GetValue<string>())
            .ShouldBe(["M-1", "M-2", "M-3"]);
    }

    private async Task<TestStudy> Study()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        return study;
    }
}
