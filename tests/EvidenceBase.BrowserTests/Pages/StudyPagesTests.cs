using EvidenceBase.BrowserTests.Platform;
using EvidenceBase.IntegrationTests.Pages;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.BrowserTests.Pages;

/// <summary>The pages of studies, for everybody: whoever sees little, uses no mouse, or reads from right to left.</summary>
public sealed class StudyPagesTests(SharedService service, StudyPagesTests.Opened opened) : IClassFixture<StudyPagesTests.Opened>
{
    [Fact]
    public async Task Given_a_study_when_all_its_pages_are_walked_then_each_meets_WCAG_2_2_AA()
    {
        var study = await FilledStudy.Open(service.Running);
        await study.Given("tokens", """{"name":"nightly import","rights":["read"]}""");
        var browser = await SignedIn();
        var accessibility = await Accessibility.In(browser);

        await browser.OpenWhole(service.Running.Address);
        await accessibility.Try("start");
        await Walk(browser, accessibility, study, "study");
        foreach (var (name, path) in new[]
        {
            ("moment", $"/studies/{study.Slug}/arguments/main/steps/S2?asOf=as%20submitted"), ("nothing there", $"/studies/{study.Slug}/claims/C99"), ("no study", "/studies/no-such-study"),
            ("not read", $"/studies/{study.Slug}?asOf=some-day"), ("trail of the service", "/trail"), ("trail that has no entry", $"/studies/{study.Slug}/trail?actor=nobody"),
        })
        {
            await browser.OpenWhole($"{service.Running.Address}{path}");
            await accessibility.Try(name);
        }

        await browser.Become(service.Running.Address, new Dictionary<string, string>());
        await browser.OpenWhole(service.Running.Address);
        await accessibility.Try("not signed in");

        accessibility.Wrong.ShouldBeEmpty();
        accessibility.Tried.Count.ShouldBeGreaterThan(25);
        browser.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zh")]
    [InlineData("ar")]
    public async Task Given_a_study_in_another_script_when_all_its_pages_are_walked_then_each_meets_WCAG_2_2_AA_and_its_words_run_their_own_way(string language)
    {
        var words = language == "ar" ? StudyInWords.Arabic : StudyInWords.Chinese;
        var study = await words.Open(service.Running);
        var browser = await SignedIn();
        var accessibility = await Accessibility.In(browser);

        await Walk(browser, accessibility, study, language);

        accessibility.Wrong.ShouldBeEmpty();
        accessibility.Tried.Count.ShouldBeGreaterThan(14);
        await browser.OpenWhole($"{service.Running.Address}/studies/{study.Slug}/claims/C1");
        (await browser.Evaluate("getComputedStyle(document.querySelector('h1 .text, h1')).direction")).ShouldBe(language == "ar" ? "rtl" : "ltr");
    }

    /// <summary>Follows every link to a page of the study as it is now, each once.</summary>
    private static async Task Walk(Chromium browser, Accessibility accessibility, TestStudy study, string name)
    {
        var (open, seen) = (new Queue<string>(), new HashSet<string>());
        Found($"/studies/{study.Slug}");
        while (open.TryDequeue(out var path))
        {
            await browser.OpenWhole($"{study.Service.Address}{path}");
            await accessibility.Try($"{name} {path[$"/studies/{study.Slug}".Length..]}");
            foreach (var link in (await browser.Evaluate("[...document.links].filter(one => one.origin === location.origin).map(one => one.pathname + one.search).join('\\n')")).Split('\n'))
                if (link.StartsWith($"/studies/{study.Slug}", StringComparison.Ordinal) && !link.Contains('?', StringComparison.Ordinal))
                    Found(link);
        }

        void Found(string path)
        {
            if (seen.Add(path))
                open.Enqueue(path);
        }
    }

    /// <summary>The browser of the laptop's owner.</summary>
    private async Task<Chromium> SignedIn()
    {
        using var answer = await service.Running.Http.PostAsync("/api/sign-in-addresses", null);
        var address = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["address"]!.GetValue<string>();
        var browser = await opened.Browser();
        await browser.Become(service.Running.Address, new Dictionary<string, string>());
        await browser.OpenWhole($"{service.Running.Address}{new Uri(address).PathAndQuery}");
        return browser;
    }

    /// <summary>One browser for all of these tests.</summary>
    public sealed class Opened : IAsyncDisposable
    {
        private Chromium? browser;

        public async Task<Chromium> Browser() => browser ??= await Chromium.Start("nowhere.test", 443);

        public ValueTask DisposeAsync() => browser?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
