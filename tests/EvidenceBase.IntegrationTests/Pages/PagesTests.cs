using System.Net;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Pages;

public sealed partial class PagesTests(SharedService service, FilledStudy filled) : IClassFixture<FilledStudy>
{
    [Fact]
    public async Task Given_a_step_when_its_page_is_read_then_it_shows_the_chain_down_to_the_evidence_and_links_it()
    {
        var study = filled.Study;

        var page = await Page(study, "arguments/main/steps/S2");

        page.Status.ShouldBe(200, page.Text);
        page.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        page.Text.ShouldContain("Step 2: Firms stay at the bottom");
        page.Text.ShouldContain("Learning needs contracts.");
        page.Text.ShouldContain(">supports<");
        page.Text.ShouldContain("<i>China Statistical Yearbook 2008</i>");
        page.Text.ShouldContain("hoop, <strong>passed</strong>");
        page.Text.ShouldContain("<span dir=\"auto\">Opening section</span>, paragraph 4, note 7");
        page.Text.ShouldContain("The warrant of it.");
        page.Text.ShouldContain("Claim C2: no evidence.");
        page.Text.ShouldContain("97.35 percent");
        var links = Links(page);
        foreach (var to in new[] { "claims/C1", "claims/C2", "sources/yearbook", "interviews/JS%20036", "figures/table-1", "arguments/main", "arguments/main/steps/S1" })
            links.ShouldContain($"/studies/{study.Slug}/{to}");
        links.ShouldContain($"/api/studies/{study.Slug}/arguments/main/steps/S2");
        links.ShouldContain($"{study.Service.Address}/studies/{study.Slug}/arguments/main/steps/S2?asOf=position:{page.Position}");
    }

    [Fact]
    public async Task Given_a_study_when_every_link_of_its_pages_is_followed_then_each_answers_and_is_a_whole_page_without_inline_style_or_script()
    {
        var study = filled.Study;
        var (open, seen) = (new Queue<string>(["/", $"/studies/{study.Slug}", $"/studies/{study.Slug}?asOf=as%20submitted"]), new HashSet<string>());

        while (open.TryDequeue(out var address))
        {
            var page = await Page(study, address);
            page.Status.ShouldBe(200, $"{address}: {page.Text}");
            if (!page.Headers["Content-Type"].StartsWith("text/html", StringComparison.Ordinal))
                continue;
            page.Text.ShouldStartWith("<!DOCTYPE html>");
            page.Text.ShouldContain("<html lang=\"en\">");
            Regex.Count(page.Text, "<h1[ >]").ShouldBe(1, address);
            Regex.Count(page.Text, "<main ").ShouldBe(1, address);
            page.Text.ShouldNotContain("<script", Case.Insensitive);
            page.Text.ShouldNotContain("<style", Case.Insensitive);
            Regex.IsMatch(page.Text, "<[^>]+ (style|on[a-z]+)=").ShouldBeFalse(address);
            page.Headers["Content-Security-Policy"].ShouldStartWith("default-src 'none'; style-src 'self';");
            HeadingsInOrder(page.Text).ShouldBeTrue(address);
            Ids(page.Text).ShouldBeUnique();
            foreach (var link in Links(page).Select(link => link.Replace(study.Service.Address, string.Empty, StringComparison.Ordinal)))
            {
                if (link.StartsWith('#'))
                    Ids(page.Text).ShouldContain(link[1..], address);
                else if ((link.Contains(study.Slug, StringComparison.Ordinal) || link.StartsWith("/pages.css", StringComparison.Ordinal)) && seen.Add(link))
                    open.Enqueue(link);
            }
        }

        seen.Count.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Given_a_text_that_is_a_script_when_it_is_shown_then_it_is_text()
    {
        const string hostile = "<script>alert('x')</script> \\\" onmouseover=\\\"x";
        var study = await TestStudy.Open(service.Running);
        await study.Given("claims", $$"""{"key":"C<b>1","kind":"causal","text":"{{hostile}}"}""");
        await study.Given("claims/C%3Cb%3E1/evidence", $$"""{"stance":"challenges","absence":{"searched":"{{hostile}}","how":"{{hostile}}","found":"{{hostile}}"},"weight":"{{hostile}}"}""");

        var page = await Page(study, "claims/C%3Cb%3E1");
        var moment = await Page(study, "claims/C%3Cb%3E1?asOf=%22%3E%3Cscript%3Ealert(1)%3C/script%3E");

        page.Status.ShouldBe(200, page.Text);
        page.Text.ShouldContain("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &quot; onmouseover=&quot;x");
        page.Text.ShouldNotContain("<script");
        page.Text.ShouldNotContain("<b>");
        moment.Status.ShouldBe(400);
        moment.Text.ShouldNotContain("<script");
    }

    [Fact]
    public async Task Given_titles_in_other_scripts_when_they_are_shown_then_they_stand_as_they_are_and_run_their_own_way()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given(
            "sources",
            """
            {"key":"suzhou","item":{"type":"book","title":"Suzhou tongji nianjian","issued":{"date-parts":[[2009]]}},
             "annotations":{"originalScriptTitle":"苏州统计年鉴","titleLanguage":"zh-Latn","translatedTitle":"Suzhou Statistical Yearbook"}}
            """);
        await study.Given("sources", """{"key":"arabic","item":{"type":"book","title":"الاقتصاد الصيني","issued":{"date-parts":[[2012]]}}}""");

        var chinese = await Page(study, "sources/suzhou");
        var arabic = await Page(study, "sources/arabic");

        chinese.Text.ShouldContain("<bdi lang=\"zh\">苏州统计年鉴</bdi>");
        arabic.Text.ShouldContain("<h1 class=\"proposition\" dir=\"auto\">");
        arabic.Text.ShouldContain("الاقتصاد الصيني");
    }

    [Fact]
    public async Task Given_a_claim_that_was_reworded_and_lost_its_evidence_when_it_is_asked_for_as_of_before_then_everything_is_as_it_was_and_links_stay_there()
    {
        var study = await FilledStudy.Open(service.Running);
        var evidence = (await study.Get("claims/C1")).Json["evidence"]![0]!["id"]!.GetValue<string>();
        var before = (await Page(study, "claims/C1")).Position;
        await study.Delete($"claims/C1/evidence/{evidence}");
        await study.Put("claims/C1", """{"kind":"causal","text":"Other words."}""", ("If-Match", (await study.Get("claims/C1")).ETag!));

        var now = await Page(study, "claims/C1");
        var then = await Page(study, $"claims/C1?asOf=position:{before}");
        var sourceNow = await Page(study, "sources/yearbook");
        var sourceThen = await Page(study, $"sources/yearbook?asOf=position:{before}");

        now.Text.ShouldContain("Other words.");
        now.Text.ShouldNotContain("class=\"moment\"");
        then.Text.ShouldContain("Learning needs contracts.");
        then.Text.ShouldContain($"As of “<bdi>position:{before}</bdi>”, position {before}</strong> of {before + 2}");
        Links(then).Where(link => link.StartsWith("/studies/", StringComparison.Ordinal) && link != $"/studies/{study.Slug}/claims/C1")
            .ShouldAllBe(link => link.EndsWith($"?asOf=position:{before}", StringComparison.Ordinal));
        Links(sourceNow).ShouldNotContain($"/studies/{study.Slug}/claims/C1");
        Links(sourceThen).ShouldContain($"/studies/{study.Slug}/claims/C1?asOf=position:{before}");
    }

    [Theory]
    [InlineData("sources/yearbook", "claims/C1", "arguments/main/steps/S2", "figures/table-1")]
    [InlineData("interviews/JS%20036", "claims/C1", "arguments/main/steps/S2")]
    [InlineData("figures/table-1", "claims/C1", "arguments/main/steps/S2", "sources/yearbook")]
    [InlineData("claims/C3", "claims/C1", "arguments/main/steps/S2", "arguments/main/steps/S1")]
    public async Task Given_something_cited_when_its_page_is_read_then_it_says_where_it_is_used(string thing, params string[] users)
    {
        var study = filled.Study;

        var links = Links(await Page(study, thing));

        foreach (var user in users)
            links.ShouldContain($"/studies/{study.Slug}/{user}");
    }

    [Fact]
    public async Task Given_a_claim_that_carries_another_when_what_it_rests_on_is_read_then_the_other_is_named_as_well()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var key in new[] { "C1", "C2", "C3" })
            await study.Given("claims", $$"""{"key":"{{key}}","kind":"causal","text":"{{key}}."}""");
        await study.Given("claims/C2/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C1"}}""");
        await study.Given("claims/C3/evidence", """{"stance":"supports","cites":{"kind":"claim","name":"C2"}}""");

        var page = await Page(study, "claims/C1");

        Links(page).ShouldContain($"/studies/{study.Slug}/claims/C3");
        page.Text.ShouldContain("Through other claims");
    }

    [Theory]
    [InlineData("claims/C1")]
    [InlineData("sources/yearbook")]
    [InlineData("interviews/JS%20036")]
    [InlineData("figures/table-1")]
    public async Task Given_a_memo_about_something_when_either_page_is_read_then_it_shows_the_memo_and_leads_to_the_other(string thing)
    {
        var study = filled.Study;

        var page = await Page(study, thing);
        var memo = await Page(study, "memos/M-1");

        page.Text.ShouldContain("What the note explains.");
        Links(page).ShouldContain($"/studies/{study.Slug}/memos/M-1");
        memo.Text.ShouldContain("What the note explains.");
        memo.Text.ShouldContain("Opening section</span>, paragraph 4, note 7");
        Links(memo).ShouldContain($"/studies/{study.Slug}/{thing}");
        Links(await Page(study, "memos")).ShouldContain($"/studies/{study.Slug}/memos/M-1");
    }

    [Fact]
    public async Task Given_a_memo_that_is_not_about_a_claim_then_the_page_of_the_claim_has_none() =>
        (await Page(filled.Study, "claims/C2")).Text.ShouldNotContain("On contracts");

    [Theory]
    [InlineData("claims/C9", 404, "no claim “C9”")]
    [InlineData("interviews/nobody", 404, "no interview “nobody”")]
    [InlineData("arguments/other/steps/S1", 404, "no step “S1”")]
    [InlineData("claims/C1?asOf=position:2", 404, "was not in the record")]
    [InlineData("claims/C1?asOf=position:99999", 400, "beyond the latest")]
    [InlineData("claims/C1?asOf=yesterday", 400, "neither a time")]
    [InlineData("nothing/here", 404, "no page at")]
    [InlineData("/studies/no-such-study/claims", 404, "no study “no-such-study”")]
    public async Task Given_nothing_at_an_address_when_it_is_read_then_a_page_says_what_is_missing(string address, int status, string said)
    {
        var study = filled.Study;

        var page = await Page(study, address);

        page.Status.ShouldBe(status, page.Text);
        page.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        WebUtility.HtmlDecode(page.Text).ShouldContain(said);
    }

    [Fact]
    public async Task Given_a_coded_statement_when_it_is_cited_then_its_words_are_joined_until_an_embargo_or_the_respondent_forbids_it()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("codes", """{"key":"gap","name":"Supply gap","definition":"Local firms cannot supply."}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("codings", """{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"A <b>dragon</b> without a tail."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");

        var claim = await Page(study, "claims/C1");
        var interview = await Page(study, "interviews/JS%20036");
        await study.Given("interviews/JS%20036/embargo", """{"until":"2999-01-01","reason":"A trial is going on."}""");
        var embargoed = await Page(study, "claims/C1");
        await study.Given("interviews/JS%20036/embargo", $$"""{"until":"{{DateTime.UtcNow:yyyy-MM-dd}}","reason":"The trial is over."}""");
        var free = await Page(study, "claims/C1");
        await study.Given("interviews/JS%20036/consent-withdrawal", """{"scopes":["paraphrase"],"reason":"Asked for it."}""");
        var withdrawn = await Page(study, "claims/C1");
        var before = await Page(study, $"claims/C1?asOf=position:{claim.Position}");

        claim.Text.ShouldContain("<blockquote class=\"inside\" dir=\"auto\">A &lt;b&gt;dragon&lt;/b&gt; without a tail.</blockquote>");
        claim.Text.ShouldContain("Supply gap");
        Links(claim).ShouldContain($"/studies/{study.Slug}/interviews/JS%20036");
        interview.Text.ShouldContain("dragon");
        Links(interview).ShouldContain($"/studies/{study.Slug}/claims/C1");
        embargoed.Text.ShouldNotContain("dragon");
        embargoed.Text.ShouldContain("Supply gap");
        free.Text.ShouldContain("dragon");
        withdrawn.Text.ShouldNotContain("dragon");
        withdrawn.Text.ShouldContain(">withdrawn<");
        before.Status.ShouldBe(200);
        before.Text.ShouldNotContain("dragon");
    }

    [Fact]
    public async Task Given_more_claims_than_a_page_when_the_next_page_is_followed_then_it_goes_on_where_the_first_ended()
    {
        var study = filled.Study;

        var first = await Page(study, "claims?limit=2");
        var second = await Page(study, Links(first).Single(link => link.Contains("cursor=", StringComparison.Ordinal)));

        Links(first).ShouldContain($"/studies/{study.Slug}/claims/C2");
        Links(first).ShouldNotContain($"/studies/{study.Slug}/claims/C3");
        Links(second).ShouldContain($"/studies/{study.Slug}/claims/C3");
        Links(second).ShouldNotContain($"/studies/{study.Slug}/claims/C2");
    }

    [Fact]
    public async Task Given_a_study_when_its_page_is_read_then_it_counts_what_it_holds_and_shows_outline_and_releases()
    {
        var study = filled.Study;

        var page = await Page(study, string.Empty);
        var start = await Page(study, "/");

        page.Text.ShouldContain($"<a href=\"/studies/{study.Slug}/claims\">3</a>");
        page.Text.ShouldContain("Firms stay at the bottom");
        Links(page).ShouldContain($"/studies/{study.Slug}?asOf=as%20submitted");
        Links(start).ShouldContain($"/studies/{study.Slug}");
    }

    private static async Task<ReadPage> Page(TestStudy study, string address)
    {
        var path = address.StartsWith('/') ? address : $"/studies/{study.Slug}{(address.Length == 0 ? null : "/")}{address}";
        var answer = await study.Send(HttpMethod.Get, path, null, wait: false);
        return new(answer.Status, answer.Text, answer.Headers);
    }

    private static List<string> Links(ReadPage page) => [.. Link().Matches(page.Text).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value))];

    private static List<string> Ids(string html) => [.. Id().Matches(html).Select(match => match.Groups[1].Value)];

    /// <summary>No level is left out on the way down.</summary>
    private static bool HeadingsInOrder(string html)
    {
        var levels = Heading().Matches(html).Select(match => int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        return levels.Zip(levels.Skip(1)).All(pair => pair.Second <= pair.First + 1);
    }

    [GeneratedRegex("href=\"([^\"]*)\"")]
    private static partial Regex Link();

    [GeneratedRegex(" id=\"([^\"]*)\"")]
    private static partial Regex Id();

    [GeneratedRegex("<h([1-6])[ >]")]
    private static partial Regex Heading();

    [GeneratedRegex("\\?asOf=position:([0-9]+)\">http")]
    private static partial Regex Permalink();

    private sealed record ReadPage(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
    {
        /// <summary>The position that the page says it is to be cited at.</summary>
        public long Position => long.Parse(Permalink().Match(Text).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);
    }
}
