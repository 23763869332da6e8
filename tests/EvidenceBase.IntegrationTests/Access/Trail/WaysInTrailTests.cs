using System.Text.Json.Nodes;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.IntegrationTests.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Trail;

/// <summary>Every way into an account, what is tried on it, and what administrators do with it is on the trail.</summary>
public sealed class WaysInTrailTests(SharedService service)
{
    [Fact]
    public async Task Given_an_authenticator_app_when_it_is_set_up_asked_mistaken_and_turned_off_then_each_is_told()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (app, codes) = await AuthenticatorApp.SetUp(person);

        await browser.SignIn(person.Name);
        await browser.Submit("/sign-in/code", "/sign-in/code", ("code", "AAAAA-AAAAA"));
        await browser.Submit("/sign-in/code", "/sign-in/code", ("code", app.Code()));
        using var second = new TestBrowser(server);
        await second.SignIn(person.Name);
        await second.Submit("/sign-in/code", "/sign-in/code", ("code", codes[0]));
        await second.Submit("/account/second-factor", "/account/second-factor/off", ("code", "000000"), ("password", ServerService.Password));
        await second.Submit("/account/second-factor", "/account/second-factor/off", ("code", app.Code(1)), ("password", ServerService.Password));

        (await Told(server, $"actor={person.Name}")).ShouldBe(
        [
            "signedIn pwd", "credentialsChanged authenticator app off", "signInFailed pwd otp", "signedIn pwd recovery code", "signedIn pwd otp", "signInFailed otp",
            "signedIn pwd otp", "credentialsChanged authenticator app on", "signedIn pwd", "accountMade invitation",
        ]);
    }

    [Fact]
    public async Task Given_an_account_when_it_is_closed_by_wrong_passwords_then_the_next_failure_says_so()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        for (var attempt = 0; attempt <= Attempts.Most; attempt++)
            await browser.SignIn(person.Name, "not the password");

        (await Told(server, $"actor={person.Name}&action=signInFailed")).ShouldBe(
            ["signInFailed takes no passwords or codes for a while", .. Enumerable.Repeat("signInFailed pwd", Attempts.Most)]);
    }

    [Fact]
    public async Task Given_an_account_when_an_administrator_does_something_with_it_then_it_is_told_who_did_what_with_which()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var account = $"/api/accounts/{person.Name}";

        foreach (var (method, act) in new[]
        {
            (HttpMethod.Post, "administration"), (HttpMethod.Delete, "administration"), (HttpMethod.Delete, "sessions"), (HttpMethod.Delete, "second-factor"), (HttpMethod.Post, "lock"),
            (HttpMethod.Delete, "lock"),
        })
            (await server.Administrator.SendJson(method, $"{account}/{act}", "{}")).Status.ShouldBe(200);
        var link = JsonNode.Parse((await server.Administrator.SendJson(HttpMethod.Post, $"{account}/new-password", "{}")).Text)!["address"]!.GetValue<string>();
        await browser.Submit(new Uri(link).PathAndQuery, "/new-password", ("password", "drei Ochsen tanzen Walzer"), ("again", "drei Ochsen tanzen Walzer"));

        var entries = (await Entries(server, "action=accountAdministered&limit=500")).Where(entry => entry["thing"]?["key"]?.GetValue<string>() == person.Name).ToList();
        entries.Select(entry => entry["detail"]!.GetValue<string>()).ShouldBe(
        [
            "link for a new password", "unlocked", "locked", "authenticator app and passkeys taken away", "signed out everywhere", "administers no more", "administers from now on",
        ]);
        entries.ShouldAllBe(entry => entry["actor"]!.GetValue<string>() == "admin");
        (await Told(server, $"actor={person.Name}&action=credentialsChanged")).ShouldBe(["credentialsChanged password, by a link"]);
    }

    [Fact]
    public async Task Given_a_passkey_that_is_unknown_when_it_is_tried_then_the_failure_is_told()
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        var before = (await Told(server, "action=signInFailed&limit=500")).Count(one => one == "signInFailed passkey");

        await browser.Submit("/sign-in", "/sign-in/passkey", ("credential", "{}"));

        (await Told(server, "action=signInFailed&limit=500")).Count(one => one == "signInFailed passkey").ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task Given_an_account_that_changes_meanwhile_when_a_passkey_is_tried_or_added_then_nobody_gets_in_and_that_it_failed_is_told()
    {
        await using var server = await ServerService.Start(await service.Server.NewDatabase());
        using var person = await server.Person();
        using var device = new SoftwareAuthenticator();
        using var second = new SoftwareAuthenticator();
        using var browser = new TestBrowser(server);
        await PasskeyTests.Added(person, device);
        var offer = await PasskeyTests.Offer(person);
        await server.Sql("create function public.unchanged() returns trigger language plpgsql as 'begin return null; end'; create trigger unchanged before update on account.account for each row execute function public.unchanged()");

        var signedIn = await PasskeyTests.SignIn(browser, device);
        var added = await person.Submit("/account/passkeys", "/account/passkeys", ("credential", second.Create(offer.Text)), ("name", "second"));

        (signedIn.Status, await browser.IsSignedIn()).ShouldBe((401, false));
        added.Status.ShouldBe(409);
        (await Told(server, $"actor={person.Name}&limit=3")).ShouldBe(["credentialsChanged passkey not added after all", "credentialsChanged passkey added", "signInFailed passkey"]);
    }

    [Fact]
    public async Task Given_many_guesses_at_tokens_from_an_address_when_they_are_refused_then_the_trail_has_the_first_and_how_many_more_came()
    {
        var server = await service.OnServer();
        var refused = server.Get<RefusedTokens>();

        foreach (var address in new[] { "203.0.113.7", "203.0.113.7", "2001:db8:1:2::1", "203.0.113.7", "2001:db8:1:2:ffff::9" })
        {
            using var guess = server.Client();
            guess.DefaultRequestHeaders.Authorization = new("Bearer", "evb_guess");
            guess.DefaultRequestHeaders.Add("X-Forwarded-For", address);
            (await Cast.Send(guess, "GET", "/api/studies")).Status.ShouldBe(401);
        }

        var before = await From(server, "203.0.113.7", "2001:db8:1:2");
        await refused.TellMore();
        await refused.TellMore();

        before.ShouldBe(["2001:db8:1:2::1 GET /api/studies", "203.0.113.7 GET /api/studies"]);
        (await From(server, "203.0.113.7", "2001:db8:1:2")).Except(before).Order().ShouldBe(["2001:db8:1:2::/64 1 more within a minute", "203.0.113.7 2 more within a minute"]);
    }

    private static async Task<List<string>> From(ServerService server, params string[] addresses) =>
    [
        .. (await Entries(server, "action=tokenRefused&limit=500")).Select(entry => $"{entry["address"]} {entry["detail"]}")
            .Where(entry => addresses.Any(address => entry.StartsWith(address, StringComparison.Ordinal))),
    ];

    private static async Task<List<string>> Told(ServerService server, string query) =>
        [.. (await Entries(server, query)).Select(entry => $"{entry["action"]} {entry["detail"]}".Trim())];

    private static async Task<List<JsonNode>> Entries(ServerService server, string query)
    {
        var answer = await server.Administrator.Get($"/api/trail?{query}");
        answer.Status.ShouldBe(200, answer.Text);
        return [.. JsonNode.Parse(answer.Text)!["items"]!.AsArray().Select(entry => entry!)];
    }
}
