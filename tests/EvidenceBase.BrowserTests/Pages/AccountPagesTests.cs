using System.Net;
using System.Text.Json.Nodes;
using EvidenceBase.Access.Accounts;
using EvidenceBase.BrowserTests.Platform;
using EvidenceBase.IntegrationTests.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.BrowserTests.Pages;

/// <summary>The pages of a server on which people come in and look after their accounts, each also as it is when something was refused.</summary>
public sealed class AccountPagesTests(SharedService service, AccountPagesTests.Opened opened) : IClassFixture<AccountPagesTests.Opened>
{
    [Fact]
    public async Task Given_a_server_when_the_pages_before_signing_in_are_walked_then_each_meets_WCAG_2_2_AA()
    {
        var (provider, server, browser) = await opened.For(service);
        using var owner = await server.Person();
        using var careful = await server.Person();
        var (_, invitation) = await InvitationTests.Invite(owner, await PeopleInStudiesTests.Study(owner), "coder");
        await AuthenticatorApp.SetUp(careful);
        var newPassword = await NewPasswordLink(server, owner.Name);
        var pages = new Pages(browser, await Accessibility.In(browser));

        await pages.Open("sign-in", "/sign-in");
        await pages.Send("sign-in refused", "/sign-in", ("#name", owner.Name), ("#password", "not the password"));
        await pages.Open("invitation", invitation);
        await pages.Send("invitation refused", "/join", ("#name", "anna"), ("#password", ServerService.Password), ("#again", "something else"));
        await pages.Open("new password", newPassword);
        await pages.Send("new password refused", new Uri(new(ServerService.Address), newPassword).AbsolutePath, ("#password", ServerService.Password), ("#again", "something else"));
        await pages.Open("link used up", "/join?token=none");
        provider.Be("subject-new", "陈玲");
        await pages.Open("institution, new account", "/sign-in/institution");
        await pages.Send("institution, new account refused", "/sign-in/institution/join", ("#name", owner.Name));
        await browser.Become(ServerService.Address, new Dictionary<string, string>());
        await pages.Open("institution refused", InstitutionSignIn.FailedPath);
        await browser.OpenWhole($"{ServerService.Address}/sign-in");
        await pages.Send("second step", "/sign-in", ("#name", careful.Name), ("#password", ServerService.Password));
        await pages.Send("second step refused", "/sign-in/code", ("#code", "000000"));

        pages.Accessibility.Wrong.ShouldBeEmpty();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_somebody_signed_in_when_the_pages_of_their_account_are_walked_then_each_meets_WCAG_2_2_AA()
    {
        var (provider, server, browser) = await opened.For(service);
        using var owner = await server.Person();
        using var person = await server.Person();
        using var elsewhere = new TestBrowser(server);
        await elsewhere.SignIn(person.Name);
        using var device = new SoftwareAuthenticator();
        await PasskeyTests.Added(person, device, "手机 of Anna");
        var (_, invitation) = await InvitationTests.Invite(owner, await PeopleInStudiesTests.Study(owner), "coder");
        var pages = new Pages(browser, await Accessibility.In(browser));
        await browser.Become(ServerService.Address, person.Cookies);
        provider.Be("subject-linked", "陈玲");

        await pages.Open("no study yet", "/");
        await pages.Open("account", "/account");
        await pages.Open("password", "/account/password");
        await pages.Send("password refused", "/account/password", ("#current", "not the password"), ("#password", ServerService.Password), ("#again", ServerService.Password));
        await pages.Open("passkeys", "/account/passkeys");
        await pages.Open("institution to link", "/account/institution/begin");
        await pages.Send("institution to link refused", "/account/institution", ("#password", "not the password"));
        await pages.Open("app to set up", "/account/second-factor");
        var app = AuthenticatorApp.Of(await person.Get("/account/second-factor"));
        await pages.Send("app to set up refused", "/account/second-factor", ("#code", "000000"), ("#password", ServerService.Password));
        await pages.Send("recovery codes", "/account/second-factor", ("#code", app.Code(1)), ("#password", ServerService.Password));
        await pages.Open("app set up", "/account/second-factor");
        await pages.Send("app kept", "/account/second-factor/off", ("#off-code", "000000"), ("#off-password", ServerService.Password));
        await pages.Open("study to join", invitation);
        await pages.Open("not allowed", "/administration");

        pages.Accessibility.Wrong.ShouldBeEmpty();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_an_administrator_when_the_pages_of_administration_are_walked_then_each_meets_WCAG_2_2_AA()
    {
        var (_, server, browser) = await opened.For(service);
        using var person = await server.Person();
        using var locked = await server.Person();
        await AuthenticatorApp.SetUp(person);
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{locked.Name}/lock", "{}");
        var pages = new Pages(browser, await Accessibility.In(browser));
        await browser.Become(ServerService.Address, server.Administrator.Cookies);

        await pages.Open("administration", "/administration");
        await pages.Send("owner not appointed", "/administration/owners", ("#study", "no-such-study"), ("#principal", person.Name));
        await pages.Send("link made", "/administration/invitations", ("#note", "陈玲"));
        await pages.Open("account of somebody", $"/administration/accounts/{person.Name}");
        await pages.Send("link for a new password", $"/administration/accounts/{person.Name}/new-password");
        await pages.Open("account locked", $"/administration/accounts/{locked.Name}");
        await pages.Open("account of oneself", "/administration/accounts/admin");
        await pages.Send("last administrator", "/administration/accounts/admin/end-administrator");
        await pages.Open("trail of the server", "/trail");

        pages.Accessibility.Wrong.ShouldBeEmpty();
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_nothing_but_a_keyboard_when_somebody_signs_in_and_goes_to_their_account_then_they_get_there()
    {
        var (_, server, browser) = await opened.For(service);
        using var person = await server.Person();

        await browser.OpenWhole($"{ServerService.Address}/sign-in");
        await browser.Type(person.Name);
        await browser.PressTab();
        await browser.Type(ServerService.Password);
        await browser.Leave(browser.PressEnter);
        await browser.PressTab();
        (await browser.Evaluate("document.activeElement.className")).ShouldBe("skip", "the first that the keyboard comes to leads over what every page has");
        while (await browser.Evaluate("document.activeElement.className") != "own" && await browser.Evaluate("document.activeElement === document.body") != "true")
            await browser.PressTab();
        await browser.Leave(browser.PressEnter);

        (await browser.Evaluate("location.pathname")).ShouldBe("/account");
    }

    private static async Task<string> NewPasswordLink(ServerService server, string account)
    {
        var made = await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{account}/new-password", "{}");
        return new Uri(WebUtility.HtmlDecode(JsonNode.Parse(made.Text)!["address"]!.GetValue<string>())).PathAndQuery;
    }

    /// <summary>What is opened and sent in a browser, each tried when it is there.</summary>
    private sealed record Pages(Chromium Browser, Accessibility Accessibility)
    {
        public async Task Open(string name, string path)
        {
            await Browser.OpenWhole($"{ServerService.Address}{path}");
            await Accessibility.Try(name);
        }

        /// <summary>Fills in the form that is sent there, and sends it.</summary>
        public async Task Send(string name, string action, params (string Field, string Value)[] fields)
        {
            foreach (var (field, value) in fields)
                await Browser.Fill(field, value);
            await Browser.Leave(() => Browser.Click($"form[action='{action}'] button"));
            await Accessibility.Try(name);
        }
    }

    /// <summary>A server with an institution, and one browser for all of these tests.</summary>
    public sealed class Opened : IAsyncDisposable
    {
        private OpenIdProvider? provider;
        private ServerService? server;
        private TlsTerminator? terminator;
        private Chromium? browser;

        /// <summary>Nobody is signed in in the browser.</summary>
        internal async Task<(OpenIdProvider Provider, ServerService Server, Chromium Browser)> For(SharedService service)
        {
            provider ??= await OpenIdProvider.Start();
            server ??= await ServerService.Start(await service.Server.NewDatabase(), provider.Settings("Open=true"));
            terminator ??= await TlsTerminator.Start(ServerService.Host, server.Running.Address);
            browser ??= await Chromium.Start(ServerService.Host, terminator.Port);
            await browser.Become(ServerService.Address, new Dictionary<string, string>());
            return (provider, server, browser);
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var one in new IAsyncDisposable?[] { browser, terminator, server, provider }.OfType<IAsyncDisposable>())
                await one.DisposeAsync();
        }
    }
}
