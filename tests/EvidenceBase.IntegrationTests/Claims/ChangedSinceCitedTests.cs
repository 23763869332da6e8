using System.Globalization;
using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Audit.Replays;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform.Rebuilding;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Claims;

/// <summary>What is cited has changed since while it says something else than it did then: an undo takes the mark away, a redo brings it again.</summary>
public sealed class ChangedSinceCitedTests(SharedService service)
{
    /// <summary>What there is, how it is called, and a change of it: method, address, body.</summary>
    public static TheoryData<string, string, string[], string[]> Kinds => new()
    {
        { "source", "wade", ["sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}"""], ["PUT", "sources/wade", """{"item":{"type":"book","title":"Another Book"}}"""] },
        { "source", "wade", ["sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}"""], ["POST", "sources/wade/withdrawal", """{"reason":"Not ours."}"""] },
        { "figure", "t1", ["figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Shifts"}"""], ["PUT", "figures/t1", """{"label":"Table 1","kind":"table","caption":"Shifts a week"}"""] },
        { "document", "D1", ["documents", """{"key":"D1","title":"Notes","text":"Fog, no crane moved."}"""], ["POST", "documents/D1/media", """{"pages":2}"""] },
        { "interview", "H 1", ["interviews", """{"code":"H 1","locality":"Old port"}"""], ["PUT", "interviews/H%201", """{"locality":"New port"}"""] },
        { "case", "port", ["cases", """{"key":"port","name":"The port","description":"The quays."}"""], ["PUT", "cases/port", """{"name":"The port","description":"The quays and cranes."}"""] },
        { "claim", "C0", ["claims", """{"key":"C0","kind":"causal","text":"One."}"""], ["PUT", "claims/C0", """{"kind":"causal","text":"Two."}"""] },
        { "coding", "st-1", ["codes", """{"key":"loss","name":"Loss"}""", "interviews", """{"code":"H 1"}""", "codings", """{"interview":"H 1","layer":"anna","key":"st-1","codes":["loss"],"statement":"It went."}"""], ["POST", "codings/st-1/notes", """{"note":"Which gang?"}"""] },
    };

    [Theory]
    [MemberData(nameof(Kinds), DisableDiscoveryEnumeration = true)]
    public async Task Given_something_cited_when_its_change_is_undone_and_redone_then_it_has_changed_exactly_while_the_change_is_in_force(
        string kind, string name, string[] things, string[] change)
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var thing in things.Chunk(2))
            await study.Given(thing[0], thing[1]);
        await Cite(study, "C1", kind, name);
        var moments = new List<long> { await Position(study) };
        await Change(study, change);
        moments.Add(await Position(study));
        await study.Given("undo", "{}");
        moments.Add(await Position(study));
        var undone = await Marks(study, "C1");
        await Cite(study, "C2", kind, name);
        await study.Given("redo", $$"""{"position":{{moments[1]}}}""");
        moments.Add(await Position(study));

        undone.ShouldBe((false, false));
        (await Marks(study, "C1")).ShouldBe((true, true));
        (await Marks(study, "C2")).ShouldBe((true, true), "what it cites is another since the redo");
        var then = new List<(bool Changed, bool HasGap)>();
        foreach (var moment in moments)
            then.Add(await Marks(study, "C1", $"?asOf=position:{moment}"));
        then.ShouldBe([(false, false), (true, true), (false, false), (true, true)]);
        (await ChangesOfMark(study, moments[0], moments[1])).ShouldBe(["true"]);
        (await ChangesOfMark(study, moments[1], moments[2])).ShouldBe(["false"]);
        (await ChangesOfMark(study, moments[0], moments[2])).ShouldBeEmpty("what was done and undone in between comes to nothing");
        (await ChangesOfMark(study, moments[0], moments[3])).ShouldBe(["true"]);
        await study.ShouldFollowFromItsEvents();
    }

    [Fact]
    public async Task Given_a_claim_placed_in_a_step_when_its_rewording_is_undone_and_redone_then_the_step_says_so_exactly_while_it_is_in_force()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("arguments", """{"key":"a","title":"An argument"}""");
        await study.Given("arguments/a/steps", """{"key":"S1","title":"First","inference":"It follows."}""");
        await study.Given("arguments/a/steps/S1/claims", """{"claim":"C1"}""");
        var moments = new List<long>();
        await Change(study, ["PUT", "claims/C1", """{"kind":"causal","text":"Two."}"""]);
        moments.Add(await Position(study));
        foreach (var step in new[] { "undo", "redo" })
        {
            await study.Given(step, "{}");
            moments.Add(await Position(study));
        }

        (await Gaps("arguments/a/steps/S1")).ShouldContain("changed-since-placed");
        var then = new List<bool>();
        foreach (var moment in moments)
            then.Add((await Gaps($"arguments/a/steps/S1?asOf=position:{moment}")).Contains("changed-since-placed"));
        then.ShouldBe([true, false, true]);
        await study.ShouldFollowFromItsEvents();

        async Task<List<string>> Gaps(string path) => [.. (await study.Get(path)).Json["gaps"]!.AsArray().Select(gap => gap!["kind"]!.GetValue<string>())];
    }

    [Fact]
    public async Task Given_a_source_under_a_figure_when_its_correction_is_undone_and_redone_then_the_figure_says_so_exactly_while_it_is_in_force()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""");
        await study.Given("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Shifts"}""");
        await study.Given("figures/t1/sources", """{"source":"wade"}""");
        var marks = new List<(bool Changed, bool HasGap)>();
        await Change(study, ["PUT", "sources/wade", """{"item":{"type":"book","title":"Another Book"}}"""]);
        marks.Add(await Mark());
        foreach (var step in new[] { "undo", "redo" })
        {
            await study.Given(step, "{}");
            marks.Add(await Mark());
        }

        marks.ShouldBe([(true, true), (false, false), (true, true)]);
        await study.ShouldFollowFromItsEvents();

        async Task<(bool Changed, bool HasGap)> Mark()
        {
            var figure = (await study.Get("figures/t1")).Json;
            return (figure["sources"]![0]!["changedSinceCited"]!.GetValue<bool>(), HasGap(figure));
        }
    }

    [Fact]
    public async Task Given_states_stored_before_contents_were_kept_when_the_views_are_built_anew_then_the_mark_is_gone()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await TestStudy.Open(own);
        await study.Given("sources", """{"key":"wade","item":{"type":"book","title":"A Book"}}""");
        await Cite(study, "C1", "source", "wade");
        await Change(study, ["PUT", "sources/wade", """{"item":{"type":"book","title":"Another Book"}}"""]);
        await study.Given("undo", "{}");
        await own.Execute("update evidence.state set contents = null where study = $1 and kind = 'source'", study);
        await study.Given("claims/C1/qualifications", """{"text":"Only here."}""");
        var before = await Marks(study, "C1");

        await own.Services.GetRequiredService<RecordRebuild>().Run(TestContext.Current.CancellationToken);

        before.ShouldBe((true, true), "nothing told then what it had said");
        (await Marks(study, "C1")).ShouldBe((false, false));
        await study.ShouldFollowFromItsEvents();
    }

    private static async Task Cite(TestStudy study, string claim, string kind, string name)
    {
        await study.Given("claims", $$"""{"key":"{{claim}}","kind":"causal","text":"It rests on something."}""");
        await study.Given($"claims/{claim}/evidence", $$$"""{"stance":"supports","cites":{"kind":"{{{kind}}}","name":"{{{name}}}"}}""");
    }

    private static async Task Change(TestStudy study, string[] change)
    {
        var answer = change[0] == "PUT" ? await study.Put(change[1], change[2], ("If-Match", "\"1\"")) : await study.Post(change[1], change[2]);
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static async Task<(bool Changed, bool HasGap)> Marks(TestStudy study, string claim, string query = "")
    {
        var view = (await study.Get($"claims/{claim}{query}")).Json;
        return (view["evidence"]![0]!["citation"]!["changedSinceCited"]!.GetValue<bool>(), HasGap(view));
    }

    private static bool HasGap(JsonNode view) => view["gaps"]!.AsArray().Any(gap => gap!["kind"]!.GetValue<string>() == "changed-since-cited");

    /// <summary>What the mark of the first claim became between two moments, as told of the whole study; nothing where it stayed.</summary>
    private static async Task<List<string>> ChangesOfMark(TestStudy study, long from, long to)
    {
        var answer = await study.Get($"differences?from=position:{from}&to=position:{to}");
        answer.Status.ShouldBe(200, answer.Text);
        return
        [
            .. answer.Json["things"]!.AsArray().Where(thing => thing!["key"]?.GetValue<string>() == "C1").SelectMany(thing => thing!["fields"]!.AsArray())
                .Where(field => field!["path"]!.GetValue<string>().EndsWith(".changedSinceCited", StringComparison.Ordinal)).Select(field => field!["to"]!.ToJsonString()),
        ];
    }

    private static async Task<long> Position(TestStudy study) => long.Parse((await study.Get("claims")).Headers["Evidence-Position"], CultureInfo.InvariantCulture);
}
