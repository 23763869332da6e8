using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Claims;

public sealed class ClaimTests(SharedService service)
{
    [Fact]
    public async Task Given_an_asserted_claim_when_it_is_read_then_it_is_as_asserted_with_its_gap_named()
    {
        var study = await TestStudy.Open(service.Running);

        var asserted = await study.Post("claims", """{"key":"C1","kind":"causal","text":"Large allies shrink the space for learning.","judgement":"article","locator":{"paragraph":4}}""");
        var read = await study.Get("claims/C1");

        asserted.Status.ShouldBe(201, asserted.Text);
        asserted.Headers["Location"].ShouldEndWith("/claims/C1");
        read.Status.ShouldBe(200, read.Text);
        read.Json["text"]!.GetValue<string>().ShouldBe("Large allies shrink the space for learning.");
        read.Json["id"]!.GetValue<Guid>().ShouldBe(asserted.Id);
        read.Json["gaps"]![0]!["kind"]!.GetValue<string>().ShouldBe("no-evidence");
        read.Headers["Evidence-Position"].ShouldBe("3");
    }

    [Fact]
    public async Task Given_evidence_that_cites_another_claim_when_the_cited_claim_is_reworded_then_the_link_shows_that_it_changed()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"descriptive","text":"Two."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C2"}}""");

        var before = await study.Get("claims/C1");
        await study.Put("claims/C2", """{"kind":"descriptive","text":"Two, put differently."}""", ("If-Match", "\"1\""));
        var after = await study.Get("claims/C1");

        before.Json["evidence"]![0]!["citation"]!["changedSinceCited"]!.GetValue<bool>().ShouldBeFalse();
        after.Json["evidence"]![0]!["citation"]!["changedSinceCited"]!.GetValue<bool>().ShouldBeTrue();
        after.Json["evidence"]![0]!["citation"]!["text"]!.GetValue<string>().ShouldBe("Claim C2: Two, put differently.");
    }

    [Fact]
    public async Task Given_a_taken_key_when_a_claim_is_asserted_under_it_then_it_is_refused_and_nothing_changes()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");

        var second = await study.Post("claims", """{"key":"C1","kind":"causal","text":"Another."}""");

        second.Status.ShouldBe(409, second.Text);
        second.Problem.ShouldBe("key-taken");
        (await study.Get("claims/C1")).Json["text"]!.GetValue<string>().ShouldBe("One.");
    }

    [Theory]
    [InlineData("claims", """{"key":"C/1","kind":"causal","text":"One."}""", 400, "invalid")]
    [InlineData("claims", """{"key":"C1","kind":"guess","text":"One."}""", 400, "malformed-json")]
    [InlineData("claims", """{"key":"C1","kind":"causal","text":" "}""", 400, "invalid")]
    [InlineData("claims", """{"key":"C1","kind":"causal","text":"One.","colour":"red"}""", 400, "malformed-json")]
    [InlineData("claims", """{"key":"C1",""", 400, "malformed-json")]
    [InlineData("claims", """{"key":"C1","kind":"causal","text":"One.","cases":["nowhere"]}""", 422, "unknown-reference")]
    [InlineData("claims/C9/retraction", """{"reason":"Wrong."}""", 404, "not-found")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(string path, string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post(path, json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("claims")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_version_when_a_replacement_names_none_or_an_old_one_then_it_is_told_which_to_name()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        const string reworded = """{"kind":"causal","text":"One, put differently."}""";

        var none = await study.Put("claims/C1", reworded);
        var right = await study.Put("claims/C1", reworded, ("If-Match", (await study.Get("claims/C1")).ETag!));
        var old = await study.Put("claims/C1", """{"kind":"causal","text":"Once more."}""", ("If-Match", "\"1\""));

        none.Status.ShouldBe(428, none.Text);
        right.Status.ShouldBe(200, right.Text);
        old.Status.ShouldBe(412, old.Text);
        old.Json["currentVersion"]!.GetValue<long>().ShouldBe(2);
    }

    [Fact]
    public async Task Given_a_key_when_the_same_command_is_repeated_then_it_is_answered_as_before_and_another_command_is_refused()
    {
        var study = await TestStudy.Open(service.Running);
        const string command = """{"key":"C1","kind":"causal","text":"One."}""";

        var first = await study.Post("claims", command, ("Idempotency-Key", "k-1"));
        var repeat = await study.Post("claims", command, ("Idempotency-Key", "k-1"));
        var other = await study.Post("claims", """{"key":"C2","kind":"causal","text":"Two."}""", ("Idempotency-Key", "k-1"));

        repeat.Status.ShouldBe(first.Status);
        repeat.Text.ShouldBe(first.Text);
        repeat.Headers["Idempotent-Replayed"].ShouldBe("true");
        other.Status.ShouldBe(422, other.Text);
        (await study.Get("claims")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_a_reworded_claim_when_it_is_read_as_of_before_then_it_has_its_old_words()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Put("claims/C1", """{"kind":"causal","text":"Other words."}""", ("If-Match", "\"1\""));

        var then = await study.Get("claims/C1?asOf=position:3");
        var list = await study.Get("claims?asOf=position:3");
        var beyond = await study.Get("claims/C1?asOf=position:9");
        var nonsense = await study.Get("claims/C1?asOf=yesterday");
        var before = await study.Get("claims/C1?asOf=position:2");

        then.Json["text"]!.GetValue<string>().ShouldBe("One.");
        then.Headers["Evidence-Position"].ShouldBe("3");
        list.Json["items"]![0]!["text"]!.GetValue<string>().ShouldBe("One.");
        beyond.Status.ShouldBe(400, beyond.Text);
        nonsense.Status.ShouldBe(400, nonsense.Text);
        before.Status.ShouldBe(404, before.Text);
    }

    [Fact]
    public async Task Given_more_claims_than_a_page_when_pages_are_followed_then_each_claim_comes_once_in_order()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var number in Enumerable.Range(1, 5))
            await study.Given("claims", $$"""{"key":"C{{number}}","kind":"causal","text":"Claim {{number}}."}""");

        var keys = new List<string>();
        string? cursor = null;
        do
        {
            var page = await study.Get(cursor is null ? "claims?limit=2" : $"claims?limit=2&cursor={cursor}");
            keys.AddRange(page.Json["items"]!.AsArray().Select(item => item!["key"]!.GetValue<string>()));
            cursor = page.Json["next"]?.GetValue<string>();
        }
        while (cursor is not null);

        keys.ShouldBe(["C1", "C2", "C3", "C4", "C5"]);
        (await study.Get("claims?cursor=rubbish")).Status.ShouldBe(400);
        (await study.Get("claims?limit=0")).Status.ShouldBe(400);
    }
}
