using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Audit;

public sealed class HistoryTests(SharedService service)
{
    [Fact]
    public async Task Given_a_changed_claim_when_its_history_is_read_then_every_event_has_actor_time_reason_and_a_dense_position()
    {
        var study = await Given();

        var history = await study.Get("claims/C1/history");

        history.Status.ShouldBe(200, history.Text);
        Types(history).ShouldBe(["claim_asserted", "claim_reworded", "rival_named"]);
        var reworded = history.Json["items"]![1]!;
        reworded["reason"]!.GetValue<string>().ShouldBe("Überarbeitet: 修订");
        reworded["actor"]!.GetValue<string>().ShouldNotBeEmpty();
        reworded["data"]!["text"]!.GetValue<string>().ShouldBe("One, put differently.");
        reworded["data"]!["kind"]!.GetValue<string>().ShouldBe("causal", "events are stored in the words that the frozen JSON fixes");
        (await study.Get("history")).Json["items"]!.AsArray().Select(one => one!["position"]!.GetValue<long>()).ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task Given_a_claim_that_another_names_when_history_about_it_is_asked_then_the_naming_is_in_it()
    {
        var study = await Given();

        Types(await study.Get("history?about=claim:C2")).ShouldBe(["claim_asserted", "rival_named"]);
        Types(await study.Get("history?type=claim_asserted")).ShouldBe(["claim_asserted", "claim_asserted"]);
        Types(await study.Get("history?actor=nobody")).ShouldBeEmpty();
        Types(await study.Get("history?from=position:5&to=position:5")).ShouldBe(["claim_reworded"]);
        (await study.Get("history?about=nonsense")).Status.ShouldBe(400);
        (await study.Get("history?from=nonsense")).Json["field"]!.GetValue<string>().ShouldBe("from");
        (await study.Get("claims/C9/history")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_more_history_than_a_page_when_pages_are_followed_then_each_event_comes_once()
    {
        var study = await Given();

        var first = await study.Get("history?limit=4");
        var second = await study.Get($"history?limit=4&cursor={first.Json["next"]!.GetValue<string>()}");

        first.Json["items"]!.AsArray().Count.ShouldBe(4);
        second.Json["items"]!.AsArray().Select(one => one!["position"]!.GetValue<long>()).ShouldBe([5, 6]);
        second.Json["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Given_a_cursor_of_another_list_when_history_is_read_with_it_then_it_is_refused_and_nothing_breaks()
    {
        var study = await Given();
        var foreign = (await study.Get("claims?limit=1")).Json["next"]!.GetValue<string>();

        var answer = await study.Get($"history?cursor={foreign}");

        (answer.Status, answer.Problem).ShouldBe((400, "malformed-cursor"));
    }

    private async Task<TestStudy> Given()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"rival","text":"Two."}""");
        await study.Put(
            "claims/C1",
            """{"kind":"causal","text":"One, put differently."}""",
            ("If-Match", "\"1\""),
            ("X-Reason", Uri.EscapeDataString("Überarbeitet: 修订")));
        await study.Given("claims/C1/rivals", """{"rival":"C2"}""");
        return study;
    }

    private static IEnumerable<string> Types(TestAnswer answer) =>
        answer.Json["items"]!.AsArray().Select(one => one!["type"]!.GetValue<string>());
}
