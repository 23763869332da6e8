using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Trail;

/// <summary>What people do with their accounts, and what is tried on them, is on the trail of the server.</summary>
public sealed class AccountTrailTests(SharedService service)
{
    private const string Typed = "mein geheimes Wort";

    [Fact]
    public async Task Given_an_account_when_its_holder_signs_in_out_and_changes_the_password_then_an_administrator_finds_each()
    {
        var server = await service.OnServer();
        using var browser = await server.Person();

        (await browser.Submit("/account", "/sign-out")).Status.ShouldBe(302);
        (await browser.SignIn(browser.Name, "wrong password")).Status.ShouldBe(401);
        (await browser.SignIn(browser.Name)).Status.ShouldBe(302);
        (await browser.Submit("/account/password", "/account/password", ("current", Typed), ("password", "neun Ziegen im Regen"), ("again", "neun Ziegen im Regen"))).Status.ShouldBe(403);
        (await browser.Submit("/account/password", "/account/password", ("current", ServerService.Password), ("password", "neun Ziegen im Regen"), ("again", "neun Ziegen im Regen"))).Status.ShouldBe(302);
        (await browser.Submit("/account", "/account/sign-out-everywhere")).Status.ShouldBe(302);

        var entries = await Entries(server, $"actor={browser.Name}");
        entries.Select(entry => $"{entry["action"]} {entry["detail"]}".Trim()).ShouldBe(
        [
            "signedOut everywhere", "signedIn pwd", "credentialsChanged password", "signInFailed pwd", "signedIn pwd", "signInFailed pwd", "signedOut", "signedIn pwd", "accountMade invitation",
        ]);
        entries.ShouldAllBe(entry => entry["study"] == null && entry["address"]!.GetValue<string>() == "127.0.0.1");
    }

    [Fact]
    public async Task Given_a_name_that_is_nobodys_when_a_sign_in_is_tried_then_the_failure_is_told_and_not_what_was_typed()
    {
        var server = await service.OnServer();
        using var browser = new TestBrowser(server);
        var before = await Entries(server, "action=signInFailed&limit=1");

        (await browser.SignIn(Typed, Typed)).Status.ShouldBe(401);
        (await browser.SignIn("nobodyofthisname", Typed)).Status.ShouldBe(401);

        var entries = await Entries(server, "action=signInFailed&limit=500");
        entries = [.. entries.TakeWhile(entry => before.Count == 0 || Number(entry) > Number(before[0]))];
        entries.Count(entry => entry["actor"] == null).ShouldBeGreaterThanOrEqualTo(2);
        var all = string.Concat((await Entries(server, "limit=500")).Select(entry => entry.ToJsonString()));
        all.ShouldNotContain(Typed);
        all.ShouldNotContain("nobodyofthisname");
    }

    /// <summary>Administering accounts gives no role in any study, and a role in a study none on the server.</summary>
    [Fact]
    public async Task Given_an_administrator_and_an_owner_when_each_asks_for_the_others_trail_then_it_is_refused()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var slug = $"test-{Guid.NewGuid():N}";
        (await owner.SendJson(HttpMethod.Post, "/api/studies", $$"""{"slug":"{{slug}}","title":"A study"}""")).Status.ShouldBe(201);

        (await owner.Get($"/api/studies/{slug}/trail")).Status.ShouldBe(200);
        (await server.Administrator.Get($"/api/studies/{slug}/trail")).Status.ShouldBe(404);
        (await server.Administrator.Get($"/studies/{slug}/trail")).Status.ShouldBe(404);
        (await owner.Get("/api/trail")).Status.ShouldBe(403);
        (await owner.Get("/trail")).Status.ShouldBe(403);

        var refused = (await Entries(server, $"actor={owner.Name}&action=accessRefused")).Select(entry => entry["detail"]!.GetValue<string>());
        refused.ShouldBe(["not-an-administrator: GET /trail", "not-an-administrator: GET /api/trail"]);
        var own = JsonNode.Parse((await owner.Get($"/api/studies/{slug}/trail?action=accessRefused")).Text)!["items"]!.AsArray();
        own.Select(entry => entry!["actor"]!.GetValue<string>()).ShouldBe([server.Administrator.Name, server.Administrator.Name]);
    }

    private static long Number(JsonNode entry) => entry["number"]!.GetValue<long>();

    private static async Task<List<JsonNode>> Entries(ServerService server, string query)
    {
        var answer = await server.Administrator.Get($"/api/trail?{query}");
        answer.Status.ShouldBe(200, answer.Text);
        return [.. JsonNode.Parse(answer.Text)!["items"]!.AsArray().Select(entry => entry!)];
    }
}
