using EvidenceBase.Access.Laptop;
using EvidenceBase.IntegrationTests.Platform;
using EvidenceBase.Platform;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Access;

/// <summary>A laptop: the owner gets in without an account, nobody else does, and no other site in the same browser.</summary>
public sealed class LaptopTests(SharedService service)
{
    [Fact]
    public async Task Given_the_printed_address_when_it_is_opened_then_the_browser_is_signed_in_and_the_address_is_used_up()
    {
        using var browser = Cast.Client(service.Running);
        var entrance = service.Running.Services.GetRequiredService<LocalAccess>().NewEntrance();
        (await Cast.Send(browser, "GET", "/")).Status.ShouldBe(401);

        using var entered = await browser.GetAsync(entrance, TestContext.Current.CancellationToken);

        ((int)entered.StatusCode).ShouldBe(302);
        var cookie = entered.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly", Case.Insensitive);
        cookie.ShouldContain("samesite=strict", Case.Insensitive);
        (await Cast.Send(browser, "GET", entrance)).Status.ShouldBe(401);
        browser.DefaultRequestHeaders.Add("Cookie", cookie.Split(';')[0]);
        (await Cast.Send(browser, "GET", "/")).Status.ShouldBe(200);
        (await Cast.Send(browser, "GET", "/api/studies")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_somebody_who_is_not_signed_in_when_a_page_is_asked_for_then_it_says_how_to_get_in()
    {
        using var browser = Cast.Client(service.Running);

        var (status, text) = await Cast.Send(browser, "GET", "/studies/chen-2014");

        status.ShouldBe(401);
        text.ShouldContain("make address");
    }

    [Fact]
    public void Given_the_token_for_scripts_when_its_file_is_looked_at_then_only_its_owner_can_read_it()
    {
        var file = Path.Combine(service.Running.Data, LocalAccess.TokenFile);

        File.ReadAllText(file).Trim().ShouldBe(service.Running.OwnersToken);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory]
    [InlineData("Host", "evidence.example.org", "foreign-host")]
    [InlineData("Host", "127.0.0.1.example.org", "foreign-host")]
    [InlineData("Origin", "https://evil.example", "foreign-origin")]
    [InlineData("Origin", "null", "foreign-origin")]
    [InlineData("Origin", "http://127.0.0.1:1", "foreign-origin")]
    [InlineData("Sec-Fetch-Site", "cross-site", "foreign-origin")]
    [InlineData("Sec-Fetch-Site", "same-site", "foreign-origin")]
    public async Task Given_a_page_of_another_site_when_it_sends_a_command_then_it_is_refused_and_nothing_happens(string header, string value, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post("claims", """{"key":"C1","kind":"causal","text":"A claim."}""", (header, value));

        answer.Status.ShouldBe(403);
        answer.Problem.ShouldBe(problem);
        (await study.Get("claims/C1")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_page_of_another_site_when_it_fetches_with_the_browsers_cookie_then_it_is_refused()
    {
        using var browser = Cast.Client(service.Running);
        browser.DefaultRequestHeaders.Add("Cookie", "evidencebase-laptop=anything");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-site");
        browser.DefaultRequestHeaders.Add("Sec-Fetch-Mode", "cors");

        (await Cast.Send(browser, "GET", "/api/studies")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("urls", "http://0.0.0.0:5080", "EVIDENCEBASE_MODE=server")]
    [InlineData("urls", "http://127.0.0.1:5080;http://*:80", "EVIDENCEBASE_MODE=server")]
    [InlineData("http_ports", "8080", "EVIDENCEBASE_MODE=server")]
    [InlineData("Kestrel:Endpoints:Open:Url", "http://192.0.2.1:80", "EVIDENCEBASE_MODE=server")]
    [InlineData("EvidenceBase:Mode", "servant", "laptop")]
    public void Given_unsafe_settings_when_a_laptop_starts_then_it_refuses_and_says_what_to_set(string name, string value, string told)
    {
        var refusal = Should.Throw<DeploymentException>(() => Deployment.Of(Settings((name, value))));

        refusal.Message.ShouldContain(told);
    }

    [Theory]
    [InlineData("", "10.0.0.1", "EVIDENCEBASE_PUBLIC_ADDRESS")]
    [InlineData("http://evidence.example.org", "10.0.0.1", "EVIDENCEBASE_PUBLIC_ADDRESS")]
    [InlineData("https://evidence.example.org/sub", "10.0.0.1", "EVIDENCEBASE_PUBLIC_ADDRESS")]
    [InlineData("https://evidence.example.org", "", "EVIDENCEBASE_TRUSTED_PROXIES")]
    [InlineData("https://evidence.example.org", "everyone", "EVIDENCEBASE_TRUSTED_PROXIES")]
    [InlineData("https://evidence.example.org", "10.0.0.1,0.0.0.0/0", "everybody")]
    [InlineData("https://evidence.example.org", "::/0", "everybody")]
    public void Given_unsafe_settings_when_a_server_starts_then_it_refuses_and_says_what_to_set(string address, string proxies, string told)
    {
        var refusal = Should.Throw<DeploymentException>(() => Deployment.Of(Settings(
            ("EvidenceBase:Mode", "server"), ("EvidenceBase:PublicAddress", address), ("EvidenceBase:TrustedProxies", proxies))));

        refusal.Message.ShouldContain(told);
    }

    [Fact]
    public void Given_loopback_addresses_when_a_laptop_starts_then_it_is_content() =>
        Deployment.Of(Settings(("urls", "http://127.0.0.1:5080;http://localhost:5081;http://[::1]:5082"))).IsServer.ShouldBeFalse();

    private static IConfiguration Settings(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(one => one.Name, one => (string?)one.Value)).Build();
}
