using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Access;

public sealed class AccessTokenTests(SharedService service)
{
    [Fact]
    public async Task Given_a_token_of_few_rights_when_more_is_tried_then_it_gives_no_more_than_it_was_made_for()
    {
        var study = await TestStudy.Open(service.Running);
        using var script = await Cast.WithToken(study, "service:script", "owner", "read");

        (await Cast.Send(script, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(200);
        var (status, text) = await Cast.Send(script, "POST", $"/api/studies/{study.Slug}/claims", """{"key":"C1","kind":"causal","text":"A claim."}""");

        status.ShouldBe(403);
        text.ShouldContain("lacks the right");
    }

    [Fact]
    public async Task Given_a_token_when_it_is_revoked_then_it_ends_at_once_and_stays_listed()
    {
        var study = await TestStudy.Open(service.Running);
        using var script = await Cast.WithToken(study, "service:script", "reader");
        var address = $"/api/studies/{study.Slug}/claims";
        (await Cast.Send(script, "GET", address)).Status.ShouldBe(200);
        var listed = (await study.Get("tokens")).Json["items"]![0]!;
        listed["lastUsedAt"].ShouldNotBeNull();

        (await study.Delete($"tokens/{listed["id"]}")).Status.ShouldBe(200);

        (await Cast.Send(script, "GET", address)).Status.ShouldBe(401);
        (await study.Get("tokens")).Json["items"]![0]!["revokedAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Given_a_token_when_its_time_is_over_then_it_is_refused()
    {
        var study = await TestStudy.Open(service.Running);
        using var script = await Cast.WithToken(study, "service:script", "reader");
        await using (var command = service.Running.Superuser.CreateCommand("update evidence.access_token set expires_at = now() - interval '1 second' where study = $1"))
        {
            command.Parameters.Add(new() { Value = study.Slug });
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        (await Cast.Send(script, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Given_a_token_when_the_database_is_searched_then_its_secret_is_nowhere_in_it()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("members", """{"principal":"service:script","role":"reader"}""");
        var secret = await Cast.Token(study, "service:script", "read");

        await using var command = service.Running.Superuser.CreateCommand("select count(*) from evidence.access_token t where t::text like '%' || $1 || '%'");
        command.Parameters.Add(new() { Value = secret });

        (await command.ExecuteScalarAsync(TestContext.Current.CancellationToken)).ShouldBe(0L);
        (await study.Get("tokens")).Text.ShouldNotContain(secret);
    }

    [Fact]
    public async Task Given_a_token_when_it_would_make_another_then_it_may_not()
    {
        var study = await TestStudy.Open(service.Running);
        using var script = await Cast.WithToken(study, "service:script", "owner");

        var (status, text) = await Cast.Send(script, "POST", $"/api/studies/{study.Slug}/tokens", """{"name":"more","rights":["read"]}""");

        status.ShouldBe(403);
        JsonNode.Parse(text)!["type"]!.GetValue<string>().ShouldEndWith("in-person-only");
    }

    [Theory]
    [InlineData("""{"name":"t","rights":[]}""", 400)]
    [InlineData("""{"name":"t","rights":["fly"]}""", 400)]
    [InlineData("""{"name":"t","rights":["read"],"days":0}""", 400)]
    [InlineData("""{"name":"t","rights":["read"],"principal":"anna"}""", 400)]
    [InlineData("""{"name":"t","rights":["read"],"principal":"service:nobody"}""", 422)]
    public async Task Given_rubbish_when_a_token_is_made_then_it_is_refused(string json, int expected)
    {
        var study = await TestStudy.Open(service.Running);

        (await study.Post("tokens", json)).Status.ShouldBe(expected);

        (await study.Get("tokens")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("evb_unknown")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Given_a_token_that_is_none_when_it_is_sent_then_one_has_to_sign_in(string token)
    {
        using var client = Cast.Client(service.Running);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");

        (await Cast.Send(client, "GET", "/api/studies")).Status.ShouldBe(401);
    }
}
