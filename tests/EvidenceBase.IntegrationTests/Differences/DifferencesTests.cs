using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Differences;

/// <summary>What changed between two moments, such as submission and revision.</summary>
public sealed partial class DifferencesTests(SharedService service)
{
    [Fact]
    public async Task Given_a_revision_after_a_release_when_the_two_are_compared_then_every_field_that_changed_is_told_and_nothing_else()
    {
        var study = await Revised(service.Running);

        var answer = await study.Get("differences?from=submission&to=revision");

        answer.Status.ShouldBe(200, answer.Text);
        Lines(answer).ShouldBe(
        [
            "changed argument a: steps[S1].evidence", "changed argument a: steps[S1].gaps", "changed argument a: steps[S2]",
            "changed claim C1: evidence[…]", "changed claim C1: gaps[0]", "changed claim C1: version",
            "changed claim C2: kind", "changed claim C2: text",
            "added claim C3", "removed step S2", "changed step S1",
        ],
        ignoreOrder: true);
    }

    [Fact]
    public async Task Given_one_claim_when_two_moments_are_compared_then_only_it_is_told_from_the_same_text_before_to_the_one_after()
    {
        var study = await Revised(service.Running);

        var answer = await study.Get("claims/C2/differences?from=submission");

        var claim = answer.Json["things"]!.AsArray().ShouldHaveSingleItem()!;
        var text = claim["fields"]!.AsArray().Single(field => field!["path"]!.GetValue<string>() == "text")!;
        text["from"]!.GetValue<string>().ShouldBe("Two.");
        text["to"]!.GetValue<string>().ShouldBe("Two, put differently.");
        answer.Json["to"]!["asked"]!.GetValue<string>().ShouldBe("now");
    }

    [Fact]
    public async Task Given_a_claim_that_a_step_rests_on_when_it_is_reworded_then_the_step_differs_though_no_event_of_its_own_came()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        await study.Given("arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""");
        await study.Given("arguments/a/steps/S1/claims", """{"claim":"C1"}""");
        await study.Given("releases", """{"name":"submission"}""");
        await study.Put("claims/C1", """{"kind":"causal","text":"One, reworded."}""", ("If-Match", "\"1\""));

        var whole = await study.Get("differences?from=submission");
        var step = await study.Get("steps/S1/differences?from=submission");

        whole.Json["things"]!.AsArray().Select(thing => thing!["kind"]!.GetValue<string>()).ShouldContain("step");
        step.Json["things"]!.AsArray().ShouldHaveSingleItem()!["fields"]!.AsArray()
            .ShouldContain(field => field!["path"]!.GetValue<string>().EndsWith("text", StringComparison.Ordinal) && field["to"]!.GetValue<string>() == "One, reworded.");
    }

    [Fact]
    public async Task Given_two_moments_that_are_the_same_when_they_are_compared_then_nothing_differs()
    {
        var study = await Revised(service.Running);

        var answer = await study.Get("differences?from=revision&to=revision");

        answer.Json["things"]!.AsArray().ShouldBeEmpty();
        answer.Json["codings"]!["added"]!.GetValue<long>().ShouldBe(0);
    }

    [Fact]
    public async Task Given_codings_that_came_and_went_when_two_moments_are_compared_then_they_are_counted()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"A document","text":"Half of the gang had no shift."}""");
        var first = await study.Given("codings", """{"document":"D1","layer":"anna","code":"loss","start":0,"end":4}""");
        await study.Given("releases", """{"name":"before"}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"loss","start":5,"end":9}""");
        await study.Given($"codings/{first.Id}/notes", """{"note":"Whose?"}""");
        (await study.Delete($"codings/{first.Id}", """{"reason":"A slip."}""", ("If-Match", "\"2\""))).Status.ShouldBe(200);

        var whole = await study.Get("differences?from=before");
        var one = await study.Get($"codings/{first.Id}/differences?from=before");

        whole.Json["codings"]!.ToJsonString().ShouldBe("""{"added":1,"changed":0,"removed":1}""");
        one.Json["things"]!.AsArray().ShouldHaveSingleItem()!["change"]!.GetValue<string>().ShouldBe("changed");
    }

    [Theory]
    [InlineData("differences", 400)]
    [InlineData("differences?from=never", 400)]
    [InlineData("differences?from=position:999", 400)]
    [InlineData("differences?from=revision&to=submission", 400)]
    [InlineData("claims/C99/differences?from=submission", 404)]
    [InlineData("nonsense/C1/differences?from=submission", 404)]
    public async Task Given_moments_or_things_that_are_not_there_when_they_are_compared_then_it_says_so(string path, int status)
    {
        var study = await Revised(service.Running);

        (await study.Get(path)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Given_a_revision_when_its_page_is_opened_then_it_shows_both_texts()
    {
        var study = await Revised(service.Running);

        var page = await study.Get($"/studies/{study.Slug}/differences?from=submission&to=revision");

        page.Status.ShouldBe(200, page.Text);
        page.Headers["Content-Type"].ShouldStartWith("text/html");
        page.Text.ShouldContain("Two, put differently.");
        page.Text.ShouldContain("Two.");
        (await study.Get($"/studies/{study.Slug}/differences?from=never")).Status.ShouldBe(400);
    }

    private static async Task<TestStudy> Revised(RunningService running)
    {
        var study = await TestStudy.Open(running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two."}""");
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        await study.Given("arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""");
        await study.Given("arguments/a/steps", """{"key":"S2","title":"Second","inference":"It follows too."}""");
        await study.Given("arguments/a/steps/S1/claims", """{"claim":"C1"}""");
        await study.Given("releases", """{"name":"submission"}""");
        await study.Put("claims/C2", """{"kind":"mechanism","text":"Two, put differently."}""", ("If-Match", "\"1\""));
        await study.Given("claims", """{"key":"C3","kind":"causal","text":"Three."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","absence":{"searched":"the archive","how":"by hand","found":"nothing"}}""");
        (await study.Delete("arguments/a/steps/S2")).Status.ShouldBe(200);
        await study.Given("releases", """{"name":"revision"}""");
        return study;
    }

    /// <summary>The differences in a line each; ids and what always changes are left out.</summary>
    private static IEnumerable<string> Lines(TestAnswer answer)
    {
        foreach (var thing in answer.Json["things"]!.AsArray().Where(thing => thing!["kind"]!.GetValue<string>() != "study"))
        {
            var name = $"{thing!["change"]} {thing["kind"]} {thing["key"]}";
            var fields = Fields(thing).Where(path => path is not ("version" or "wordedAt") || name.EndsWith("C1", StringComparison.Ordinal)).ToList();
            if (fields.Count == 0 || thing["kind"]!.GetValue<string>() == "step")
                yield return name;
            else
            {
                foreach (var path in fields)
                    yield return $"{name}: {path}";
            }
        }
    }

    private static IEnumerable<string> Fields(JsonNode thing) => thing["fields"]!.AsArray().Select(field => AnyId().Replace(field!["path"]!.GetValue<string>(), "…"));

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex AnyId();
}
