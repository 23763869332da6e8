using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access.Accounts;

/// <summary>Links by which people become members of studies.</summary>
public sealed class InvitationTests(SharedService service)
{
    [Fact]
    public async Task Given_an_invitation_when_somebody_makes_an_account_with_it_then_they_are_a_member_by_the_owners_event()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var guest = new TestBrowser(server);
        var study = await PeopleInStudiesTests.Study(owner);
        var (_, link) = await Invite(owner, study, "coder");
        (await guest.Get(link)).Text.ShouldContain("A study on a server");

        var joined = await guest.MakeAccount(link, server.NewName());

        joined.Location.ShouldBe($"/studies/{study}", joined.Text);
        (await guest.Get($"/api/studies/{study}/membership")).Text.ShouldContain("\"code\"");
        var added = (await MembersAdded(owner, study)).Last();
        added["actor"]!.GetValue<string>().ShouldBe(owner.Name);
        added["onBehalfOf"]!.GetValue<string>().ShouldBe(guest.Name);
        var listed = Invitations(await owner.Get($"/api/studies/{study}/invitations")).Single();
        listed["acceptedBy"]!.GetValue<string>().ShouldBe(guest.Name);
        listed["note"]!.GetValue<string>().ShouldBe("for the new one");
    }

    [Fact]
    public async Task Given_an_invitation_when_somebody_with_an_account_signs_in_for_it_then_they_join_and_it_works_no_more()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var guest = await server.Person();
        using var late = await server.Person();
        using var browser = new TestBrowser(server);
        var study = await PeopleInStudiesTests.Study(owner);
        var (_, link) = await Invite(owner, study, "editor");

        (await browser.SignIn(guest.Name, back: link)).Location.ShouldBe(link);
        var joined = await browser.Submit(link, "/join/study");

        joined.Location.ShouldBe($"/studies/{study}", joined.Text);
        (await guest.Get($"/api/studies/{study}")).Status.ShouldBe(200);
        foreach (var other in new[] { late, new TestBrowser(server), guest })
            (await other.Get(link)).Status.ShouldBe(410);
        (await late.Get($"/api/studies/{study}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_one_invitation_when_several_accept_it_at_once_then_one_becomes_a_member()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);
        var (_, link) = await Invite(owner, study, "reader");
        var guests = new List<TestBrowser>();
        for (var each = 0; each < 4; each++)
            guests.Add(await server.Person());
        var pages = await Task.WhenAll(guests.Select(guest => guest.Get(link)));

        var answers = await Task.WhenAll(guests.Select((guest, at) => guest.Submit(pages[at], "/join/study")));

        answers.Count(page => page.Status == 302).ShouldBe(1);
        answers.Count(page => page.Status == 410).ShouldBe(3);
        (await MembersAdded(owner, study)).Count.ShouldBe(2);
        guests.ForEach(guest => guest.Dispose());
    }

    [Fact]
    public async Task Given_a_link_that_was_taken_and_broken_off_before_the_event_when_its_holder_opens_it_again_then_they_join_and_nobody_else_can()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var guest = await server.Person();
        using var other = await server.Person();
        using var nobody = new TestBrowser(server);
        var study = await PeopleInStudiesTests.Study(owner);
        var (id, link) = await Invite(owner, study, "reader");
        await server.Sql("update account.link set taken_by = $2 where id = $1", id, guest.Name);

        (await other.Get(link)).Status.ShouldBe(410);
        (await nobody.Get(link)).Location!.ShouldStartWith("/sign-in?back=");
        (await guest.Submit(link, "/join/study")).Status.ShouldBe(302);
        (await guest.Get($"/api/studies/{study}")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("revoked")]
    [InlineData("expired")]
    [InlineData("inviter is no owner any more")]
    [InlineData("inviter is disabled")]
    public async Task Given_an_invitation_that_has_ended_when_it_is_opened_or_accepted_then_nobody_becomes_a_member(string why)
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var second = await server.Person();
        using var guest = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);
        await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/members", $$"""{"principal":"{{second.Name}}","role":"owner"}""");
        var (id, link) = await Invite(owner, study, "editor");
        var opened = await guest.Get(link);
        var ended = why switch
        {
            "revoked" => (await owner.SendJson(HttpMethod.Delete, $"/api/studies/{study}/invitations/{id}", "{}")).Status,
            "inviter is no owner any more" => (await second.SendJson(HttpMethod.Put, $"/api/studies/{study}/members/{owner.Name}", """{"role":"reader"}""")).Status,
            _ => 200,
        };
        ended.ShouldBe(200);
        if (why == "expired")
            await server.Sql("update account.link set expires_at = now() - interval '1 second' where id = $1", id);
        if (why == "inviter is disabled")
            await server.Sql("update account.account set disabled_at = now() where name = $1", owner.Name);

        (await guest.Submit(opened, "/join/study")).Status.ShouldBe(410);
        (await guest.Get($"/api/studies/{study}")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_member_when_they_open_an_invitation_then_their_role_stays_and_the_link_still_works_for_others()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var guest = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);
        var (_, link) = await Invite(owner, study, "reader");

        (await owner.Submit(link, "/join/study")).Status.ShouldBe(409);

        (await owner.Get($"/api/studies/{study}/membership")).Text.ShouldContain("manage");
        (await guest.Submit(link, "/join/study")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task Given_an_invitation_of_another_study_when_an_owner_revokes_it_through_their_own_then_it_is_not_found()
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        using var other = await server.Person();
        var (mine, theirs) = (await PeopleInStudiesTests.Study(owner), await PeopleInStudiesTests.Study(other));
        var (id, link) = await Invite(other, theirs, "reader");

        (await owner.SendJson(HttpMethod.Delete, $"/api/studies/{mine}/invitations/{id}", "{}")).Status.ShouldBe(404);

        (await owner.Submit(link, "/join/study")).Status.ShouldBe(302);
        (await other.SendJson(HttpMethod.Delete, $"/api/studies/{theirs}/invitations/{id}", "{}")).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("{}", 400)]
    [InlineData("""{"role":"king"}""", 400)]
    [InlineData("""{"role":"reader","days":0}""", 400)]
    [InlineData("""{"role":"reader","days":31}""", 400)]
    public async Task Given_rubbish_when_somebody_is_invited_then_it_is_refused(string json, int expected)
    {
        var server = await service.OnServer();
        using var owner = await server.Person();
        var study = await PeopleInStudiesTests.Study(owner);

        (await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/invitations", json)).Status.ShouldBe(expected);

        Invitations(await owner.Get($"/api/studies/{study}/invitations")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_laptop_when_somebody_is_invited_then_it_says_that_this_is_for_servers()
    {
        var study = await TestStudy.Open(service.Running);

        (await study.Post("invitations", """{"role":"reader"}""")).Status.ShouldBe(404);
    }

    /// <returns>The id of the invitation and the path of its link.</returns>
    internal static async Task<(Guid Id, string Link)> Invite(TestBrowser owner, string study, string role)
    {
        var made = await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/invitations", $$"""{"role":"{{role}}","note":"for the new one"}""");
        made.Status.ShouldBe(201, made.Text);
        var json = JsonNode.Parse(made.Text)!;
        return (json["invitation"]!["id"]!.GetValue<Guid>(), new Uri(json["address"]!.GetValue<string>()).PathAndQuery);
    }

    /// <summary>The events, once the views show what was written before.</summary>
    private static async Task<List<JsonNode>> MembersAdded(TestBrowser owner, string study)
    {
        (await owner.SendJson(HttpMethod.Post, $"/api/studies/{study}/claims", """{"key":"C1","kind":"causal","text":"A claim."}""")).Status.ShouldBe(201);
        var history = await owner.Get($"/api/studies/{study}/history?limit=200");
        return [.. JsonNode.Parse(history.Text)!["items"]!.AsArray().Where(one => one!["type"]!.GetValue<string>() == "member_added").Select(one => one!)];
    }

    private static List<JsonNode> Invitations(TestPage list) => [.. JsonNode.Parse(list.Text)!["items"]!.AsArray().Select(one => one!)];
}
