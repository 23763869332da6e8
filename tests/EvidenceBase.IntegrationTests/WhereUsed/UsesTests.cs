using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.WhereUsed;

public sealed class UsesTests(SharedService service)
{
    [Fact]
    public async Task Given_claims_and_steps_that_rest_on_an_interview_when_its_uses_are_asked_for_then_each_is_named_with_the_way_it_rests()
    {
        var study = await Filled();

        var uses = await study.Get("interviews/JS 036/uses");

        uses.Status.ShouldBe(200, uses.Text);
        uses.Json["of"]!["key"]!.GetValue<string>().ShouldBe("JS 036");
        Keys(uses.Json["documents"]!).ShouldBe(["js-036"]);
        Named(uses.Json["claims"]!).ShouldBe([("C1", true), ("C2", true), ("C3", false), ("C4", false)]);
        uses.Json["claims"]![0]!["evidence"]![0]!["cites"]!["kind"]!.GetValue<string>().ShouldBe("interview");
        uses.Json["claims"]![1]!["evidence"]![0]!["cites"]!["kind"]!.GetValue<string>().ShouldBe("document");
        Named(uses.Json["steps"]!).ShouldBe([("S1", true), ("S2", false)]);
        uses.Json["steps"]![0]!["claims"]!.ToJsonString().ShouldBe("""["C1","C3"]""");
        uses.Headers["Evidence-Position"].ShouldBe(uses.Json["position"]!.GetValue<long>().ToString(System.Globalization.CultureInfo.InvariantCulture));
        (await study.Get("interviews/JS 037/uses")).Json["claims"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_link_that_was_taken_back_when_uses_are_asked_for_a_moment_before_then_it_is_among_them()
    {
        var study = await Filled();
        var before = (await study.Get("interviews/JS 036/uses")).Json;
        await study.Delete($"claims/C1/evidence/{before["claims"]![0]!["evidence"]![0]!["id"]!.GetValue<Guid>()}", """{"reason":"misread"}""");

        var now = (await study.Get("interviews/JS 036/uses")).Json;
        var then = (await study.Get($"interviews/JS 036/uses?asOf=position:{before["position"]}")).Json;
        var early = await study.Get("interviews/JS 036/uses?asOf=position:3");

        Named(now["claims"]!).ShouldBe([("C2", true)]);
        Named(now["steps"]!).ShouldBeEmpty();
        then.ToJsonString().ShouldBe(before.ToJsonString());
        early.Json["claims"]!.AsArray().ShouldBeEmpty();
        (await study.Get("interviews/JS 036/uses?asOf=position:2")).Status.ShouldBe(404);
        (await study.Get("interviews/JS 036/uses?asOf=never")).Status.ShouldBe(400);
        (await study.Get("interviews/JS 999/uses")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_codings_of_an_interview_when_its_uses_are_asked_for_then_they_and_what_rests_on_them_are_among_them()
    {
        var study = await Filled();
        await study.Given("codes", """{"key":"gap","name":"Gap"}""");
        var segment = await study.Given("codings", """{"document":"js-036","layer":"anna","code":"gap","start":0,"end":4}""");
        await study.Given("codings", """{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"A dragon."}""");
        await study.Given("codings", """{"interview":"JS 037","layer":"anna","key":"st-2","codes":["gap"],"statement":"Another."}""");
        await study.Given("claims/C5/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");
        var before = (await study.Get("interviews/JS 036/uses")).Json;
        await study.Delete("codings/st-1", """{"reason":"Coded twice."}""");

        var now = (await study.Get("interviews/JS 036/uses")).Json;

        before["codings"]!.AsArray().Select(one => one!["key"]?.GetValue<string>()).ShouldBe([null, "st-1"], ignoreOrder: true);
        before["codings"]!.AsArray().Single(one => one!["id"]!.GetValue<Guid>() == segment.Id)!["codes"]![0]!.GetValue<string>().ShouldBe("Gap");
        Named(before["claims"]!).ShouldContain(("C5", true));
        Named(before["steps"]!).ShouldContain(("S3", true));
        Keys(before["memos"]!).ShouldBe(["M-1"]);
        now["codings"]!.AsArray().Count.ShouldBe(1);
        (await study.Get($"interviews/JS 036/uses?asOf=position:{before["position"]}")).Json.ToJsonString().ShouldBe(before.ToJsonString());
    }

    /// <summary>C1 cites the interview, C2 its document, C3 cites C1, C4 cites C3 and C3 cites C4; C1 and C3 stand in S1, C4 in S2, C5 rests on nothing.</summary>
    private async Task<TestStudy> Filled()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("interviews", """{"code":"JS 037"}""");
        await study.Given("documents", DocumentTests.Deposit("js-036", "What was said.", interview: "JS 036"));
        for (var number = 1; number <= 5; number++)
            await study.Given("claims", $$"""{"key":"C{{number}}","kind":"causal","text":"Claim {{number}}."}""");
        await study.Given("memos", """{"key":"M-1","title":"On it","text":"A remark.","category":"process","about":[{"kind":"interview","name":"JS 036"}]}""");
        await study.Given("memos", """{"key":"M-2","title":"On another","text":"A remark.","category":"process","about":[{"kind":"interview","name":"JS 037"}]}""");
        await Cite("C1", "interview", "JS 036");
        await Cite("C2", "document", "js-036");
        await Cite("C3", "claim", "C1");
        await Cite("C4", "claim", "C3");
        await Cite("C3", "claim", "C4");
        await study.Given("arguments", """{"key":"main","title":"Main"}""");
        foreach (var (step, claims) in new[] { ("S1", new[] { "C1", "C3" }), ("S2", ["C4"]), ("S3", ["C5"]) })
        {
            await study.Given("arguments/main/steps", $$"""{"key":"{{step}}","title":"A step","inference":"It follows."}""");
            foreach (var claim in claims)
                await study.Given($"arguments/main/steps/{step}/claims", $$"""{"claim":"{{claim}}"}""");
        }

        return study;

        Task Cite(string claim, string kind, string name) =>
            study.Given($"claims/{claim}/evidence", $$$"""{"stance":"supports","cites":{"kind":"{{{kind}}}","name":"{{{name}}}"}}""");
    }

    private static IEnumerable<string> Keys(JsonNode list) => list.AsArray().Select(one => one!["key"]!.GetValue<string>());

    private static IEnumerable<(string Key, bool Direct)> Named(JsonNode list) =>
        list.AsArray().Select(one => (one!["key"]!.GetValue<string>(), one["direct"]!.GetValue<bool>()));
}
