using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access.Accounts;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access;

/// <summary>An administrator gives a study whose owners are gone an owner, and takes no part in it.</summary>
public sealed class AppointOwnerTests(SharedService service)
{
    [Fact]
    public async Task Given_a_study_whose_owner_is_locked_when_an_administrator_appoints_another_then_they_own_it_by_an_event_that_says_so()
    {
        var server = await service.OnServer();
        using var gone = await server.Person();
        using var next = await server.Person();
        var study = await PeopleInStudiesTests.Study(gone);
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{gone.Name}/lock", "{}");

        var appointed = await Appoint(server, study, next.Name);

        appointed.Status.ShouldBe(200, appointed.Text);
        (await next.Get($"/api/studies/{study}/membership")).Text.ShouldContain("manage");
        var history = JsonNode.Parse((await next.Get($"/api/studies/{study}/history?limit=200")).Text)!["items"]!.AsArray();
        history.Last(one => one!["type"]!.GetValue<string>() == "member_added")!["actor"]!.GetValue<string>().ShouldBe("admin");
        (await server.Administrator.Get($"/api/studies/{study}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_member_when_they_are_appointed_then_their_role_becomes_owner_and_a_repeat_changes_nothing()
    {
        var server = await service.OnServer();
        using var gone = await server.Person();
        using var member = await server.Person();
        var study = await PeopleInStudiesTests.Study(gone);
        await gone.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", $$"""{"principal":"{{member.Name}}","role":"reader"}""");
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{gone.Name}/lock", "{}");

        (await Appoint(server, study, member.Name)).Status.ShouldBe(200);
        (await member.Get($"/api/studies/{study}/membership")).Text.ShouldContain("manage");

        var again = await Appoint(server, study, member.Name);
        again.Status.ShouldBe(409);
        again.Text.ShouldContain("study-has-an-owner");
    }

    [Fact]
    public async Task Given_a_study_with_an_owner_when_an_administrator_would_appoint_themselves_or_others_then_it_is_refused()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var other = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);

        foreach (var name in new[] { "admin", other.Name })
            (await Appoint(server, study, name)).Status.ShouldBe(409);

        (await other.Get($"/api/studies/{study}")).Status.ShouldBe(404);
        var page = await server.Administrator.Submit("/administration", "/administration/owners", ("study", study), ("principal", other.Name));
        page.Status.ShouldBe(409);
        page.Alert.ShouldContain("whose business it is");
    }

    [Fact]
    public async Task Given_names_that_are_not_there_when_an_owner_is_appointed_then_it_says_which()
    {
        var server = await service.OnServer();
        using var gone = await server.Person();
        var study = await PeopleInStudiesTests.Study(gone);
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{gone.Name}/lock", "{}");

        (await Appoint(server, study, "nobody-of-this-name")).Status.ShouldBe(422);
        (await Appoint(server, study, gone.Name)).Status.ShouldBe(422);
        (await Appoint(server, study, "service:x")).Status.ShouldBe(400);
        (await Appoint(server, "no-such-study", "admin")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_the_page_when_an_administrator_appoints_an_owner_there_then_it_says_what_was_done()
    {
        var server = await service.OnServer();
        using var gone = await server.Person();
        using var next = await server.Person();
        var study = await PeopleInStudiesTests.Study(gone);
        await server.Administrator.SendJson(HttpMethod.Post, $"/api/accounts/{gone.Name}/lock", "{}");

        var page = await server.Administrator.Submit("/administration", "/administration/owners", ("study", $" {study} "), ("principal", next.Name));

        page.Text.ShouldContain("role=\"status\"");
        (await next.Get($"/api/studies/{study}/membership")).Text.ShouldContain("manage");
    }

    private static Task<TestPage> Appoint(ServerService server, string study, string name) =>
        server.Administrator.SendJson(HttpMethod.Post, $"/api/studies/{study}/owners", $$"""{"principal":"{{name}}"}""");
}
