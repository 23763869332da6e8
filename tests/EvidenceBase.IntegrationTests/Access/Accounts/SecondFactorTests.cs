using System.Text;
using EvidenceBase.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Codes of authenticator apps beside passwords, and recovery codes.</summary>
public sealed class SecondFactorTests(SharedService service)
{
    private const string Set = "/account/second-factor";
    private const string CodeStep = "/sign-in/code";

    /// <summary>RFC 6238, appendix B, of which the last six digits are shown; else these tests would prove nothing.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Given_the_examples_of_the_standard_when_the_app_of_these_tests_computes_them_then_they_are_the_same(long seconds, string code) =>
        new AuthenticatorApp(Encoding.ASCII.GetBytes("12345678901234567890")).At(seconds / 30).ShouldBe(code);

    [Fact]
    public async Task Given_an_app_when_one_signs_in_then_the_password_leads_to_the_second_step_and_the_code_lets_in()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (app, codes) = await AuthenticatorApp.SetUp(person);

        var first = await browser.SignIn(person.Name, back: "/studies/some");

        first.Location.ShouldBe("/sign-in/code?back=%2Fstudies%2Fsome");
        (await browser.IsSignedIn()).ShouldBeFalse();
        (await browser.Get("/api/studies")).Status.ShouldBe(401);
        var code = app.Code();
        var second = await browser.Submit(first.Location!, CodeStep, ("code", $"{code[..3]} {code[3..]}"));
        second.Location.ShouldBe("/studies/some", second.Text);
        (await browser.IsSignedIn()).ShouldBeTrue();
        (await browser.Get("/account")).Text.ShouldContain("by password and app");
        codes.Count.ShouldBe(SecondFactor.RecoveryCodes);
        codes.Distinct().Count().ShouldBe(SecondFactor.RecoveryCodes);
    }

    [Theory]
    [InlineData("000000", ServerService.Password, "clock")]
    [InlineData("", ServerService.Password, "clock")]
    [InlineData(null, "not the password", "password is not right")]
    public async Task Given_a_wrong_code_or_password_when_an_app_is_set_up_then_it_stays_off_and_the_key_is_the_same(string? code, string password, string told)
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var page = await person.Get(Set);
        var app = AuthenticatorApp.Of(page);

        var refused = await person.Submit(page, Set, ("code", code ?? app.Code()), ("password", password));

        refused.Status.ShouldBe(403);
        refused.Alert.ShouldContain(told);
        AuthenticatorApp.Of(refused).At(1).ShouldBe(app.At(1));
        using var browser = new TestBrowser(server);
        (await browser.SignIn(person.Name)).Location.ShouldBe("/");
    }

    [Fact]
    public async Task Given_several_browsers_when_the_app_is_turned_on_in_one_then_the_others_are_signed_out()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var other = new TestBrowser(server);
        await other.SignIn(person.Name);

        await AuthenticatorApp.SetUp(person);

        (await person.IsSignedIn()).ShouldBeTrue();
        (await other.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_a_code_that_was_taken_when_it_is_sent_again_in_any_spelling_then_it_is_refused()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var (app, _) = await AuthenticatorApp.SetUp(person);
        var code = app.Code();
        using (var browser = new TestBrowser(server))
            (await SignIn(browser, person.Name, code)).Status.ShouldBe(302);

        foreach (var again in new[] { code, $" {code}", $"+{code}", $"0{code}" })
        {
            using var thief = new TestBrowser(server);
            await server.Sql("update account.account set access_failed_count = 0 where name = $1", person.Name);
            (await SignIn(thief, person.Name, again)).Status.ShouldBe(401, again);
            (await thief.IsSignedIn()).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task Given_one_code_when_two_send_it_at_the_same_moment_then_one_gets_in()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var (app, _) = await AuthenticatorApp.SetUp(person);
        var browsers = Enumerable.Range(0, 3).Select(_ => new TestBrowser(server)).ToList();
        foreach (var browser in browsers)
            await browser.SignIn(person.Name);
        await server.Sql("update account.account set access_failed_count = 0 where name = $1", person.Name);
        var pages = await Task.WhenAll(browsers.Select(browser => browser.Get(CodeStep)));
        var code = app.Code();

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.Submit(pages[at], CodeStep, ("code", code))));

        answers.Select(answer => answer.Status).Order().ShouldBe([302, 401, 401]);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Given_recovery_codes_when_one_lets_in_then_it_is_used_up_and_the_others_are_not()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var (_, codes) = await AuthenticatorApp.SetUp(person);
        using var first = new TestBrowser(server);
        using var again = new TestBrowser(server);
        using var other = new TestBrowser(server);

        (await SignIn(first, person.Name, $" {codes[0].ToLowerInvariant()} ")).Status.ShouldBe(302);

        (await first.Get("/account")).Text.ShouldContain("by password and recovery code");
        (await SignIn(again, person.Name, codes[0])).Status.ShouldBe(401);
        (await SignIn(other, person.Name, codes[1])).Status.ShouldBe(302);
        (await other.Get(Set)).Text.ShouldContain("8 recovery codes");
    }

    [Fact]
    public async Task Given_one_recovery_code_when_several_send_it_at_the_same_moment_then_one_gets_in()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var (_, codes) = await AuthenticatorApp.SetUp(person);
        var browsers = Enumerable.Range(0, 3).Select(_ => new TestBrowser(server)).ToList();
        foreach (var browser in browsers)
            await browser.SignIn(person.Name);
        await server.Sql("update account.account set access_failed_count = 0 where name = $1", person.Name);
        var pages = await Task.WhenAll(browsers.Select(browser => browser.Get(CodeStep)));

        var answers = await Task.WhenAll(browsers.Select((browser, at) => browser.Submit(pages[at], CodeStep, ("code", codes[3]))));

        answers.Select(answer => answer.Status).Order().ShouldBe([302, 401, 401]);
        browsers.ForEach(browser => browser.Dispose());
    }

    [Fact]
    public async Task Given_wrong_codes_when_there_are_too_many_then_the_account_takes_none_for_a_while_not_even_the_right_one()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (app, codes) = await AuthenticatorApp.SetUp(person);
        await browser.SignIn(person.Name);
        foreach (var wrong in new[] { "AAAAA-AAAAA", "", "陈;", "000000" })
            (await browser.Submit(CodeStep, CodeStep, ("code", wrong))).Status.ShouldBe(401);

        (await browser.Submit(CodeStep, CodeStep, ("code", app.Code()))).Status.ShouldBe(401);
        (await browser.Submit(CodeStep, CodeStep, ("code", codes[0]))).Status.ShouldBe(401);

        (await browser.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_no_password_or_one_that_was_right_for_an_account_locked_since_when_a_right_code_is_sent_then_it_lets_nobody_in()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var (app, _) = await AuthenticatorApp.SetUp(person);
        using var stranger = new TestBrowser(server);
        using var halfWay = new TestBrowser(server);
        await halfWay.SignIn(person.Name);
        var page = await halfWay.Get(CodeStep);

        (await stranger.Get($"{CodeStep}?back=/x")).Location.ShouldBe("/sign-in?back=%2Fx");
        stranger.Cookies.Clear();
        (await stranger.Submit(page, CodeStep, ("code", app.Code()))).Status.ShouldBe(400);
        await server.Sql("update account.account set disabled_at = now() where name = $1", person.Name);
        (await halfWay.Submit(page, CodeStep, ("code", app.Code()))).Status.ShouldBe(401);
        (await halfWay.IsSignedIn()).ShouldBeFalse();
    }

    [Fact]
    public async Task Given_an_app_when_it_is_turned_off_then_that_takes_password_and_code_and_the_password_alone_signs_in_again()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (app, codes) = await AuthenticatorApp.SetUp(person);

        (await person.Submit(Set, $"{Set}/off", ("code", app.Code()), ("password", "not the password"))).Status.ShouldBe(403);
        (await person.Submit(Set, $"{Set}/off", ("code", "000000"), ("password", ServerService.Password))).Status.ShouldBe(403);
        (await person.Submit(Set, $"{Set}/off", ("code", ""), ("password", ServerService.Password))).Status.ShouldBe(403);
        (await browser.SignIn(person.Name)).Location!.ShouldStartWith(CodeStep);
        var off = await person.Submit(Set, $"{Set}/off", ("code", app.Code(1)), ("password", ServerService.Password));

        off.Location.ShouldBe("/account", off.Text);
        (await person.IsSignedIn()).ShouldBeTrue();
        (await browser.SignIn(person.Name)).Location.ShouldBe("/");
        var anew = AuthenticatorApp.Of(await person.Get(Set));
        anew.At(1).ShouldNotBe(app.At(1));
        codes.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Given_recovery_codes_when_new_ones_are_made_then_that_takes_password_and_code_and_the_former_end()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        using var browser = new TestBrowser(server);
        var (app, former) = await AuthenticatorApp.SetUp(person);

        (await person.Submit(Set, $"{Set}/recovery-codes", ("code", "000000"), ("password", ServerService.Password))).Status.ShouldBe(403);
        var made = await person.Submit(Set, $"{Set}/recovery-codes", ("code", app.Code()), ("password", ServerService.Password));

        var codes = AuthenticatorApp.RecoveryCodesOn(made);
        codes.Count.ShouldBe(SecondFactor.RecoveryCodes);
        codes.ShouldNotContain(code => former.Contains(code));
        (await SignIn(browser, person.Name, former[0])).Status.ShouldBe(401);
        (await SignIn(browser, person.Name, codes[0])).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_an_app_when_the_database_is_searched_then_neither_its_key_nor_a_recovery_code_is_in_it()
    {
        var server = await service.OnServer();
        using var person = await server.Person();
        var key = System.Text.RegularExpressions.Regex.Match((await person.Get(Set)).Text, "<code class=\"secret\">([^<]+)</code>").Groups[1].Value.Replace(" ", string.Empty, StringComparison.Ordinal);
        var (_, codes) = await AuthenticatorApp.SetUp(person);

        foreach (var secret in codes.Append(key))
        {
            await using var command = server.Running.Superuser.CreateCommand("select count(*) filter (where t::text like '%' || $1 || '%'), count(*) from account.token t");
            command.Parameters.Add(new() { Value = secret });
            await using var reader = await command.ExecuteReaderAsync();
            await reader.ReadAsync();
            reader.GetInt64(0).ShouldBe(0);
            reader.GetInt64(1).ShouldBeGreaterThan(1);
        }
    }

    [Fact]
    public async Task Given_the_set_up_page_when_it_is_looked_at_then_the_code_is_drawn_without_any_style_or_script()
    {
        var server = await service.OnServer();
        using var person = await server.Person();

        var page = await person.Get(Set);

        page.Text.ShouldContain("<svg class=\"qr\" role=\"img\" aria-label=");
        page.Text.ShouldContain("h1v1h-1z");
        page.Text.ShouldNotContain("style=");
        page.Text.ShouldNotContain("<script");
        page.Headers["Cache-Control"].ShouldContain("no-store");
    }

    private static async Task<TestPage> SignIn(TestBrowser browser, string name, string code)
    {
        await browser.SignIn(name);
        return await browser.Submit(CodeStep, CodeStep, ("code", code));
    }
}
