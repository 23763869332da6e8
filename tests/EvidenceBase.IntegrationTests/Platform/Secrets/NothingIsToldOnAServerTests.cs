using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Documents;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EvidenceBase.IntegrationTests.Platform.Secrets;

/// <summary>
/// Passwords, links, cookies and tokens of people on a server, used rightly, wrongly and in the wrong place; then the log, every table – events, views, messages,
/// accounts, the trail – and every refusal are searched for them.
/// </summary>
public sealed class NothingIsToldOnAServerTests(SharedService shared)
{
    private const string WrongPassword = "Kanarienvogelfeder im Wind";
    private const string InTheNameField = "kanarienvogelkopf";
    private const string WrongToken = "evb_kanarienvogelschnabel";
    private const string InThePath = "evb_kanarienvogelkralle";

    [Fact]
    public async Task Given_passwords_links_cookies_and_tokens_when_log_tables_trail_and_refusals_are_searched_then_they_are_in_none_of_them()
    {
        var log = new RecordedLog();
        await using var server = await ServerService.Start(
            await shared.Server.NewDatabase(), services: services => services.AddLogging(logging => logging.ClearProviders().AddProvider(log).SetMinimumLevel(LogLevel.Trace)));
        using var owner = await server.Person();
        var slug = $"test-{Guid.NewGuid():N}";
        var study = $"/api/studies/{slug}";
        (await owner.SendJson(HttpMethod.Post, "/api/studies", $$"""{"slug":"{{slug}}","title":"A study"}""")).Status.ShouldBe(201);
        var token = JsonNode.Parse((await owner.SendJson(HttpMethod.Post, $"{study}/tokens", """{"name":"import","rights":["read"]}""")).Text)!["secret"]!.GetValue<string>();
        var invited = JsonNode.Parse((await owner.SendJson(HttpMethod.Post, $"{study}/invitations", """{"role":"coder"}""")).Text)!["address"]!.GetValue<string>();
        var link = invited.Split("token=")[1];
        using var guest = new TestBrowser(server);

        var refusals = new List<TestPage>
        {
            await guest.SignIn(owner.Name, WrongPassword),
            await guest.SignIn(InTheNameField, WrongPassword),
            await owner.Submit("/account/password", "/account/password", ("current", WrongPassword), ("password", WrongPassword), ("again", WrongPassword)),
            await Bearer(server, WrongToken, $"{study}/claims"),
            await Bearer(server, token, $"{study}/tokens/{InThePath}", HttpMethod.Delete),
            await Bearer(server, token, $"{study}/members/{InThePath}", HttpMethod.Delete),
            await guest.Get($"/join?token={WrongToken}"),
        };
        (await guest.SignIn(owner.Name, back: $"/join?token={link}")).Status.ShouldBe(302);
        using var joining = new TestBrowser(server);
        (await joining.MakeAccount($"/join?token={link}", server.NewName())).Status.ShouldBe(302);
        refusals.Add(await guest.Get($"/join?token={link}"));
        (await Bearer(server, token, $"{study}/claims")).Status.ShouldBe(200);

        refusals.Select(refusal => refusal.Status).ShouldBe([401, 401, 403, 401, 404, 403, 410, 410]);
        log.Lines.Count(line => line.Contains(slug, StringComparison.Ordinal)).ShouldBeGreaterThan(5, "the log is heard at all");
        (await NoWordInTheDatabaseTests.Places(server.Running, "tokenRefused")).ShouldBe(["evidence.access_trail.action"], "the trail is searched too");
        var secrets = new[] { ServerService.Password, WrongPassword, InTheNameField, WrongToken, token, link }.Concat(owner.Cookies.Values).Concat(joining.Cookies.Values).ToList();
        secrets.Count.ShouldBeGreaterThan(7);
        foreach (var secret in secrets)
        {
            log.Lines.ShouldAllBe(line => !line.Contains(secret, StringComparison.OrdinalIgnoreCase) && !line.Contains(Uri.EscapeDataString(secret), StringComparison.OrdinalIgnoreCase));
            (await NoWordInTheDatabaseTests.Places(server.Running, secret)).ShouldBeEmpty();
        }

        // Whoever has the log tell everything has it tell paths: no secret belongs into one. No table keeps them all the same.
        (await NoWordInTheDatabaseTests.Places(server.Running, InThePath)).ShouldBeEmpty();

        // A page shows what was typed as a name to whoever typed it.
        foreach (var secret in secrets.Except([InTheNameField, WrongToken]))
            refusals.ShouldAllBe(refusal => !refusal.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task<TestPage> Bearer(ServerService server, string token, string path, HttpMethod? method = null)
    {
        using var browser = new TestBrowser(server);
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", token);
        return await browser.Send(request);
    }
}
