using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Signing in to a server with name and password, and out.</summary>
public sealed class SignInTests(SharedService service)
{
    private const string SessionCookie = "__Host-evidencebase-Application";

    [Fact]
    public async Task Given_nobody_when_a_page_is_asked_for_then_one_signs_in_and_is_led_back_to_it()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);

        var refused = await browser.Get("/studies/some-study?asOf=position:1");
        refused.Status.ShouldBe(302);
        refused.Location.ShouldBe("/sign-in?back=%2Fstudies%2Fsome-study%3FasOf%3Dposition%3A1");
        (await browser.Get("/api/studies")).Status.ShouldBe(401);
        var signedIn = await browser.SignIn($" {person.Name.ToUpperInvariant()} ", back: "/studies/some-study?asOf=position:1");

        signedIn.Status.ShouldBe(302);
        signedIn.Location.ShouldBe("/studies/some-study?asOf=position:1");
        (await browser.Get("/api/studies")).Status.ShouldBe(200);
        (await browser.Get("/")).Text.ShouldContain(person.Name);
    }

    [Fact]
    public async Task Given_a_sign_in_when_its_cookie_is_looked_at_then_scripts_other_hosts_and_plain_connections_never_get_it()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);

        var cookie = (await browser.SignIn(person.Name)).SetCookies.Single(one => one.StartsWith(SessionCookie, StringComparison.Ordinal));

        var parts = cookie.Split(';', StringSplitOptions.TrimEntries).Skip(1).Select(part => part.ToUpperInvariant()).ToList();
        parts.Order().ShouldBe(["HTTPONLY", "PATH=/", "SAMESITE=LAX", "SECURE"]);
        browser.Cookies.Keys.ShouldAllBe(name => name.StartsWith("__Host-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData(@"/\evil.example")]
    [InlineData("/\t/evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("~/claims")]
    [InlineData("evil.example")]
    public async Task Given_an_address_of_elsewhere_to_go_back_to_when_one_signs_in_then_one_stays_here(string back)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);

        (await browser.SignIn(person.Name, back: back)).Location.ShouldBe("/");
        (await browser.Get($"/sign-in?back={Uri.EscapeDataString(back)}")).Location.ShouldBe("/");
        using var other = new TestBrowser(server);
        (await other.Submit("/sign-in", "/sign-in", ("name", person.Name), ("password", ServerService.Password), ("back", back))).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Given_unknown_disabled_and_closed_accounts_when_someone_tries_to_sign_in_then_nothing_tells_them_from_a_wrong_password()
    {
        var server = await service.OnServer();
        using var known = await server.Person();
        using var disabled = await server.Person();
        using var closed = await server.Person();
        await server.Sql("update account.account set disabled_at = now() where name = $1", disabled.Name);
        await server.Sql("update account.account set lockout_end = now() + interval '1 minute' where name = $1", closed.Name);

        var answers = new List<(string Text, int Status, string Cookies)>();
        foreach (var (name, password) in new[]
        {
            (known.Name, "not the password"), ("nobody-has-this", "not the password"), ("Łukasz Ω", "not the password"),
            (disabled.Name, ServerService.Password), (disabled.Name, "not the password"), (closed.Name, ServerService.Password), (closed.Name, "not the password"),
        })
        {
            using var browser = new TestBrowser(server);
            var page = await browser.SignIn(name, password);
            answers.Add((page.Alert, page.Status, string.Join(' ', page.SetCookies.Select(cookie => cookie.Split('=')[0]))));
        }

        answers.Distinct().ShouldHaveSingleItem().Status.ShouldBe(401);
        answers[0].Text.ShouldContain("do not fit");
    }

    [Fact]
    public async Task Given_unknown_disabled_and_closed_accounts_when_someone_tries_to_sign_in_then_a_password_is_hashed_each_time()
    {
        var hashes = new CountedHashes();
        await using var server = await ServerService.Start(await service.Server.NewDatabase(), services: services => services.AddSingleton<IPasswordHasher<Account>>(hashes));
        using var known = await server.Person();
        using var closed = await server.Person();
        await server.Sql("update account.account set lockout_end = now() + interval '1 minute' where name = $1", closed.Name);
        var counted = new List<int>();

        foreach (var name in new[] { known.Name, "nobody-has-this", "Not a Name", closed.Name })
        {
            using var browser = new TestBrowser(server);
            var before = hashes.Verified;
            (await browser.SignIn(name, "not the password")).Status.ShouldBe(401);
            counted.Add(hashes.Verified - before);
        }

        counted.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public async Task Given_five_wrong_passwords_when_the_right_one_comes_then_the_account_is_closed_for_a_while()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        for (var attempt = 0; attempt < Attempts.Most; attempt++)
            (await browser.SignIn(person.Name, "not the password")).Status.ShouldBe(401);

        (await browser.SignIn(person.Name)).Status.ShouldBe(401);

        (await person.IsSignedIn()).ShouldBeTrue("who is signed in already is not put out by others' guesses");
        await server.Sql("update account.account set lockout_end = now() - interval '1 second' where name = $1", person.Name);
        (await browser.SignIn(person.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_wrong_passwords_when_they_come_all_at_once_then_each_is_counted()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var browsers = Enumerable.Range(0, Attempts.Most).Select(_ => new TestBrowser(server)).ToList();

        var answers = await Task.WhenAll(browsers.Select(browser => browser.SignIn(person.Name, "not the password")));

        answers.ShouldAllBe(page => page.Status == 401);
        (await browsers[0].SignIn(person.Name)).Status.ShouldBe(401);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Given_a_few_wrong_passwords_when_the_right_one_comes_then_counting_begins_anew()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        for (var round = 0; round < 2; round++)
        {
            for (var attempt = 0; attempt < Attempts.Most - 1; attempt++)
                (await browser.SignIn(person.Name, "not the password")).Status.ShouldBe(401);
            using var fresh = new TestBrowser(server);
            (await fresh.SignIn(person.Name)).Status.ShouldBe(302);
        }
    }

    [Fact]
    public async Task Given_a_signed_in_browser_when_it_signs_out_then_a_stolen_cookie_ends_with_it_and_other_browsers_go_on()
    {
        var server = await service.OnServer();
        using var browser = await server.Person();
        using var other = new TestBrowser(server);
        await other.SignIn(browser.Name);
        using var thief = browser.Copy();

        (await browser.Submit("/account", "/sign-out")).Location.ShouldBe("/sign-in");

        (await browser.IsSignedIn()).ShouldBeFalse();
        (await thief.IsSignedIn()).ShouldBeFalse();
        (await other.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_several_browsers_when_one_signs_out_everywhere_then_all_have_to_sign_in_again()
    {
        var server = await service.OnServer();
        using var browser = await server.Person();
        using var other = new TestBrowser(server);
        await other.SignIn(browser.Name);
        (await other.IsSignedIn()).ShouldBeTrue();

        (await browser.Submit("/account", "/account/sign-out-everywhere")).Location.ShouldBe("/sign-in");

        (await browser.IsSignedIn()).ShouldBeFalse();
        (await other.IsSignedIn()).ShouldBeFalse();
        (await other.SignIn(browser.Name)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_several_browsers_when_the_password_is_changed_in_one_then_the_others_end_and_only_the_new_one_counts()
    {
        const string replacement = "drei Ochsen tanzen Walzer";
        var server = await service.OnServer();
        using var browser = await server.Person();
        using var other = new TestBrowser(server);
        await other.SignIn(browser.Name);

        var wrong = await browser.Submit("/account/password", "/account/password", ("current", "not it at all"), ("password", replacement), ("again", replacement));
        wrong.Status.ShouldBe(403);
        (await other.IsSignedIn()).ShouldBeTrue();
        var changed = await browser.Submit("/account/password", "/account/password", ("current", ServerService.Password), ("password", replacement), ("again", replacement));

        changed.Status.ShouldBe(302, changed.Text);
        (await browser.IsSignedIn()).ShouldBeTrue();
        (await other.IsSignedIn()).ShouldBeFalse();
        (await other.SignIn(browser.Name)).Status.ShouldBe(401);
        (await other.SignIn(browser.Name, replacement)).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_a_signed_in_browser_when_its_account_is_disabled_then_it_ends()
    {
        var server = await service.OnServer();
        using var browser = await server.Person();

        await server.Sql("update account.account set disabled_at = now() where name = $1", browser.Name);

        (await browser.IsSignedIn()).ShouldBeFalse();
        (await browser.SendJson(HttpMethod.Get, "/api/studies", "")).Status.ShouldBe(401);
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-out")]
    [InlineData("/join")]
    [InlineData("/account/password")]
    [InlineData("/account/sign-out-everywhere")]
    public async Task Given_a_form_that_was_not_made_for_this_browser_when_it_is_sent_then_nothing_is_done(string action)
    {
        var server = await service.OnServer();
        using var browser = await server.Person();

        var bare = await browser.Send(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent([]) });
        var json = await browser.SendJson(HttpMethod.Post, action, "{}");

        bare.Status.ShouldBe(400);
        bare.Text.ShouldContain("too old");
        json.Status.ShouldBe(400);
        (await browser.Send(new(HttpMethod.Post, action) { Content = new FormUrlEncodedContent([new("name", "nobody\0")]) })).Status.ShouldBe(400);
        (await browser.IsSignedIn()).ShouldBeTrue();
    }

    [Fact]
    public async Task Given_pages_of_accounts_when_they_are_shown_then_they_are_kept_nowhere_and_run_no_script()
    {
        var server = await service.OnServer();

        var page = await server.Administrator.Get("/account");

        page.Headers["Cache-Control"].ShouldContain("no-store");
        page.Headers["Referrer-Policy"].ShouldBe("same-origin", "with less, browsers do not say where a form comes from, and it is refused");
        page.Headers["Content-Security-Policy"].ShouldContain("default-src 'none'");
        page.Headers["Content-Security-Policy"].ShouldNotContain("script-src");
        page.Text.ShouldNotContain("style=");
    }

    [Fact]
    public async Task Given_an_account_when_the_service_would_rename_or_remove_it_then_the_database_refuses()
    {
        var server = await service.OnServer();
        await using var own = NpgsqlDataSource.Create(server.Running.Database.Service);

        foreach (var attempt in new[] { "update account.account set name = 'other'", "update account.account set normalized_name = 'OTHER'", "delete from account.account" })
        {
            await using var command = own.CreateCommand(attempt);
            (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        }
    }

    private sealed class CountedHashes : IPasswordHasher<Account>
    {
        private readonly PasswordHasher<Account> hasher = new();
        private int verified;

        public int Verified => verified;

        public string HashPassword(Account user, string password) => hasher.HashPassword(user, password);

        public PasswordVerificationResult VerifyHashedPassword(Account user, string hashedPassword, string providedPassword)
        {
            Interlocked.Increment(ref verified);
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
