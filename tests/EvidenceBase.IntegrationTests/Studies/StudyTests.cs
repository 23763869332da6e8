using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Studies;

public sealed class StudyTests(SharedService service)
{
    [Fact]
    public async Task Given_an_opened_study_when_it_is_read_then_it_is_as_opened_and_counted()
    {
        var study = await TestStudy.Open(service.Running);
        var slug = $"whole-{Guid.NewGuid():N}";

        var opened = await study.Post("/api/studies", $$"""
            {"slug":"{{slug}}","title":"Chips","description":"Two cities.","article":"chen2014","note":"Paraphrased.",
             "interviews":{"interviewed":{"stated":"more than 100","atLeast":100},"cited":46,"places":["Suzhou"]},"sections":[{"key":"one","title":"One"}]}
            """);
        var read = await study.Get($"/api/studies/{slug}");

        opened.Status.ShouldBe(201, opened.Text);
        opened.Headers["Location"].ShouldEndWith($"/api/studies/{slug}");
        read.Status.ShouldBe(200, read.Text);
        read.Json["id"]!.GetValue<Guid>().ShouldBe(opened.Id);
        read.Json["title"]!.GetValue<string>().ShouldBe("Chips");
        read.Json["interviews"]!["interviewed"]!["atLeast"]!.GetValue<int>().ShouldBe(100);
        read.Json["interviews"]!["sought"].ShouldBeNull();
        read.Json["sections"]![0]!["key"]!.GetValue<string>().ShouldBe("one");
        read.Json["members"]![0]!["role"]!.GetValue<string>().ShouldBe("owner");
        read.Json["counts"]!.ToJsonString().ShouldBe("""{"study":{"active":1,"withdrawn":0}}""");
        read.Json["position"]!.GetValue<long>().ShouldBe(2);
        read.Headers["Evidence-Position"].ShouldBe("2");
    }

    [Theory]
    [InlineData("""{"slug":"Capital","title":"T"}""", "invalid")]
    [InlineData("""{"slug":"a/b","title":"T"}""", "invalid")]
    [InlineData("""{"title":"T"}""", "invalid")]
    [InlineData("""{"slug":"good-slug"}""", "invalid")]
    [InlineData("""{"slug":"good-slug","title":"T","interviews":{"sought":-1}}""", "invalid")]
    [InlineData("""{"slug":"good-slug","title":"T","interviews":{"interviewed":{"stated":""}}}""", "invalid")]
    [InlineData("""{"slug":"good-slug","title":"T","sections":[{"key":"a","title":"A"},{"key":"a","title":"B"}]}""", "invalid")]
    [InlineData("""{"slug":"good-slug","title":"T","colour":"red"}""", "malformed-json")]
    [InlineData("""{"slug":7,"title":"T"}""", "malformed-json")]
    [InlineData("", "invalid")]
    public async Task Given_rubbish_when_a_study_is_opened_then_a_problem_says_what_is_wrong(string json, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post("/api/studies", json);

        answer.Status.ShouldBe(400, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("/api/studies/good-slug")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_two_who_open_a_study_under_one_slug_at_once_then_exactly_one_does()
    {
        var study = await TestStudy.Open(service.Running);
        var slug = $"race-{Guid.NewGuid():N}";
        Task<TestAnswer> Open(string title) => study.Post("/api/studies", $$"""{"slug":"{{slug}}","title":"{{title}}"}""");

        TestAnswer[] answers;
        await using (var held = await HeldCommits.In(service.Running, slug))
        {
            var both = Task.WhenAll(Open("One"), Open("Other"));
            await held.UntilWaiting(2);
            await held.LetGo();
            answers = await both;
        }

        answers.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        answers.Single(answer => answer.Status == 409).Problem.ShouldBe("key-taken");
        var shown = await study.Get($"/api/studies/{slug}");
        shown.Json["id"]!.GetValue<Guid>().ShouldBe(answers.Single(answer => answer.Status == 201).Id);
        shown.Json["position"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Given_a_study_when_it_is_described_anew_then_the_version_must_be_named()
    {
        var study = await TestStudy.Open(service.Running);
        var address = $"/api/studies/{study.Slug}";
        const string described = """{"title":"Capital","description":"More.","interviews":{"sought":120}}""";

        var none = await study.Put(address, described);
        var right = await study.Put(address, described, ("If-Match", (await study.Get(address)).ETag!));
        var old = await study.Put(address, """{"title":"Once more"}""", ("If-Match", "\"2\""));
        var read = await study.Get(address);

        (none.Status, right.Status, old.Status).ShouldBe((428, 200, 412), right.Text);
        read.Json["title"]!.GetValue<string>().ShouldBe("Capital");
        read.Json["interviews"]!["sought"]!.GetValue<int>().ShouldBe(120);
        (await study.Get($"{address}?asOf=position:2")).Json["title"]!.GetValue<string>().ShouldBe("A study of the tests");
    }

    [Fact]
    public async Task Given_a_release_when_the_record_goes_on_then_its_name_still_means_the_same_moment()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036","role":"manager"}""");

        var named = await study.Post("releases", """{"name":"submitted","note":"As sent in"}""");
        await study.Put("interviews/JS 036", """{"role":"official"}""", ("If-Match", "\"1\""));
        var again = await study.Post("releases", """{"name":"submitted","position":4}""");
        var then = await study.Get("interviews/JS 036?asOf=submitted");

        named.Status.ShouldBe(201, named.Text);
        named.Headers["Location"].ShouldEndWith("/releases/submitted");
        (await study.Get("releases/submitted")).Json.ToJsonString().ShouldBe("""{"name":"submitted","position":3,"note":"As sent in"}""");
        again.Status.ShouldBe(409, again.Text);
        again.Problem.ShouldBe("release-taken");
        then.Json["role"]!.GetValue<string>().ShouldBe("manager");
        (await study.Get("interviews/JS 036")).Json["role"]!.GetValue<string>().ShouldBe("official");
    }

    [Theory]
    [InlineData("""{"name":"position:3"}""", 400, "invalid")]
    [InlineData("""{"name":"2014-03-01"}""", 400, "invalid")]
    [InlineData("""{"name":"a/b"}""", 400, "invalid")]
    [InlineData("""{"name":"early","position":0}""", 400, "invalid")]
    [InlineData("""{"name":"early","position":99}""", 422, "position-out-of-range")]
    [InlineData("""{"name":"early","position":"three"}""", 400, "malformed-json")]
    public async Task Given_rubbish_when_a_release_is_named_then_none_is(string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post("releases", json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get($"/api/studies/{study.Slug}")).Json["releases"]!.AsArray().ShouldBeEmpty();
        (await study.Get("releases/early")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_two_who_name_a_release_at_once_then_exactly_one_does()
    {
        var study = await TestStudy.Open(service.Running);

        TestAnswer[] answers;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            var both = Task.WhenAll(study.Post("releases", """{"name":"final","position":1}"""), study.Post("releases", """{"name":"final","position":2}"""));
            await held.UntilWaiting(2);
            await held.LetGo();
            answers = await both;
        }

        answers.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        (await study.Get($"/api/studies/{study.Slug}")).Json["releases"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_an_archived_study_when_anything_is_sent_then_it_is_refused_until_it_is_reopened()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("archival", """{"reason":"Published"}""");

        var interview = await study.Post("interviews", """{"code":"JS 036"}""");
        var release = await study.Post("releases", """{"name":"late"}""");
        var again = await study.Post("archival", "{}");
        var read = await study.Get($"/api/studies/{study.Slug}");
        var reopened = await study.Delete("archival");
        var after = await study.Post("interviews", """{"code":"JS 036"}""");

        foreach (var refused in new[] { interview, release, again })
            (refused.Status, refused.Problem).ShouldBe((409, "archived"), refused.Text);
        read.Json["archived"]!.GetValue<bool>().ShouldBeTrue();
        reopened.Status.ShouldBe(200, reopened.Text);
        after.Status.ShouldBe(201, after.Text);
    }

    [Fact]
    public async Task Given_a_study_when_its_counts_are_asked_for_a_moment_then_they_are_those_of_that_moment()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("interviews", """{"code":"JS 037"}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"interview","name":"JS 036"}}""");
        await study.Given("interviews/JS 037/consent-withdrawal", """{"scopes":["paraphrase"]}""");
        var address = $"/api/studies/{study.Slug}";

        var now = await study.Get(address);
        var latest = await study.Get($"{address}?asOf=position:{now.Headers["Evidence-Position"]}");
        var then = await study.Get($"{address}?asOf=position:3");

        now.Json["counts"]!.ToJsonString().ShouldBe(
            """{"claim":{"active":1,"withdrawn":0},"interview":{"active":1,"withdrawn":1},"study":{"active":1,"withdrawn":0}}""");
        latest.Json["counts"]!.ToJsonString().ShouldBe(now.Json["counts"]!.ToJsonString());
        then.Json["counts"]!.ToJsonString().ShouldBe("""{"interview":{"active":1,"withdrawn":0},"study":{"active":1,"withdrawn":0}}""");
        then.Json["position"]!.GetValue<long>().ShouldBe(3);
    }

    [Fact]
    public async Task Given_several_studies_when_they_are_listed_by_pages_then_each_comes_once_in_order()
    {
        var opened = new List<string>();
        for (var count = 0; count < 3; count++)
            opened.Add((await TestStudy.Open(service.Running)).Slug);
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");

        var slugs = new List<string>();
        string? cursor = null;
        do
        {
            var page = await study.Get($"/api/studies?limit=2&cursor={cursor}");
            slugs.AddRange(page.Json["items"]!.AsArray().Select(item => item!["slug"]!.GetValue<string>()));
            cursor = page.Json["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        slugs.ShouldBeUnique();
        slugs.ShouldBe(slugs.Order(StringComparer.Ordinal));
        opened.ShouldBeSubsetOf(slugs);
        (await study.Get("/api/studies?asOf=2014-01-01")).Problem.ShouldBe("as-of-one-study");
        (await study.Get("/api/studies?limit=none")).Status.ShouldBe(400);
        (await study.Get("/api/studies/nowhere")).Status.ShouldBe(404);
        (await study.Post("/api/studies/nowhere/interviews", """{"code":"JS 036"}""")).Status.ShouldBe(404);
    }
}
