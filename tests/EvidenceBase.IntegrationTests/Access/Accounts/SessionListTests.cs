using System.Text.RegularExpressions;
using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>The browsers in which one is signed in.</summary>
public sealed class SessionListTests(SharedService service)
{
    [Fact]
    public async Task Given_several_browsers_when_one_of_them_is_signed_out_from_another_then_it_alone_ends()
    {
        var server = await service.OnServer();
        using var here = await server.Person();
        using var there = new TestBrowser(server);
        using var phone = new TestBrowser(server);
        await there.SignIn(here.Name);
        await phone.SignIn(here.Name);
        var list = await here.Get("/account");
        var sessions = Sessions(list);
        sessions.Count.ShouldBe(2, "this one has no button");

        await here.Submit(list, "/account/end-session", ("session", sessions[0]));

        (await phone.IsSignedIn()).ShouldBeFalse();
        (await there.IsSignedIn()).ShouldBeTrue();
        (await here.IsSignedIn()).ShouldBeTrue();
        Sessions(await here.Get("/account")).ShouldBe(sessions.Skip(1));
    }

    [Fact]
    public async Task Given_a_session_of_somebody_else_when_one_would_end_it_then_nothing_happens_to_it()
    {
        var server = await service.OnServer();
        using var mine = await server.Person();
        using var myOther = new TestBrowser(server);
        using var theirs = await server.Person();
        using var theirOther = new TestBrowser(server);
        await myOther.SignIn(mine.Name);
        await theirOther.SignIn(theirs.Name);
        var session = Sessions(await theirs.Get("/account")).Single();

        var answer = await mine.Submit("/account", "/account/end-session", ("session", session));
        await mine.Submit("/account", "/account/end-session", ("session", "rubbish"));

        answer.Status.ShouldBe(302);
        (await theirOther.IsSignedIn()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("seen_at = now() - interval '13 hours'")]
    [InlineData("began_at = now() - interval '15 days'")]
    public async Task Given_a_session_that_is_old_or_was_not_used_for_long_when_its_cookie_comes_then_it_has_ended(string aged)
    {
        var server = await service.OnServer();
        using var browser = await server.Person();

        await server.Sql($"update account.session s set {aged} from account.account a where a.id = s.account_id and a.name = $1", browser.Name);

        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_a_session_when_it_is_used_after_some_minutes_then_it_is_noted()
    {
        var server = await service.OnServer();
        using var browser = await server.Person();
        await server.Sql("update account.session s set seen_at = now() - interval '2 hours' from account.account a where a.id = s.account_id and a.name = $1", browser.Name);

        await browser.Get("/account");

        (await server.Get<Sessions>().Of(browser.Name, CancellationToken.None)).Single().SeenAt.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0", "Edge on Windows")]
    [InlineData("Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36", "Chrome on Android")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1)", "a browser on Windows")]
    [InlineData("Firefox/1", "Firefox")]
    [InlineData("curl/8.5.0", null)]
    [InlineData("<script>alert(1)</script>", null)]
    public void Given_what_a_browser_says_of_itself_when_it_is_named_then_it_is_as_people_call_it(string userAgent, string? name) =>
        BrowserName.Of(userAgent).ShouldBe(name);

    private static List<string> Sessions(TestPage page) => [.. Regex.Matches(page.Text, """name="session" value="([^"]+)""").Select(match => match.Groups[1].Value)];
}
