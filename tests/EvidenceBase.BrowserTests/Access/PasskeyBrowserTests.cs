using System.Text.Json.Nodes;
using EvidenceBase.BrowserTests.Platform;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.BrowserTests.Access;

/// <summary>Signing in to a server with a real browser: through forms, and with passkeys of an authenticator that the browser plays.</summary>
public sealed class PasskeyBrowserTests(SharedService service)
{
    [Fact]
    public async Task Given_a_browser_with_an_authenticator_when_a_passkey_is_added_then_one_signs_in_with_it_and_nothing_else()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await using var terminator = await TlsTerminator.Start(ServerService.Host, server.Running.Address);
        await using var browser = await Chromium.Start(ServerService.Host, terminator.Port);
        await AddAuthenticator(browser);
        await SignIn(browser, person.Name);

        await browser.Open($"{ServerService.Address}/account/passkeys");
        await browser.Until("document.querySelector('#password')?.checkVisibility()");
        await browser.Fill("#name", "Chromium 钥匙");
        await browser.Fill("#password", ServerService.Password);
        await browser.Click("form[data-passkey] button");
        await browser.Until("document.querySelector('.sessions strong')?.textContent === 'Chromium 钥匙'");
        await SignOut(browser);
        await browser.Until("document.querySelector('form[data-passkey] button')?.checkVisibility()");
        await browser.Click("form[data-passkey] button");

        await browser.Until("location.pathname === '/'");
        await browser.Open($"{ServerService.Address}/account");
        await browser.Until("document.body.innerText.includes('by passkey')");
        browser.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_wrong_password_or_no_passkey_when_one_is_asked_for_then_the_page_says_why_and_goes_on()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await using var terminator = await TlsTerminator.Start(ServerService.Host, server.Running.Address);
        await using var browser = await Chromium.Start(ServerService.Host, terminator.Port);
        await AddAuthenticator(browser);
        await browser.Open($"{ServerService.Address}/sign-in");
        await browser.Until("document.querySelector('form[data-passkey] button')?.checkVisibility()");

        await browser.Click("form[data-passkey] button");
        await browser.Until("document.querySelector('form[data-passkey] [role=alert]').innerText.includes('no passkey')");
        await SignIn(browser, person.Name);
        await browser.Open($"{ServerService.Address}/account/passkeys");
        await browser.Until("document.querySelector('#password')?.checkVisibility()");
        await browser.Fill("#password", "not the password");
        await browser.Click("form[data-passkey] button");

        await browser.Until("document.querySelector('form[data-passkey] [role=alert]').innerText.includes('password is not right')");
        (await browser.Evaluate("document.querySelector('form[data-passkey] button').disabled")).ShouldBe("false");
    }

    [Fact]
    public async Task Given_a_page_of_another_site_when_its_form_is_sent_here_then_nothing_is_done()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await using var terminator = await TlsTerminator.Start(ServerService.Host, server.Running.Address);
        await using var browser = await Chromium.Start(ServerService.Host, terminator.Port);
        await SignIn(browser, person.Name);

        await browser.Open($"data:text/html,<form method=post action='{ServerService.Address}/account/sign-out-everywhere'><button>x</button></form>");
        await browser.Until("location.protocol === 'data:'");
        await browser.Click("button");

        await browser.Until("document.body.innerText.includes('another site')");
        (await person.IsSignedIn()).ShouldBeTrue();
    }

    private static async Task AddAuthenticator(Chromium browser)
    {
        await browser.Send("WebAuthn.enable");
        await browser.Send("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new JsonObject
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
    }

    private static async Task SignIn(Chromium browser, string name)
    {
        await browser.Open($"{ServerService.Address}/sign-in");
        await browser.Until("document.querySelector('#name') !== null");
        await browser.Fill("#name", name);
        await browser.Fill("#password", ServerService.Password);
        await browser.Click("form[action='/sign-in'] button");
        await browser.Until("location.pathname === '/'");
    }

    private static async Task SignOut(Chromium browser)
    {
        await browser.Open($"{ServerService.Address}/account");
        await browser.Until("document.querySelector('form[action=\"/sign-out\"]') !== null");
        await browser.Click("form[action='/sign-out'] button");
        await browser.Until("location.pathname === '/sign-in'");
    }
}
