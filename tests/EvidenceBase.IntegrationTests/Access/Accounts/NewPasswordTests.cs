using System.Text.Json.Nodes;
using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Links with which people who have forgotten their password choose another one.</summary>
public sealed class NewPasswordTests(SharedService service)
{
    private const string Replacement = "drei Ochsen tanzen Walzer";

    [Fact]
    public async Task Given_a_link_when_a_new_password_is_chosen_then_it_alone_counts_and_every_session_has_ended()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var link = await Link(server, person.Name);

        var chosen = await Choose(browser, link, Replacement);

        chosen.Location.ShouldBe("/sign-in", chosen.Text);
        (await browser.IsSignedIn()).ShouldBeFalse("the link signs nobody in");
        (await person.IsSignedIn()).ShouldBeFalse();
        (await browser.SignIn(person.Name)).Status.ShouldBe(401);
        (await browser.SignIn(person.Name, Replacement)).Status.ShouldBe(302);
        (await browser.Get(link)).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Given_an_app_when_a_new_password_is_chosen_then_its_code_is_asked_for_as_before()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        await AuthenticatorApp.SetUp(person);

        await Choose(browser, await Link(server, person.Name), Replacement);

        (await browser.SignIn(person.Name, Replacement)).Location!.ShouldStartWith("/sign-in/code");
    }

    [Fact]
    public async Task Given_an_account_closed_by_wrong_passwords_when_a_new_one_is_chosen_then_it_is_open()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        for (var attempt = 0; attempt < Attempts.Most; attempt++)
            await browser.SignIn(person.Name, "not the password");

        await Choose(browser, await Link(server, person.Name), Replacement);

        (await browser.SignIn(person.Name, Replacement)).Status.ShouldBe(302);
    }

    [Theory]
    [InlineData("short", "short", "at least 12")]
    [InlineData(Replacement, "something else here", "not the same")]
    public async Task Given_a_password_that_cannot_be_taken_when_it_is_chosen_then_it_says_why_and_the_link_still_works(string password, string again, string told)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var link = await Link(server, person.Name);

        var refused = await browser.Submit(link, "/new-password", ("password", password), ("again", again));

        refused.Status.ShouldBe(400);
        refused.Alert.ShouldContain(told);
        (await person.IsSignedIn()).ShouldBeTrue();
        (await Choose(browser, link, Replacement)).Status.ShouldBe(302);
    }

    [Theory]
    [InlineData("update account.link set expires_at = now() - interval '1 second' where name = $1")]
    [InlineData("update account.link set revoked_at = now() where name = $1")]
    [InlineData("update account.account set disabled_at = now() where name = $1")]
    public async Task Given_a_link_that_has_ended_when_it_is_opened_or_its_form_sent_then_the_password_stays(string ended)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var opened = await browser.Get(await Link(server, person.Name));
        await server.Sql(ended, person.Name);

        (await browser.Submit(opened, "/new-password", ("password", Replacement), ("again", Replacement))).Status.ShouldBe(410);

        await server.Sql("update account.account set disabled_at = null where name = $1", person.Name);
        (await browser.SignIn(person.Name, Replacement)).Status.ShouldBe(401);
        (await browser.SignIn(person.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_a_link_when_another_one_is_made_for_the_same_account_then_only_the_latest_works()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (first, second) = (await Link(server, person.Name), await Link(server, person.Name));

        (await browser.Get(first)).Status.ShouldBe(410);
        (await browser.Get(second)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_one_link_when_several_use_it_at_the_same_moment_then_one_password_is_set()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var link = await Link(server, person.Name);
        var browsers = Enumerable.Range(0, 3).Select(_ => new TestBrowser(server)).ToList();
        var pages = await Task.WhenAll(browsers.Select(browser => browser.Get(link)));
        var passwords = browsers.Select((_, at) => $"{Replacement} {at}").ToList();

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.Submit(pages[at], "/new-password", ("password", passwords[at]), ("again", passwords[at]))));

        answers.Count(answer => answer.Status == 302).ShouldBe(1);
        answers.Count(answer => answer.Status == 410).ShouldBe(2);
        var winner = answers.ToList().FindIndex(answer => answer.Status == 302);
        (await browsers[0].SignIn(person.Name, passwords[winner])).Status.ShouldBe(302);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Given_links_of_other_kinds_when_they_are_opened_where_passwords_are_chosen_and_the_other_way_round_then_they_do_nothing()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var token = (await Link(server, person.Name)).Split('=')[1];

        (await browser.Get($"/join?token={token}")).Status.ShouldBe(410);
        (await browser.Get($"/new-password?token={(await server.SetUpLink()).Split('=')[1]}")).Status.ShouldBe(410);
        (await browser.Get("/new-password?token=%00")).Status.ShouldBe(410);
        (await browser.Get("/new-password")).Status.ShouldBe(410);
    }

    [Fact]
    public async Task Given_a_locked_account_when_an_administrator_would_make_a_link_for_it_then_it_is_to_be_unlocked_first()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{person.Name}/lock", "{}");

        (await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{person.Name}/new-password", "{}")).Status.ShouldBe(409);
    }

    [Fact]
    public async Task Given_the_page_of_an_account_when_an_administrator_makes_a_link_there_then_it_is_shown_once()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var page = $"/administration/accounts/{person.Name}";

        var shown = await server.Administrator.Submit(page, $"{page}/new-password");

        shown.Text.ShouldContain($"{ServerService.Address}/new-password?token=");
        shown.Headers["Cache-Control"].ShouldContain("no-store");
        (await server.Administrator.Get(page)).Text.ShouldNotContain("token=");
    }

    private static Task<TestPage> Choose(TestBrowser browser, string link, string password) =>
        browser.Submit(link, "/new-password", ("password", password), ("again", password));

    private static async Task<string> Link(ServerService server, string account)
    {
        var made = await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{account}/new-password", "{}");
        made.Status.ShouldBe(201, made.Text);
        return new Uri(JsonNode.Parse(made.Text)!["address"]!.GetValue<string>()).PathAndQuery;
    }
}
