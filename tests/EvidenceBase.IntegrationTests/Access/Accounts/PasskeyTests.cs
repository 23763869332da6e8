using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Signing in with passkeys, step by step as a browser's script does; a real browser does it in another project.</summary>
public sealed class PasskeyTests(SharedService service)
{
    private const string Own = "/account/passkeys";

    [Fact]
    public async Task Given_a_passkey_when_one_signs_in_with_it_then_neither_name_nor_password_nor_code_is_asked_for()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var device = new SoftwareAuthenticator();
        await AuthenticatorApp.SetUp(person);
        await Added(person, device, "Mein Schlüssel 钥匙");
        using var browser = new TestBrowser(server);

        var signedIn = await SignIn(browser, device, back: "/studies/some");

        signedIn.Location.ShouldBe("/studies/some", signedIn.Text);
        (await browser.Get("/account")).Text.ShouldContain("by passkey");
        (await browser.Get("/")).Text.ShouldContain(person.Name);
        (await person.Get(Own)).Text.ShouldContain("Mein Schlüssel 钥匙");
    }

    [Fact]
    public async Task Given_an_answer_that_signed_in_when_it_is_sent_again_with_all_its_cookies_then_it_is_refused()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var device = new SoftwareAuthenticator();
        await Added(person, device);
        using var browser = new TestBrowser(server);
        var answer = device.Get(await Question(browser));
        using var thief = browser.Copy();
        (await browser.Submit("/sign-in", "/sign-in/passkey", ("credential", answer))).Status.ShouldBe(302);

        (await thief.Submit("/sign-in", "/sign-in/passkey", ("credential", answer))).Status.ShouldBe(401);
        (await thief.IsSignedIn()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("another key")]
    [InlineData("another site")]
    [InlineData("another domain")]
    [InlineData("another challenge")]
    [InlineData("an unverified holder")]
    [InlineData("a copied key")]
    [InlineData("a removed passkey")]
    [InlineData("a locked account")]
    [InlineData("no question")]
    public async Task Given_an_answer_that_is_not_quite_right_when_it_is_sent_then_nobody_is_signed_in(string wrong)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var device = new SoftwareAuthenticator();
        await Added(person, device);
        using var before = new TestBrowser(server);
        (await SignIn(before, device)).Status.ShouldBe(302);
        using var browser = new TestBrowser(server);
        var question = await Question(browser);
        using var forger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        switch (wrong)
        {
            case "an unverified holder":
                device.Verifies = false;
                break;
            case "a copied key":
                device.ForgetCount();
                break;
            case "another challenge":
                question = question.Replace(JsonNode.Parse(question)!["challenge"]!.GetValue<string>(), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", StringComparison.Ordinal);
                break;
            case "a removed passkey":
                await person.Submit(Own, $"{Own}/remove");
                break;
            case "a locked account":
                await server.Sql("update account.account set disabled_at = now() where name = $1", person.Name);
                break;
            case "no question":
                browser.Cookies.Clear();
                break;
        }

        var answer = wrong switch
        {
            "another key" => device.Get(question, by: forger),
            "another site" => Elsewhere(device.Get(question), "https://evil.test"),
            "another domain" => new SoftwareAuthenticator { Domain = "evil.test" }.Get(question),
            _ => device.Get(question),
        };
        var refused = await browser.Submit("/sign-in", "/sign-in/passkey", ("credential", answer));

        refused.Status.ShouldBe(401);
        refused.Alert.ShouldContain("passkey");
        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("rubbish")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"id":"!!","rawId":"!!","type":"public-key","clientExtensionResults":{},"response":{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA","userHandle":"AA"}}""")]
    public async Task Given_rubbish_when_it_is_sent_as_an_answer_then_it_is_refused(string rubbish)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        await Question(browser);
        await Offer(person);

        (await browser.Submit("/sign-in", "/sign-in/passkey", ("credential", rubbish))).Status.ShouldBe(401);
        (await person.Submit(Own, Own, ("credential", rubbish), ("name", "x"))).Status.ShouldBe(400);
        (await person.Submit(Own, Own, ("credential", rubbish), ("name", "x"))).Status.ShouldBe(400, "nothing was offered");
        (await browser.Get("/sign-in/code")).Location!.ShouldStartWith("/sign-in?");
    }

    [Fact]
    public async Task Given_a_browser_left_open_when_someone_would_add_a_passkey_without_the_password_then_they_cannot()
    {
        var server = await service.OnServer();
        using var person = await server.Person();

        var refused = await person.Submit(Own, Own, ("credential", "{}"), ("name", "x"));
        var wrong = await Offer(person, "not the password");

        refused.Status.ShouldBe(400);
        wrong.Status.ShouldBe(403);
        wrong.Text.ShouldContain("password is not right");
        (await person.Get(Own)).Text.ShouldContain("none yet");
    }

    [Fact]
    public async Task Given_a_passkey_of_one_account_when_another_would_add_it_or_its_offer_is_taken_over_then_it_is_refused()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var other = await server.Person();
        using var device = new SoftwareAuthenticator();
        await Added(person, device);

        var again = device.Create((await Offer(other)).Text);
        (await other.Submit(Own, Own, ("credential", again), ("name", "theirs"))).Status.ShouldBe(400);

        var offered = await Offer(person);
        using var second = new SoftwareAuthenticator();
        other.Cookies["__Host-evidencebase-TwoFactorUserId"] = person.Cookies["__Host-evidencebase-TwoFactorUserId"];
        (await other.Submit(Own, Own, ("credential", second.Create(offered.Text)), ("name", "mine"))).Status.ShouldBe(400);
        (await other.Get(Own)).Text.ShouldContain("none yet");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\u0001b")]
    public async Task Given_a_name_that_cannot_be_taken_when_a_passkey_is_added_then_it_says_so(string name)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var device = new SoftwareAuthenticator();

        var refused = await person.Submit(Own, Own, ("credential", device.Create((await Offer(person)).Text)), ("name", name));

        refused.Status.ShouldBe(400);
        refused.Alert.ShouldContain("name");
    }

    [Fact]
    public async Task Given_an_account_without_a_password_when_the_sign_in_is_a_while_ago_then_adding_a_passkey_takes_a_new_one()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        await server.Sql("update account.account set password_hash = null where name = $1", person.Name);

        (await Offer(person)).Status.ShouldBe(200);
        await server.Sql("update account.session s set began_at = now() - interval '11 minutes' from account.account a where a.id = s.account_id and a.name = $1", person.Name);

        var late = await Offer(person);
        late.Status.ShouldBe(403);
        late.Text.ShouldContain("sign-in-again");
    }

    [Fact]
    public async Task Given_the_pages_with_passkeys_when_they_are_shown_then_they_run_one_file_and_no_other_page_runs_any()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var nobody = new TestBrowser(server);

        foreach (var page in new[] { await nobody.Get("/sign-in"), await person.Get(Own) })
        {
            page.Headers["Content-Security-Policy"].ShouldContain("script-src 'self'");
            page.Headers["Content-Security-Policy"].ShouldNotContain("unsafe");
            var scripts = Regex.Matches(page.Text, "<script[^>]*>(.*?)</script>", RegexOptions.Singleline);
            scripts.Count.ShouldBe(1);
            scripts[0].Groups[1].Value.ShouldBeEmpty();
            var script = await nobody.Get(Regex.Match(scripts[0].Value, "src=\"([^\"]+)\"").Groups[1].Value);
            script.Status.ShouldBe(200);
            script.Headers["Content-Type"].ShouldStartWith("text/javascript");
        }

        (await person.Get("/account")).Headers["Content-Security-Policy"].ShouldNotContain("script-src");
        (await nobody.Get("/join")).Headers["Content-Security-Policy"].ShouldNotContain("script-src");
    }

    private static string Elsewhere(string answer, string origin)
    {
        var credential = JsonNode.Parse(answer)!;
        var clientData = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(credential["response"]!["clientDataJSON"]!.GetValue<string>()))!;
        clientData["origin"] = origin;
        credential["response"]!["clientDataJSON"] = System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(clientData.ToJsonString()));
        return credential.ToJsonString();
    }

    internal static async Task<TestPage> Offer(TestBrowser browser, string password = ServerService.Password)
    {
        var hidden = (await browser.Get(Own)).Hidden(Own);
        hidden["password"] = password;
        return await browser.Send(new(HttpMethod.Post, $"{Own}/offer") { Content = new FormUrlEncodedContent(hidden) });
    }

    internal static async Task Added(TestBrowser browser, SoftwareAuthenticator device, string name = "device")
    {
        var offer = await Offer(browser);
        offer.Status.ShouldBe(200, offer.Text);
        var added = await browser.Submit(Own, Own, ("credential", device.Create(offer.Text)), ("name", name));
        added.Location.ShouldBe(Own, added.Text);
    }

    private static async Task<string> Question(TestBrowser browser)
    {
        var hidden = (await browser.Get("/sign-in")).Hidden("/sign-in/passkey");
        var asked = await browser.Send(new(HttpMethod.Post, "/sign-in/passkey/question") { Content = new FormUrlEncodedContent(hidden) });
        asked.Status.ShouldBe(200, asked.Text);
        return asked.Text;
    }

    internal static async Task<TestPage> SignIn(TestBrowser browser, SoftwareAuthenticator device, string back = "/")
    {
        var answer = device.Get(await Question(browser));
        return await browser.Submit($"/sign-in?back={Uri.EscapeDataString(back)}", "/sign-in/passkey", ("credential", answer));
    }
}
