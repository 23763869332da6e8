using System.Security.Cryptography;
using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.IdentityModel.Tokens;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Signing in with an institution, against an OpenID provider that answers over HTTP and signs its tokens.</summary>
public sealed class InstitutionTests(SharedService service, InstitutionTests.Server shared) : IClassFixture<InstitutionTests.Server>
{
    private const string Begin = "/sign-in/institution";

    [Fact]
    public async Task Given_a_linked_account_when_its_holder_comes_from_the_institution_then_they_are_signed_in_and_led_back()
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        await Link(provider, person, "subject-linked");
        using var browser = new TestBrowser(server);
        (await browser.Get("/sign-in")).Text.ShouldContain("Sign in with <bdi>University of Tests</bdi>");

        var signedIn = await Come(browser, $"{Begin}?back=/studies/some");

        signedIn.Location.ShouldBe("/studies/some", signedIn.Text);
        (await browser.Get("/account")).Text.ShouldContain("by institution");
        (await browser.Get("/")).Text.ShouldContain(person.Name);
        using var elsewhere = new TestBrowser(server);
        (await Come(elsewhere, $"{Begin}?back=https://evil.example/")).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Given_somebody_whom_nobody_invited_when_they_come_from_the_institution_then_they_are_refused_and_no_account_is_made()
    {
        var (server, provider) = await shared.Of(service);
        provider.Be("subject-unknown", "Somebody");
        using var browser = new TestBrowser(server);

        var refused = await Come(browser, Begin);
        var made = await browser.Send(new(HttpMethod.Post, $"{Begin}/join") { Content = new FormUrlEncodedContent((await browser.Get("/sign-in")).Hidden("/sign-in").Append(new("name", "sneaky"))) });

        refused.Status.ShouldBe(403);
        refused.Text.ShouldContain("invitation");
        made.Status.ShouldBe(401);
        (await browser.IsSignedIn()).ShouldBeFalse();
        (await server.Administrator.Get("/api/accounts/sneaky")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("nonce")]
    [InlineData("audience")]
    [InlineData("issuer")]
    [InlineData("key")]
    [InlineData("unsigned")]
    [InlineData("symmetric")]
    [InlineData("expired")]
    [InlineData("no subject")]
    public async Task Given_a_token_that_is_not_right_when_the_institution_sends_it_then_nobody_is_signed_in(string wrong)
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        var subject = $"subject-{person.Name}";
        await Link(provider, person, subject);
        using var other = RSA.Create(2048);
        provider.Falsify = token =>
        {
            switch (wrong)
            {
                case "nonce":
                    token.Subject.RemoveClaim(token.Subject.FindFirst("nonce"));
                    token.Subject.AddClaim(new("nonce", "of-another-sign-in"));
                    break;
                case "audience":
                    token.Audience = "another-service";
                    break;
                case "issuer":
                    token.Issuer = "https://evil.example";
                    break;
                case "key":
                    token.SigningCredentials = new(new RsaSecurityKey(other) { KeyId = "one" }, SecurityAlgorithms.RsaSha256);
                    break;
                case "unsigned":
                    token.SigningCredentials = null;
                    break;
                case "symmetric":
                    token.SigningCredentials = new(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(OpenIdProvider.ClientSecret)), SecurityAlgorithms.HmacSha256);
                    break;
                case "expired":
                    token.NotBefore = DateTime.UtcNow.AddHours(-2);
                    token.IssuedAt = DateTime.UtcNow.AddHours(-2);
                    token.Expires = DateTime.UtcNow.AddHours(-1);
                    break;
                case "no subject":
                    token.Subject.RemoveClaim(token.Subject.FindFirst("sub"));
                    break;
            }
        };
        using var browser = new TestBrowser(server);

        var refused = await Come(browser, Begin);

        refused.Status.ShouldBe(401, refused.Text);
        refused.Alert.ShouldContain("institution");
        (await browser.IsSignedIn()).ShouldBeFalse();
        provider.Be(subject);
        (await Come(browser, Begin)).Location.ShouldBe("/", "the same person with a right token gets in");
    }

    [Fact]
    public async Task Given_an_answer_made_for_another_browser_or_none_when_it_comes_then_nobody_is_signed_in()
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        await Link(provider, person, "subject-state");
        using var attacker = new TestBrowser(server);
        using var victim = new TestBrowser(server);
        var sent = await attacker.Get(Begin);
        var answer = await OpenIdProvider.Visit(sent.Location!);

        foreach (var stolen in new[] { answer, $"{InstitutionSignIn.AnswerPath}?code=x&state=y", $"{InstitutionSignIn.AnswerPath}?error=access_denied", InstitutionSignIn.AnswerPath })
            (await victim.Get(stolen)).Location.ShouldBe(InstitutionSignIn.FailedPath, stolen);

        (await victim.Get(InstitutionSignIn.FailedPath)).Status.ShouldBe(401);
        (await victim.Get($"{Begin}/done")).Status.ShouldBe(401);
        (await victim.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_an_invitation_when_somebody_makes_an_account_with_their_institution_then_they_are_a_member_and_the_link_is_used_up()
    {
        var (server, provider) = await shared.Of(service);
        using var owner = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);
        var (_, link) = await InvitationTests.Invite(owner, study, "coder");
        using var guest = new TestBrowser(server);
        using var late = new TestBrowser(server);
        provider.Be("subject-invited", "شيماء الحسن");
        var opened = await guest.Get(link);
        var way = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Match(opened.Text, "href=\"(/sign-in/institution[^\"]+)\"").Groups[1].Value);

        var page = await Come(guest, way);
        page.Status.ShouldBe(200, page.Text);
        page.Text.ShouldContain("شيماء الحسن");
        (await guest.Submit(page, $"{Begin}/join", ("name", "no good name"))).Status.ShouldBe(400);
        var name = server.NewName();
        var joined = await guest.Submit(page, $"{Begin}/join", ("name", name), ("displayName", "شيماء الحسن"));

        joined.Location.ShouldBe($"/studies/{study}", joined.Text);
        (await guest.Get($"/api/studies/{study}/membership")).Text.ShouldContain("\"code\"");
        (await guest.Get("/account")).Text.ShouldContain("شيماء الحسن");
        provider.Be("subject-late");
        (await Come(late, way)).Status.ShouldBe(403);
        provider.Be("subject-invited");
        using var again = new TestBrowser(server);
        (await Come(again, Begin)).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Given_settings_that_open_the_server_when_somebody_of_the_institution_comes_then_they_make_an_account_without_an_invitation()
    {
        await using var provider = await OpenIdProvider.Start();
        await using var server = await ServerService.Start(await service.Server.NewDatabase(), provider.Settings("Open=true", "SubjectClaim=employee"));
        using var browser = new TestBrowser(server);
        provider.Be("changes-every-time", "Somebody", ("employee", "e-17"));

        var page = await Come(browser, Begin);
        (await browser.Submit(page, $"{Begin}/join", ("name", "admin"))).Status.ShouldBe(409);
        var made = await browser.Submit(page, $"{Begin}/join", ("name", "somebody"));

        made.Location.ShouldBe("/", made.Text);
        using var again = new TestBrowser(server);
        provider.Be("another-time", null, ("employee", "e-17"));
        (await Come(again, Begin)).Location.ShouldBe("/");
        (await again.Get("/")).Text.ShouldContain("somebody");
        using var guess = new TestBrowser(server);
        (await guess.SignIn("somebody", string.Empty)).Status.ShouldBe(401, "there is no password to be guessed");
        await using var links = server.Running.Superuser.CreateCommand("select count(*) from account.link where purpose = 'Invitation'");
        (await links.ExecuteScalarAsync()).ShouldBe(0L, "nobody was invited, and what was broken off leaves nothing");
    }

    [Fact]
    public async Task Given_somebody_signed_in_when_they_link_their_institution_then_it_takes_the_password_and_one_person_opens_one_account()
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        using var other = await server.Person();
        provider.Be("subject-mine", "陈玲");

        var page = await Come(person, "/account/institution/begin");
        page.Text.ShouldContain("陈玲");
        (await person.Submit(page, "/account/institution", ("password", "not the password"))).Status.ShouldBe(403);
        (await person.Submit(page, "/account/institution", ("password", ServerService.Password))).Location.ShouldBe("/account");

        var theirs = await Come(other, "/account/institution/begin");
        (await other.Submit(theirs, "/account/institution", ("password", ServerService.Password))).Status.ShouldBe(409);
        provider.Be("subject-second");
        var second = await Come(person, "/account/institution/begin");
        (await person.Submit(second, "/account/institution", ("password", ServerService.Password))).Status.ShouldBe(409);
        (await server.Administrator.Get($"/api/accounts/{person.Name}")).Text.ShouldContain("University of Tests");
    }

    [Fact]
    public async Task Given_a_linked_account_when_the_institution_is_removed_then_it_opens_it_no_more_unless_it_is_the_only_way_in()
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        await Link(provider, person, "subject-removed");
        await server.Sql("update account.account set password_hash = null where name = $1", person.Name);

        var kept = await person.Submit("/account", "/account/institution/remove");
        kept.Status.ShouldBe(409);
        (await Come(browser, Begin)).Location.ShouldBe("/");
        await server.Sql("update account.account set password_hash = 'any' where name = $1", person.Name);
        (await person.Submit("/account", "/account/institution/remove")).Location.ShouldBe("/account");

        using var after = new TestBrowser(server);
        (await Come(after, Begin)).Status.ShouldBe(403);
    }

    [Fact]
    public async Task Given_a_locked_account_when_its_holder_comes_from_the_institution_then_they_are_refused()
    {
        var (server, provider) = await shared.Of(service);
        using var person = await server.Person();
        await Link(provider, person, "subject-locked");
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{person.Name}/lock", "{}");
        using var browser = new TestBrowser(server);

        (await Come(browser, Begin)).Status.ShouldBe(403);
        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_an_institution_that_does_not_answer_or_another_secret_when_one_would_sign_in_then_it_says_so_and_the_password_still_works()
    {
        var provider = await OpenIdProvider.Start();
        var settings = provider.Settings().Select(one => one.Replace(OpenIdProvider.ClientSecret, "a wrong one", StringComparison.Ordinal)).ToList();
        await using var server = await ServerService.Start(await service.Server.NewDatabase(), settings);
        using var browser = new TestBrowser(server);
        provider.Be("subject");

        (await Come(browser, Begin)).Status.ShouldBe(401);

        await provider.DisposeAsync();
        await using var later = await ServerService.Start(await service.Server.NewDatabase(), settings);
        using var other = new TestBrowser(later);
        var silent = await other.Get(Begin);
        silent.Status.ShouldBe(503);
        silent.Alert.ShouldContain("does not answer");
        (await other.SignIn("admin")).Status.ShouldBe(302);
    }

    /// <summary>Goes to the institution and back, as a browser does.</summary>
    private static async Task<TestPage> Come(TestBrowser browser, string path)
    {
        var page = await browser.Get(path);
        while (page is { Status: 302, Location: { } location } && (location.StartsWith("http", StringComparison.Ordinal) || location.Contains("institution", StringComparison.Ordinal)))
        {
            page = await browser.Get(location.StartsWith("http", StringComparison.Ordinal) ? await OpenIdProvider.Visit(location) : location);
        }

        return page;
    }

    private static async Task Link(OpenIdProvider provider, TestBrowser person, string subject)
    {
        provider.Be(subject);
        var page = await Come(person, "/account/institution/begin");
        (await person.Submit(page, "/account/institution", ("password", ServerService.Password))).Location.ShouldBe("/account");
    }

    /// <summary>One server and one institution for these tests.</summary>
    public sealed class Server : IAsyncDisposable
    {
        private OpenIdProvider? provider;
        private ServerService? server;

        internal async Task<(ServerService Server, OpenIdProvider Provider)> Of(SharedService service)
        {
            provider ??= await OpenIdProvider.Start();
            server ??= await ServerService.Start(await service.Server.NewDatabase(), provider.Settings());
            return (server, provider);
        }

        public async ValueTask DisposeAsync()
        {
            if (server is not null)
                await server.DisposeAsync();
            if (provider is not null)
                await provider.DisposeAsync();
        }
    }
}
