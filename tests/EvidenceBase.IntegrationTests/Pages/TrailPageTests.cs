using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Pages;

/// <summary>The trail as a page, for those who may read it.</summary>
public sealed class TrailPageTests(SharedService service)
{
    [Fact]
    public async Task Given_what_was_done_with_tokens_when_the_page_is_read_then_it_shows_it_encoded_and_leads_on()
    {
        var study = await TestStudy.Open(service.Running);
        for (var count = 0; count < 3; count++)
            await study.Given("tokens", """{"name":"<b>nightly & co","rights":["read"]}""");

        var page = await study.Get($"/studies/{study.Slug}/trail?action=tokenCreated&limit=2");

        page.Status.ShouldBe(200, page.Text);
        page.Headers["Content-Type"].ShouldBe("text/html; charset=utf-8");
        page.Headers["Cache-Control"].ShouldBe("no-store");
        page.Text.ShouldContain("token created");
        page.Text.ShouldContain("&lt;b&gt;nightly &amp; co");
        page.Text.ShouldContain("<option value=\"tokenCreated\" selected");
        page.Text.ShouldContain($"/api/studies/{study.Slug}/trail?action=tokenCreated&amp;limit=2");
        var next = System.Net.WebUtility.HtmlDecode(page.Text.Split("rel=\"next\" href=\"")[1].Split('"')[0]);
        next.ShouldStartWith($"/studies/{study.Slug}/trail?action=tokenCreated&limit=2&cursor=");
        var last = await study.Get(next);
        last.Status.ShouldBe(200, last.Text);
        last.Text.Split("<time ").Length.ShouldBe(2, "the third of three");
        last.Text.ShouldNotContain("rel=\"next\"");
    }

    [Fact]
    public async Task Given_roles_when_pages_are_read_then_owners_and_auditors_reach_the_trail_and_others_neither_see_nor_reach_it()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var (role, may) in new[] { ("owner", true), ("auditor", true), ("editor", false), ("coder", false), ("reader", false) })
        {
            using var member = await Cast.WithToken(study, $"service:{role}", role);
            (await Cast.Send(member, "GET", $"/studies/{study.Slug}")).Text.Contains($"href=\"/studies/{study.Slug}/trail\"", StringComparison.Ordinal).ShouldBe(may, role);
            (await Cast.Send(member, "GET", $"/studies/{study.Slug}/trail")).Status.ShouldBe(may ? 200 : 403, role);
            (await Cast.Send(member, "GET", "/trail")).Status.ShouldBe(403, role);
        }

        (await study.Get("/trail")).Status.ShouldBe(200);
        (await study.Get("/")).Text.ShouldContain("href=\"/trail\"");
        foreach (var query in new[] { "action=stolen", "asOf=position:1" })
            (await study.Get($"/studies/{study.Slug}/trail?{query}")).Status.ShouldBe(400, query);
    }
}
