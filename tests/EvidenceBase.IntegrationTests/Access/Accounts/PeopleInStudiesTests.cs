using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>People with accounts in studies of a server.</summary>
public sealed class PeopleInStudiesTests(SharedService service)
{
    [Fact]
    public async Task Given_a_server_when_a_member_is_added_who_has_no_account_then_it_is_refused_and_service_accounts_are_taken()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var other = await server.Person();
        var study = await Study(owner);

        foreach (var nobody in new[] { "nobody-of-this-name", "local:root" })
        {
            var refused = await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", $$"""{"principal":"{{nobody}}","role":"reader"}""");
            refused.Status.ShouldBe(422, refused.Text);
            refused.Text.ShouldContain("no-such-account");
        }

        (await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", $$"""{"principal":"{{other.Name}}","role":"reader"}""")).Status.ShouldBe(200);
        (await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", """{"principal":"service:script","role":"reader"}""")).Status.ShouldBe(200);
        (await other.Get($"/api/studies/{study}")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Given_a_person_who_writes_when_the_history_is_read_then_the_account_is_the_actor()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await Study(owner);

        (await owner.Get($"/api/studies/{study}/history")).Text.ShouldContain($"\"actor\":\"{owner.Name}\"");
    }

    [Fact]
    public async Task Given_a_persons_access_token_when_their_account_is_disabled_then_it_ends_as_well()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await Study(owner);
        var made = await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/tokens", """{"name":"mine","rights":["read"]}""");
        using var script = server.Client();
        script.DefaultRequestHeaders.Authorization = new("Bearer", System.Text.Json.Nodes.JsonNode.Parse(made.Text)!["secret"]!.GetValue<string>());
        (await Cast.Send(script, "GET", $"/api/studies/{study}")).Status.ShouldBe(200);

        await server.Sql("update account.account set disabled_at = now() where name = $1", owner.Name);

        (await Cast.Send(script, "GET", $"/api/studies/{study}")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Given_an_administrator_without_a_role_when_they_ask_for_a_study_then_it_does_not_exist_for_them()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await Study(owner);

        (await server.Administrator.Get($"/api/studies/{study}")).Status.ShouldBe(404);
        (await server.Administrator.Get($"/studies/{study}")).Status.ShouldBe(404);
        (await server.Administrator.Get("/api/studies?limit=200")).Text.ShouldNotContain(study);
    }

    /// <summary>The slug of a new study that this person owns.</summary>
    internal static async Task<string> Study(TestBrowser owner)
    {
        var slug = $"test-{Guid.NewGuid():N}";
        var opened = await owner.SendJson(HttpMethod.Post, "/api/studies", $$"""{"slug":"{{slug}}","title":"A study on a server"}""");
        opened.Status.ShouldBe(201, opened.Text);
        return slug;
    }
}
