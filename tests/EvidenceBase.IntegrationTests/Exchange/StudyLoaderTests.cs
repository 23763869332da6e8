using System.Text.Json.Nodes;
using EvidenceBase.Exchange;
using EvidenceBase.Formats.Studies;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Exchange;

public sealed class StudyLoaderTests(SharedService service)
{
    private readonly string slug = $"bundle-{Guid.NewGuid():N}";

    private StudyLoader Loader => service.Running.Services.GetRequiredService<StudyLoader>();

    [Fact]
    public async Task The_shipped_study_is_loaded_whole_however_often_loading_is_broken_off()
    {
        var folder = Bundles.Shipped(slug);
        var bundle = StudyBundle.Read(folder).Content!;
        foreach (var end in new[] { 1, 250, 251, 900 })
            await BreakOffAfter(end, folder);

        var outcome = await Load(folder);
        var again = await Load(folder);

        outcome.Problem.ShouldBeNull();
        outcome.Sent.ShouldBeGreaterThan(0);
        again.ShouldSatisfyAllConditions(
            () => again.Sent.ShouldBe(0), () => again.Changed.ShouldBeEmpty(), () => again.Problem.ShouldBeNull(), () => again.All.ShouldBe(outcome.All));
        var counts = (await Get(string.Empty))["counts"]!;
        int Count(string kind) => counts[kind]!["active"]!.GetValue<int>();
        Count("source").ShouldBe(bundle.Sources.Count);
        Count("interview").ShouldBe(bundle.Interviews.Count);
        Count("figure").ShouldBe(bundle.Figures.Count + BundledAccount.Tables(bundle).Count);
        Count("case").ShouldBe(bundle.Cases.Count);
        Count("code").ShouldBe(bundle.Codes.Count);
        Count("coding").ShouldBe(bundle.Statements.Count);
        Count("claim").ShouldBe(bundle.Claims.Count);
        Count("memo").ShouldBe(bundle.Memos.Count);
        Count("step").ShouldBe(bundle.Argument.Steps.Count);
        await TheClaimsRestOnWhatTheBundleSays(bundle);
        await TheStepsRestOnWhatTheBundleSays(bundle);
    }

    [Fact]
    public async Task What_was_changed_in_the_bundle_since_is_told_and_left_alone_and_what_is_new_is_added()
    {
        var folder = Bundles.Small(slug);
        (await Load(folder)).ShouldSatisfyAllConditions(loaded => loaded.Problem.ShouldBeNull(), loaded => loaded.Sent.ShouldBe(loaded.All));
        Bundles.Replace(folder, "claims.yaml", "It holds.", "It does not hold.");
        Bundles.Replace(folder, "sources.json", "[{", """[{"id":"lall2013","type":"book","title":"Industry"},{""");

        var outcome = await Load(folder);

        outcome.Changed.ShouldBe(["claim/C1"]);
        outcome.Sent.ShouldBe(1);
        (await Get("claims/C1"))["text"]!.GetValue<string>().ShouldBe("It holds.");
        (await Get("sources/lall2013"))["item"]!["title"]!.GetValue<string>().ShouldBe("Industry");
    }

    [Fact]
    public async Task A_study_that_others_opened_under_the_slug_is_left_alone()
    {
        var study = await TestStudy.Open(service.Running);

        var outcome = await Load(Bundles.Small(study.Slug));

        outcome.Problem!.ShouldContain(study.Slug);
        outcome.Sent.ShouldBe(0);
        (await study.Get("sources")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bundle_that_is_not_sound_is_not_begun()
    {
        var folder = Bundles.Small(slug);
        Bundles.Replace(folder, "claims.yaml", "source: wade2003", "source: wade2004");

        var outcome = await Load(folder);

        outcome.Problem.ShouldNotBeNull().ShouldContain("claims.yaml");
        outcome.Problem.ShouldContain("wade2004");
        (await service.Running.Http.GetAsync($"/api/studies/{slug}", TestContext.Current.CancellationToken)).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_command_that_is_refused_stops_the_load_and_says_where()
    {
        var folder = Bundles.Small(slug);
        Bundles.Replace(folder, "claims.yaml", "It holds.", new string('x', 20_001));

        var outcome = await Load(folder);

        outcome.Problem!.ShouldContain("claim/C1");
        Bundles.Replace(folder, "claims.yaml", new string('x', 20_001), "It holds.");
        (await Load(folder)).Problem.ShouldBeNull("the load goes on once the bundle is mended");
    }

    private async Task TheClaimsRestOnWhatTheBundleSays(StudyBundle bundle)
    {
        var claims = await All("claims");
        foreach (var claim in bundle.Claims)
        {
            var shown = claims[claim.Key];
            shown["text"]!.GetValue<string>().ShouldBe(claim.Text);
            var cited = shown["evidence"]!.AsArray().Select(evidence => evidence!["citation"]?["key"]?.GetValue<string>());
            cited.ShouldBe([.. claim.Evidence.Select(evidence => evidence.Cited.Key), .. claim.Absences.Select(_ => (string?)null)], claim.Key);
            shown["qualifications"]!.AsArray().Count.ShouldBe(claim.Qualifications.Count);
            shown["rivals"]!.AsArray().Select(rival => rival!["key"]!.GetValue<string>())
                .ShouldBe(bundle.Claims.Where(rival => rival.RivalTo.Contains(claim.Key)).Select(rival => rival.Key), ignoreOrder: true);
            shown["gaps"]!.AsArray().Select(gap => gap!["kind"]!.GetValue<string>()).ShouldNotContain("changed-since-cited");
        }
    }

    private async Task TheStepsRestOnWhatTheBundleSays(StudyBundle bundle)
    {
        foreach (var step in bundle.Argument.Steps)
        {
            var shown = await Get($"arguments/{bundle.Argument.Key}/steps/{step.Key}");
            shown["claims"]!.AsArray().Select(claim => claim!["key"]!.GetValue<string>()).ShouldBe(step.Claims, step.Key);
            shown["restsOn"]!.AsArray().Count.ShouldBe(step.RestsOn.Count, step.Key);
        }
    }

    private async Task BreakOffAfter(int commands, string folder)
    {
        using var end = new CancellationTokenSource();
        var sent = 0;
        await Should.ThrowAsync<OperationCanceledException>(() => Loader.Load(
            folder,
            _ =>
            {
                if (++sent == commands)
                    end.Cancel();
            },
            end.Token));
    }

    private Task<LoadOutcome> Load(string folder) => Loader.Load(folder, _ => { });

    private async Task<Dictionary<string, JsonNode>> All(string path)
    {
        var all = new Dictionary<string, JsonNode>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await Get($"{path}?limit=100{(cursor.Length > 0 ? $"&cursor={Uri.EscapeDataString(cursor)}" : "")}");
            foreach (var item in page["items"]!.AsArray())
                all.Add(item!["key"]!.GetValue<string>(), item);
            cursor = page["next"]?.GetValue<string>();
        }

        return all;
    }

    private async Task<JsonNode> Get(string path)
    {
        var text = await service.Running.Http.GetStringAsync($"/api/studies/{slug}/{path}".TrimEnd('/'));
        return JsonNode.Parse(text)!;
    }
}
