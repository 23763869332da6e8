using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Interviews;

public sealed class InterviewTests(SharedService service)
{
    [Fact]
    public async Task Given_a_registered_interview_when_it_is_read_then_it_is_as_registered_and_cited_by_its_code()
    {
        var study = await TestStudy.Open(service.Running);

        var registered = await study.Post("interviews", """
            {"code":"JS 036","series":"JS","province":"Jiangsu","locality":"Suzhou","role":"manager","organisation":"supplier","period":"2008–2011",
             "language":"zh","confidentiality":"confidential","notes":[45],"consent":"not-stated"}
            """);
        var read = await study.Get("interviews/JS%20036");

        registered.Status.ShouldBe(201, registered.Text);
        registered.Headers["Location"].ShouldEndWith("/interviews/JS%20036");
        read.Status.ShouldBe(200, read.Text);
        read.Json["id"]!.GetValue<Guid>().ShouldBe(registered.Id);
        read.Json["code"]!.GetValue<string>().ShouldBe("JS 036");
        read.Json["version"]!.GetValue<long>().ShouldBe(1);
        read.Json["citation"]!.GetValue<string>().ShouldBe("Interview JS 036");
        read.Json["standing"]!.GetValue<string>().ShouldBe("active");
        read.Json["locality"]!.GetValue<string>().ShouldBe("Suzhou");
        read.Json["notes"]![0]!.GetValue<int>().ShouldBe(45);
        read.Json["statedConsent"]!.GetValue<string>().ShouldBe("not-stated");
        (await study.Get($"interviews/{registered.Id}")).Text.ShouldBe(read.Text);
    }

    [Theory]
    [InlineData("interviews", """{"role":"manager"}""", 400, "invalid")]
    [InlineData("interviews", """{"code":"JS/036"}""", 400, "invalid")]
    [InlineData("interviews", """{"code":"JS 036","confidentiality":"secret"}""", 400, "malformed-json")]
    [InlineData("interviews", """{"code":"JS 036","name":"A person"}""", 400, "malformed-json")]
    [InlineData("interviews", """{"code":"JS 036","notes":[0]}""", 400, "invalid")]
    [InlineData("interviews", """{"code":"JS 036","notes":[4,4]}""", 400, "invalid")]
    [InlineData("interviews", """{"code":"JS 036","role":" "}""", 400, "invalid")]
    [InlineData("interviews", """{"code":"JS 035"}""", 409, "key-taken")]
    [InlineData("interviews/JS 036/consent", """{"scopes":["quote"],"basis":"form"}""", 404, "not-found")]
    [InlineData("interviews/JS 035/consent", """{"scopes":[],"basis":"form"}""", 400, "invalid")]
    [InlineData("interviews/JS 035/consent", """{"scopes":["quote"]}""", 400, "invalid")]
    [InlineData("interviews/JS 035/consent", """{"scopes":["quote","quote"],"basis":"form"}""", 422, "scopes")]
    [InlineData("interviews/JS 035/consent", """{"scopes":["everything"],"basis":"form"}""", 400, "malformed-json")]
    [InlineData("interviews/JS 035/consent-withdrawal", """{}""", 400, "invalid")]
    [InlineData("interviews/JS 035/embargo", """{"until":"2001-01-01","reason":"late"}""", 422, "embargo-past")]
    [InlineData("interviews/JS 035/embargo", """{"until":"soon","reason":"late"}""", 400, "malformed-json")]
    [InlineData("interviews/JS 035/embargo", """{"reason":"late"}""", 400, "invalid")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(string path, string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 035"}""");

        var answer = await study.Post(path, json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        var list = await study.Get("interviews");
        list.Json["items"]!.AsArray().ShouldHaveSingleItem()!["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Given_an_interview_when_its_description_is_replaced_then_the_version_must_be_named_and_the_past_stays()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036","role":"manager","locality":"Suzhou"}""");

        var none = await study.Put("interviews/JS 036", """{"role":"official"}""");
        var right = await study.Put("interviews/JS 036", """{"role":"official"}""", ("If-Match", (await study.Get("interviews/JS 036")).ETag!));
        var old = await study.Put("interviews/JS 036", """{"role":"worker"}""", ("If-Match", "\"1\""));
        var same = await study.Put("interviews/JS 036", """{"role":"official"}""", ("If-Match", "\"2\""));

        (none.Status, right.Status, old.Status, same.Status).ShouldBe((428, 200, 412, 200));
        same.Json["version"]!.GetValue<long>().ShouldBe(2);
        var read = await study.Get("interviews/JS 036");
        read.Json["role"]!.GetValue<string>().ShouldBe("official");
        read.Json["locality"].ShouldBeNull();
        (await study.Get("interviews/JS 036?asOf=position:3")).Json["locality"]!.GetValue<string>().ShouldBe("Suzhou");
    }

    [Fact]
    public async Task Given_withdrawn_consent_to_paraphrase_when_evidence_cites_the_interview_then_it_is_refused_until_consent_is_given_again()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        const string evidence = """{"stance":"supports","cites":{"kind":"interview","name":"JS 036"}}""";
        await study.Given("interviews/JS 036/consent", """{"scopes":["quote","archive"],"basis":"signed form","given":"2009-05-12"}""");

        await study.Given("interviews/JS 036/consent-withdrawal", """{"scopes":["quote","paraphrase"],"reason":"by letter","withdrawn":"2010-01-02"}""");
        var withdrawn = await study.Get("interviews/JS 036");
        var refused = await study.Post("claims/C1/evidence", evidence);
        var twice = await study.Post("interviews/JS 036/consent-withdrawal", """{"scopes":["quote"]}""");
        await study.Given("interviews/JS 036/consent", """{"scopes":["paraphrase"],"basis":"by telephone"}""");
        var accepted = await study.Post("claims/C1/evidence", evidence);

        withdrawn.Json["standing"]!.GetValue<string>().ShouldBe("withdrawn");
        withdrawn.Json["consents"]!.ToJsonString().ShouldBe(
            """[{"scope":"paraphrase","isGiven":false,"basis":"by letter","on":"2010-01-02"},{"scope":"quote","isGiven":false,"basis":"by letter","on":"2010-01-02"},{"scope":"archive","isGiven":true,"basis":"signed form","on":"2009-05-12"}]""");
        (refused.Status, refused.Problem).ShouldBe((409, "withdrawn"), refused.Text);
        (twice.Status, twice.Problem).ShouldBe((409, "consent-withdrawn"), twice.Text);
        accepted.Status.ShouldBe(201, accepted.Text);
    }

    [Fact]
    public async Task Given_an_embargo_when_the_interview_is_read_then_it_says_until_when_and_why()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");

        await study.Given("interviews/JS 036/embargo", """{"until":"2099-12-31","reason":"promised"}""");
        var read = await study.Get("interviews/JS 036");

        read.Json["embargo"]!.ToJsonString().ShouldBe("""{"until":"2099-12-31","reason":"promised"}""");
    }

    [Fact]
    public async Task Given_two_who_register_an_interview_under_one_code_at_once_then_exactly_one_does()
    {
        var study = await TestStudy.Open(service.Running);

        TestAnswer[] answers;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            var both = Task.WhenAll(study.Post("interviews", """{"code":"JS 036","role":"manager"}"""), study.Post("interviews", """{"code":"JS 036","role":"official"}"""));
            await held.UntilWaiting(2);
            await held.LetGo();
            answers = await both;
        }

        answers.Select(answer => answer.Status).Order().ShouldBe([201, 409]);
        answers.Single(answer => answer.Status == 409).Problem.ShouldBe("key-taken");
        (await study.Get("interviews")).Json["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<Guid>()
            .ShouldBe(answers.Single(answer => answer.Status == 201).Id);
    }

    [Fact]
    public async Task Given_evidence_about_to_cite_an_interview_when_its_consent_is_withdrawn_at_once_then_one_waits_for_the_other()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        TestAnswer withdrawn, cited;
        await using (var held = await HeldCommits.In(service.Running, study.Slug))
        {
            var withdrawing = study.Post("interviews/JS 036/consent-withdrawal", """{"scopes":["paraphrase"]}""");
            await held.UntilWaiting(1);
            var citing = study.Post("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"interview","name":"JS 036"}}""");
            await held.UntilWaiting(2);
            await held.LetGo();
            (withdrawn, cited) = (await withdrawing, await citing);
        }

        withdrawn.Status.ShouldBe(200, withdrawn.Text);
        (cited.Status, cited.Problem).ShouldBe((409, "withdrawn"), cited.Text);
    }
}
