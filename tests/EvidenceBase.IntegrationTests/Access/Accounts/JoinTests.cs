using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Making an account with a one-time link, the first administrator's above all.</summary>
public sealed class JoinTests(SharedService service)
{
    [Fact]
    public async Task Given_an_empty_server_when_two_open_links_that_make_the_first_administrator_then_one_gets_in_and_every_link_is_used_up()
    {
        await using var server = await ServerService.Start(await service.Server.NewDatabase());
        var links = new[] { await server.SetUpLink(), await server.SetUpLink(), await server.SetUpLink() };
        var browsers = links.Select(_ => new TestBrowser(server)).ToList();
        var opened = new List<TestPage>();
        foreach (var (browser, link) in browsers.Zip(links))
            opened.Add(await browser.Get(link));

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.Submit(
            opened[at], "/join", ("name", $"second{at}"), ("password", ServerService.Password), ("again", ServerService.Password))));

        answers.Count(page => page.Status == 302).ShouldBe(1);
        answers.Count(page => page.Status == 410).ShouldBe(2);
        foreach (var link in links)
            (await browsers[0].Get(link)).Status.ShouldBe(410);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Theory]
    [InlineData("update account.link set expires_at = now() - interval '1 second'")]
    [InlineData("update account.link set revoked_at = now()")]
    public async Task Given_a_link_that_has_ended_when_it_is_opened_or_its_form_sent_then_no_account_is_made(string ended)
    {
        await using var server = await ServerService.Start(await service.Server.NewDatabase());
        using var browser = new TestBrowser(server);
        var link = await server.SetUpLink();
        var opened = await browser.Get(link);
        await server.Sql(ended);

        (await browser.Get(link)).Status.ShouldBe(410);
        (await browser.Submit(opened, "/join", ("name", "late"), ("password", ServerService.Password), ("again", ServerService.Password))).Status.ShouldBe(410);
        (await browser.SignIn("late")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?token=")]
    [InlineData("?token=evb_nonsense")]
    [InlineData("?token=%00")]
    public async Task Given_a_link_that_never_was_when_it_is_opened_then_it_is_answered_as_one_that_was_used(string query)
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);

        var page = await browser.Get($"/join{query}");

        page.Status.ShouldBe(410);
        page.Text.ShouldContain("does nothing any more");
    }

    [Fact]
    public async Task Given_a_link_when_the_database_is_searched_then_its_secret_is_nowhere_in_it()
    {
        var server = await service.OnServer();
        var secret = (await server.SetUpLink()).Split('=')[1];

        await using var command = server.Running.Superuser.CreateCommand("select count(*) from account.link l where l::text like '%' || $1 || '%'");
        command.Parameters.Add(new() { Value = secret });

        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    [Theory]
    [InlineData("service:x", ServerService.Password, null, "begins with a letter")]
    [InlineData("local:x", ServerService.Password, null, "begins with a letter")]
    [InlineData("x", ServerService.Password, null, "2 to 64")]
    [InlineData("анна", ServerService.Password, null, "begins with a letter")]
    [InlineData("admin", ServerService.Password, null, "taken")]
    [InlineData("weak1", "short", null, "at least 12")]
    [InlineData("weak2", "aaaaaaaaaaaaaa", null, "too few")]
    [InlineData("weak3", "my weak3 is here", null, "your name")]
    [InlineData("weak4", "qwertyuiop12345", null, "qwerty")]
    [InlineData("weak5", ServerService.Password, "something else here", "not the same")]
    public async Task Given_a_name_or_password_that_cannot_be_taken_when_an_account_is_made_then_it_says_why_and_the_link_still_works(
        string name, string password, string? again, string told)
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        var link = await InvitationOf(server);

        var page = await browser.Submit(link, "/join", ("name", name), ("password", password), ("again", again ?? password));

        page.Status.ShouldBeOneOf(400, 409);
        page.Alert.ShouldContain(told);
        (await browser.MakeAccount(link, server.NewName())).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_a_name_that_is_a_members_without_an_account_when_someone_would_take_it_then_they_may_not()
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        await server.Sql(
            """
            insert into evidence.register (study, id, kind, key, stream_id, facts)
            values ('of-old', gen_random_uuid(), 'study', 'of-old', gen_random_uuid(), '{"member:ada": "Owner"}')
            """);

        var page = await browser.MakeAccount(await InvitationOf(server), "ada");

        page.Status.ShouldBe(409);
        page.Alert.ShouldContain("taken");
    }

    [Theory]
    [InlineData("陈玲")]
    [InlineData("شيماء الحسن")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("O’Brien & Søn")]
    public async Task Given_a_name_in_any_script_when_it_is_shown_then_it_stands_as_it_was_written(string written)
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        await browser.MakeAccount(await InvitationOf(server), server.NewName(), displayName: written);

        var page = await browser.Get("/account");

        var encoded = written.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
        page.Text.ShouldContain($"<h1 dir=\"auto\">{encoded}</h1>");
    }

    [Fact]
    public async Task Given_a_password_that_is_composed_differently_when_one_signs_in_with_it_then_it_is_the_same()
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        var name = server.NewName();
        await browser.MakeAccount(await InvitationOf(server), name, "Müßig läuft der Bär");
        using var other = new TestBrowser(server);

        (await other.SignIn(name, "Müßig läuft der Bär".Normalize(System.Text.NormalizationForm.FormD))).Status.ShouldBe(302);
    }

    private static async Task<string> InvitationOf(ServerService server)
    {
        var (link, secret) = await server.Get<Links>().Make(LinkPurpose.Invitation, TimeSpan.FromDays(1), "admin", CancellationToken.None);
        return new Uri(LinkAddress.Of(server.Get<EvidenceBase.Platform.Deployment>(), link, secret)).PathAndQuery;
    }
}
