using System.Text.Json.Nodes;
using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.AspNetCore.Http;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>What administrators do with accounts, through the interface for programs and on the pages.</summary>
public sealed class AdministrationTests(SharedService service)
{
    [Fact]
    public async Task Given_accounts_when_an_administrator_lists_them_then_their_state_is_told_and_nothing_that_is_secret()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await AuthenticatorApp.SetUp(person);

        var list = await server.Administrator.Get("/api/accounts");

        var account = JsonNode.Parse(list.Text)!["items"]!.AsArray().Single(one => one!["name"]!.GetValue<string>() == person.Name)!;
        account["hasPassword"]!.GetValue<bool>().ShouldBeTrue();
        account["hasSecondFactor"]!.GetValue<bool>().ShouldBeTrue();
        account["administers"]!.GetValue<bool>().ShouldBeFalse();
        account["seenAt"].ShouldNotBeNull();
        account.AsObject().Select(field => field.Key).ShouldNotContain(field => field.Contains("hash", StringComparison.OrdinalIgnoreCase) || field.Contains("stamp", StringComparison.OrdinalIgnoreCase));
        (await server.Administrator.Get("/administration")).Text.ShouldContain($"<bdi>{person.Name}</bdi>");
    }

    [Fact]
    public async Task Given_people_who_do_not_administer_when_they_open_these_pages_then_they_are_refused_and_nothing_is_done()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var other = await server.Person();
        using var nobody = new TestBrowser(server);
        var page = await server.Administrator.Get($"/administration/accounts/{other.Name}");

        (await person.Get("/administration")).Status.ShouldBe(403);
        (await person.Get($"/administration/accounts/{other.Name}")).Status.ShouldBe(403);
        (await person.Submit(page, $"/administration/accounts/{other.Name}/lock")).Status.ShouldBe(403);
        (await nobody.Get("/administration")).Location.ShouldBe("/sign-in?back=%2Fadministration");
        (await other.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_links_of_an_administrator_when_they_are_locked_or_administer_no_more_then_the_links_do_nothing_any_more()
    {
        var server = await service.OnServer();
        foreach (var ended in new[] { (HttpMethod.Post, "lock"), (HttpMethod.Delete, "administration") })
        {
            using var other = await server.Person();
            using var forgetful = await server.Person();
            using var guest = new TestBrowser(server);
            await Post(server, $"{other.Name}/administration");
            using var browser = new TestBrowser(server);
            await browser.SignIn(other.Name);
            var invitation = await Made(browser, "/api/account-invitations", """{"days":7}""");
            var newPassword = await Made(browser, $"/api/accounts/{forgetful.Name}/new-password", "{}");
            (await guest.Get(invitation)).Status.ShouldBe(200);
            (await guest.Get(newPassword)).Status.ShouldBe(200);

            await Send(server, ended.Item1, $"{other.Name}/{ended.Item2}");

            (await guest.Get(invitation)).Status.ShouldBe(410, ended.Item2);
            (await guest.Get(newPassword)).Status.ShouldBe(410, ended.Item2);
        }

        static async Task<string> Made(TestBrowser browser, string path, string json) =>
            new Uri(JsonNode.Parse((await browser.SendJson(HttpMethod.Post, path, json)).Text)!["address"]!.GetValue<string>()).PathAndQuery;
    }

    [Fact]
    public async Task Given_an_account_when_it_is_locked_then_its_sessions_and_sign_in_end_until_it_is_unlocked()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);

        var locked = await Post(server, $"{person.Name}/lock");
        var again = await Post(server, $"{person.Name}/lock");

        locked["lockedAt"].ShouldNotBeNull();
        again["lockedAt"]!.GetValue<string>().ShouldBe(locked["lockedAt"]!.GetValue<string>());
        (await person.IsSignedIn()).ShouldBeFalse();
        (await browser.SignIn(person.Name)).Status.ShouldBe(401);
        (await Delete(server, $"{person.Name}/lock"))["lockedAt"].ShouldBeNull();
        (await person.IsSignedIn()).ShouldBeFalse("what was ended stays ended");
        (await browser.SignIn(person.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_an_account_closed_by_wrong_passwords_when_it_is_unlocked_then_it_takes_them_again()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        for (var attempt = 0; attempt < Attempts.Most; attempt++)
            await browser.SignIn(person.Name, "not the password");
        (await One(server, person.Name))["closedUntil"].ShouldNotBeNull();

        (await Delete(server, $"{person.Name}/lock"))["closedUntil"].ShouldBeNull();

        (await browser.SignIn(person.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_an_account_when_it_is_to_administer_and_no_more_then_both_count_at_once()
    {
        var server = await service.OnServer();
        using var person = await server.Person();

        await Post(server, $"{person.Name}/administration");
        await person.SignIn(person.Name);
        (await person.Get("/api/accounts")).Status.ShouldBe(200);
        await Delete(server, $"{person.Name}/administration");

        (await person.IsSignedIn()).ShouldBeFalse();
        await person.SignIn(person.Name);
        (await person.Get("/api/accounts")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Given_the_last_administrator_when_they_would_be_locked_or_administer_no_more_then_it_is_refused()
    {
        await using var server = await ServerService.Start(await service.Server.NewDatabase());
        using var locked = await server.Person();
        await Post(server, $"{locked.Name}/administration");
        await Post(server, $"{locked.Name}/lock");

        foreach (var (method, path) in new[] { (HttpMethod.Post, "admin/lock"), (HttpMethod.Delete, "admin/administration") })
        {
            var refused = await server.Administrator.SendJson(method, $"/api/accounts/{path}", "{}");
            refused.Status.ShouldBe(409);
            refused.Text.ShouldContain("last-administrator");
        }

        var page = await server.Administrator.Submit("/administration/accounts/admin", "/administration/accounts/admin/lock");
        page.Status.ShouldBe(409);
        page.Alert.ShouldContain("only one who administers");
        (await server.Administrator.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_several_administrators_when_they_lock_each_other_at_the_same_moment_then_one_remains()
    {
        await using var server = await ServerService.Start(await service.Server.NewDatabase());
        var administration = server.Get<Administration>();
        var names = new List<string> { "admin" };
        for (var each = 0; each < 3; each++)
        {
            using var person = await server.Person();
            names.Add(person.Name);
            (await administration.MakeAdministrator(person.Name, new DefaultHttpContext())).ShouldBeNull();
        }

        var problems = await Task.WhenAll(names.Select((name, at) => at % 2 == 0
            ? administration.Lock(name, new DefaultHttpContext())
            : administration.EndAdministrator(name, new DefaultHttpContext())));

        problems.Count(problem => problem is null).ShouldBe(names.Count - 1);
        (await administration.List(CancellationToken.None)).Count(account => account is { Administers: true, LockedAt: null }).ShouldBe(1);
    }

    [Fact]
    public async Task Given_somebody_who_lost_their_phone_when_their_second_factor_is_taken_away_then_the_password_alone_signs_in()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        await AuthenticatorApp.SetUp(person);

        (await Delete(server, $"{person.Name}/second-factor"))["hasSecondFactor"]!.GetValue<bool>().ShouldBeFalse();

        (await person.IsSignedIn()).ShouldBeFalse();
        (await browser.SignIn(person.Name)).Location.ShouldBe("/");
        (await browser.Get("/account/second-factor")).Text.ShouldContain("<svg");
    }

    [Fact]
    public async Task Given_somebody_with_several_browsers_when_an_administrator_lists_and_ends_them_then_all_are_signed_out()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var other = new TestBrowser(server);
        await other.SignIn(person.Name);
        var before = await server.Administrator.Get($"/api/accounts/{person.Name}/sessions");
        JsonNode.Parse(before.Text)!["items"]!.AsArray().Count.ShouldBe(2);

        await Delete(server, $"{person.Name}/sessions");

        JsonNode.Parse((await server.Administrator.Get($"/api/accounts/{person.Name}/sessions")).Text)!["items"]!.AsArray().ShouldBeEmpty();
        (await person.IsSignedIn()).ShouldBeFalse();
        (await other.IsSignedIn()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/sessions")]
    [InlineData("DELETE", "/sessions")]
    [InlineData("POST", "/lock")]
    [InlineData("DELETE", "/lock")]
    [InlineData("POST", "/administration")]
    [InlineData("DELETE", "/administration")]
    [InlineData("POST", "/new-password")]
    [InlineData("DELETE", "/second-factor")]
    public async Task Given_an_account_that_is_not_there_or_a_laptop_when_it_is_administered_then_it_is_not_found(string method, string act)
    {
        var server = await service.OnServer();

        foreach (var name in new[] { "nobody-of-this-name", "%27%3B--", "%E9%99%88" })
            (await server.Administrator.SendJson(new(method), $"/api/accounts/{name}{act}", "{}")).Status.ShouldBe(404);
        var (status, text) = await Cast.Send(service.Running.Http, method, $"/api/accounts/somebody{act}", method == "GET" ? null : "{}");

        status.ShouldBe(404);
        text.ShouldContain("People have accounts on a server");
    }

    [Fact]
    public async Task Given_pages_of_administration_when_an_administrator_uses_them_then_they_do_the_same()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var page = $"/administration/accounts/{person.Name}";

        (await server.Administrator.Submit(page, $"{page}/lock")).Location.ShouldBe(page);
        (await server.Administrator.Get(page)).Text.ShouldContain("locked since");
        (await server.Administrator.Submit(page, $"{page}/unlock")).Location.ShouldBe(page);
        (await server.Administrator.Submit(page, $"{page}/make-administrator")).Location.ShouldBe(page);
        (await server.Administrator.Submit(page, $"{page}/end-administrator")).Location.ShouldBe(page);
        (await server.Administrator.Get(page)).Text.ShouldNotContain("locked since");
        (await server.Administrator.Get("/administration/accounts/nobody-of-this-name")).Status.ShouldBe(404);
        (await server.Administrator.Send(new(HttpMethod.Post, $"{page}/lock") { Content = new FormUrlEncodedContent([]) })).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Given_an_invitation_of_an_administrator_when_somebody_opens_it_then_they_make_an_account_without_a_study()
    {
        var server = await service.OnServer();
        using var guest = new TestBrowser(server);
        var made = await server.Administrator.SendJson(HttpMethod.Post, "/api/account-invitations", """{"days":3,"note":"for the new one"}""");
        made.Status.ShouldBe(201, made.Text);

        var joined = await guest.MakeAccount(new Uri(JsonNode.Parse(made.Text)!["address"]!.GetValue<string>()).PathAndQuery, server.NewName());

        joined.Location.ShouldBe("/", joined.Text);
        (await server.Administrator.SendJson(HttpMethod.Post, "/api/account-invitations", """{"days":31}""")).Status.ShouldBe(400);
        (await server.Administrator.Submit("/administration", "/administration/invitations", ("days", "nonsense"))).Status.ShouldBe(400);
        var shown = await server.Administrator.Submit("/administration", "/administration/invitations", ("days", "1"), ("note", "陈玲"));
        shown.Text.ShouldContain($"{ServerService.Address}/join?token=");
    }

    private static async Task<JsonNode> One(ServerService server, string account) => JsonNode.Parse((await server.Administrator.Get($"/api/accounts/{account}")).Text)!;

    private static Task<JsonNode> Post(ServerService server, string path) => Send(server, HttpMethod.Post, path);

    private static Task<JsonNode> Delete(ServerService server, string path) => Send(server, HttpMethod.Delete, path);

    private static async Task<JsonNode> Send(ServerService server, HttpMethod method, string path)
    {
        var answer = await server.Administrator.SendJson(method, $"/api/accounts/{path}", "{}");
        answer.Status.ShouldBe(200, answer.Text);
        return JsonNode.Parse(answer.Text)!;
    }
}
