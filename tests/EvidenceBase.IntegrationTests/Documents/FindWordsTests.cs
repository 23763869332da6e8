using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Documents;

public sealed class FindWordsTests(SharedService service)
{
    [Fact]
    public async Task Given_texts_when_words_are_looked_for_then_each_place_is_told_with_what_stands_around_it()
    {
        var study = await Deposited();

        var found = await study.Get("documents:search?q=old%20CRANE");
        var inOne = await study.Get("documents:search?q=crane&document=b");
        var whole = await study.Get("documents:search?q=crane&whole=true");

        Places(found).ShouldBe(["a 1 8-17 1", "b 1 3-12 1"]);
        found.Json["items"]![0]!["before"]!.GetValue<string>().ShouldBe("Nobody 😀");
        found.Json["items"]![1]!["after"]!.GetValue<string>().ShouldBe(". Cranes were the end.");
        found.Json["items"]![0]!["words"]!.GetValue<string>().ShouldBe("old crane");
        found.Headers["Cache-Control"].ShouldBe("no-store");
        Places(inOne).ShouldBe(["b 1 7-12 2", "b 1 14-19 2"]);
        Places(whole).ShouldBe(["a 1 12-17 1", "b 1 7-12 2"]);
    }

    [Fact]
    public async Task Given_many_places_when_they_are_read_page_by_page_then_each_comes_once()
    {
        var study = await Deposited();
        var (places, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = await study.Get($"documents:search?q=e&limit=3{(cursor.Length > 0 ? $"&cursor={cursor}" : "")}");
            places.AddRange(Places(page));
            cursor = page.Json["next"]?.GetValue<string>() ?? "";
            pages++;
        }
        while (cursor.Length > 0);

        places.ShouldBe(Places(await study.Get("documents:search?q=e&limit=500")));
        places.Count.ShouldBeGreaterThan(6);
        pages.ShouldBe((places.Count / 3) + 1);
    }

    [Fact]
    public async Task Given_one_document_when_its_places_are_read_page_by_page_then_the_last_page_is_the_end()
    {
        var study = await Deposited();

        var first = await study.Get("documents:search?q=crane&document=b&limit=2");
        var second = await study.Get($"documents:search?q=crane&document=b&limit=2&cursor={first.Json["next"]!.GetValue<string>()}");
        var elsewhere = await study.Get($"documents:search?q=crane&document=a&cursor={first.Json["next"]!.GetValue<string>()}");

        (Places(first).Count, Places(second).Count).ShouldBe((2, 0));
        second.Json["next"].ShouldBeNull();
        (elsewhere.Status, elsewhere.Problem).ShouldBe((400, "malformed-cursor"));
    }

    [Fact]
    public async Task Given_withdrawn_consent_or_an_erased_document_when_words_are_looked_for_then_their_texts_are_not_searched_and_that_is_told()
    {
        var study = await Deposited();
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("documents", DocumentTests.Deposit("said", "The crane that was said.", interview: "H 1"));
        await study.Given("interviews/H 1/consent-withdrawal", """{"scopes":["paraphrase"]}""");
        await study.Given("documents/a/erasure", """{"confirm":"a","reason":"By mistake."}""");

        var found = await study.Get("documents:search?q=crane");

        Places(found).ShouldAllBe(place => place.StartsWith("b "));
        found.Json["closed"]!.AsArray().Select(one => $"{one!["key"]} {one["reason"]}").ShouldBe(["a erased", "said consent-withdrawn"]);
        (await study.Get("documents:search?q=crane&document=said")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_revised_text_when_words_are_looked_for_then_the_latest_revision_is_searched()
    {
        var study = await Deposited();
        (await study.Post("documents/a/revisions", """{"text":"Nobody moved it."}""", ("If-Match", "\"1\""))).Status.ShouldBe(200);

        Places(await study.Get("documents:search?q=moved&document=a")).ShouldBe(["a 2 7-12 1"]);
        Places(await study.Get("documents:search?q=crane&document=a")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", 400, "malformed-query")]
    [InlineData("q=%20", 400, "malformed-query")]
    [InlineData("q=a&limit=0", 400, "malformed-limit")]
    [InlineData("q=a&cursor=rubbish", 400, "malformed-cursor")]
    [InlineData("q=a&document=nothing", 404, "not-found")]
    public async Task Given_rubbish_when_words_are_looked_for_then_a_problem_says_what_is_wrong(string query, int status, string problem)
    {
        var study = await Deposited();

        var answer = await study.Get($"documents:search?{query}");

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
    }

    private async Task<TestStudy> Deposited()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("documents", DocumentTests.Deposit("b", "An old\ncrane. Cranes were the end."));
        await study.Given("documents", DocumentTests.Deposit("a", "Nobody 😀old crane moved, they were there before me."));
        return study;
    }

    private static List<string> Places(TestAnswer answer) =>
        [.. answer.Json["items"]!.AsArray().Select(item => $"{item!["key"]} {item["revision"]} {item["start"]}-{item["end"]} {item["line"]}")];
}
