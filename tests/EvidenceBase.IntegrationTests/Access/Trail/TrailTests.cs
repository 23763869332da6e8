using System.Text.Json.Nodes;
using EvidenceBase.Access.Laptop;
using EvidenceBase.IntegrationTests.Audit.Log;
using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace EvidenceBase.IntegrationTests.Access.Trail;

/// <summary>Who signed in, used which token, was refused, read confidential words and took files out.</summary>
public sealed class TrailTests(SharedService service)
{
    [Fact]
    public async Task Given_confidential_words_when_they_are_read_in_any_way_then_each_view_is_on_the_trail_with_who_when_and_from_where()
    {
        var study = await WithWords();
        using var coder = await Cast.WithToken(study, "service:coder", "coder");

        (await Cast.Send(coder, "GET", $"/api/studies/{study.Slug}/documents/D1/text")).Status.ShouldBe(200);
        (await study.Get("codings/st-1/text")).Status.ShouldBe(200);
        var page = await study.Get($"/studies/{study.Slug}/claims/C1");

        page.Text.ShouldContain("half of them had none", customMessage: "the test needs a page that shows the words");
        var views = await Entries(study, "action=textViewed");
        views.Select(entry => entry["thing"]!["kind"]!.GetValue<string>()).ShouldBe(["coding", "coding", "document"]);
        views[2]["thing"]!["key"]!.GetValue<string>().ShouldBe("D1");
        (views[2]["actor"]!.GetValue<string>(), views[2]["token"]!.GetValue<string>()).ShouldBe(("service:coder", "token of service:coder"));
        views[1]["actor"]!.GetValue<string>().ShouldStartWith("local:");
        views[1]["token"].ShouldBeNull();
        views.ShouldAllBe(entry => entry["address"]!.GetValue<string>().Contains("127.0.0.1", StringComparison.Ordinal) && entry["study"]!.GetValue<string>() == study.Slug);
        views.ShouldAllBe(entry => (DateTimeOffset.UtcNow - entry["at"]!.GetValue<DateTimeOffset>()).Duration() < TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Given_what_is_not_confidential_or_not_shown_when_it_is_asked_for_then_it_is_no_view_on_the_trail()
    {
        var study = await WithWords();
        await study.Given("documents", """{"key":"open","title":"Field notes","text":"The gate is green.","confidential":false}""");
        using var reader = await Cast.WithToken(study, "service:reader", "reader");

        (await study.Get("documents/open/text")).Status.ShouldBe(200);
        (await study.Get("documents/D1/text?start=9999")).Status.ShouldBe(400);
        (await study.Get("documents/nothing/text")).Status.ShouldBe(404);
        (await Cast.Send(reader, "GET", $"/api/studies/{study.Slug}/documents/D1/text")).Status.ShouldBe(403);
        (await Cast.Send(reader, "GET", $"/studies/{study.Slug}/claims/C1")).Text.ShouldNotContain("half of them");

        (await Entries(study, "action=textViewed")).ShouldBeEmpty();
    }

    /// <summary>What cannot be recorded is not shown.</summary>
    [Fact]
    public async Task Given_a_trail_that_cannot_be_written_when_confidential_words_are_asked_for_then_they_are_not_sent()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await WithWords(own);
        (await study.Get("documents/D1/text")).Text.ShouldContain("half of them");
        await using (var command = own.Superuser.CreateCommand(
            "create function public.disk_full() returns trigger language plpgsql as 'begin raise exception ''the disk is full''; end'; create trigger disk_full before insert on evidence.access_trail execute function public.disk_full()"))
            await command.ExecuteNonQueryAsync();

        foreach (var path in new[] { "documents/D1/text", "codings/st-1/text", $"/studies/{study.Slug}/claims/C1" })
        {
            var answer = await study.Get(path);
            answer.Status.ShouldBe(500, path);
            answer.Text.ShouldNotContain("half of them", customMessage: path);
        }
    }

    [Fact]
    public async Task Given_data_when_they_are_taken_out_then_each_export_is_on_the_trail()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given(
            "figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"C","data":{"columns":[{"name":"city","title":"City","type":"text"}],"rows":[{"key":"a","cells":["A"]}]}}""");
        await study.Given("codes", """{"key":"gap","name":"Gap","definition":"A gap."}""");
        await study.Proven();

        (await study.Get("figures/t1/data.csv")).Status.ShouldBe(200);
        (await study.Get("codebook?format=qdc")).Status.ShouldBe(200);
        (await study.Get("matrices/code-by-interview", ("Accept", "text/csv"))).Status.ShouldBe(200);
        (await study.Get("history?limit=2")).Status.ShouldBe(200);
        (await study.Get("figures/t1/history")).Status.ShouldBe(200);
        (await study.Get("audit/payloads/000.p/2")).Status.ShouldBe(200);
        (await study.Get("audit/payloads/999")).Status.ShouldBe(404);
        (await study.Get("codebook")).Status.ShouldBe(200);
        (await study.Get("matrices/code-by-interview")).Status.ShouldBe(200);

        (await Entries(study, "action=exported")).Select(entry => $"{entry["thing"]!["kind"]} {entry["thing"]!["key"]}".Trim())
            .ShouldBe(["payloads 000.p/2", "history", "history", "matrix code-by-interview", "codebook codebook", "figure t1"]);
    }

    [Fact]
    public async Task Given_an_access_token_when_it_is_made_used_refused_and_ended_then_its_use_is_told_once_and_the_rest_each_time()
    {
        var study = await TestStudy.Open(service.Running);
        using var reader = await Cast.WithToken(study, "service:reader", "reader", "read");
        for (var count = 0; count < 3; count++)
            (await Cast.Send(reader, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(200);
        for (var count = 0; count < 2; count++)
            (await Cast.Send(reader, "DELETE", $"/api/studies/{study.Slug}/members/typed-into-the-address", "{}")).Status.ShouldBe(403);
        var token = (await study.Get("tokens")).Json["items"]![0]!["id"]!.GetValue<Guid>();
        (await study.Delete($"tokens/{token}")).Status.ShouldBe(200);
        (await Cast.Send(reader, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(401);

        var entries = await Entries(study, string.Empty);

        entries.Select(entry => entry["action"]!.GetValue<string>()).ShouldBe(["tokenRevoked", "accessRefused", "accessRefused", "tokenUsed", "tokenCreated"]);
        entries[1]["detail"]!.GetValue<string>().ShouldBe("not-allowed: DELETE /api/studies/{study}/members/{principal}");
        (entries[1]["actor"]!.GetValue<string>(), entries[1]["token"]!.GetValue<string>()).ShouldBe(("service:reader", "token of service:reader"));
        foreach (var entry in new[] { entries[0], entries[3], entries[4] })
            (entry["thing"]!["id"]!.GetValue<Guid>(), entry["thing"]!["key"]!.GetValue<string>()).ShouldBe((token, "token of service:reader"));
        entries[3]["actor"]!.GetValue<string>().ShouldBe("service:reader");
        entries[4]["detail"]!.GetValue<string>().ShouldBe("for service:reader: Read");
        (await Entries(study, $"thing={token}&action=tokenRevoked")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_sign_ins_and_guesses_on_a_laptop_when_they_are_made_then_the_owner_finds_each()
    {
        await using var own = await RunningService.Start(await service.Server.NewDatabase());
        var study = await TestStudy.Open(own);
        using var browser = Cast.Client(own);
        using var guess = Cast.Client(own, "evb_guess");

        await browser.GetAsync("/enter?token=evb_wrong");
        await browser.GetAsync(own.Services.GetRequiredService<LocalAccess>().NewEntrance());
        (await Cast.Send(guess, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(401);
        (await Cast.Send(browser, "GET", $"/api/studies/{study.Slug}/claims")).Status.ShouldBe(401);

        var all = (await study.Get("/api/trail")).Json["items"]!.AsArray();
        all.Select(entry => entry!["action"]!.GetValue<string>()).ShouldBe(["tokenRefused", "signedIn", "signInFailed", "tokenUsed"]);
        all[0]!["detail"]!.GetValue<string>().ShouldBe("GET /api/studies/{study}/claims");
        all[1]!["actor"]!.GetValue<string>().ShouldStartWith("local:");
        all.ShouldAllBe(entry => entry!["study"] == null);
        all.ToJsonString().ShouldNotContain("evb_", customMessage: "no token, whole or in part");
        (await Entries(study, string.Empty)).ShouldBeEmpty("what belongs to no study is not its owner's to see");
    }

    [Fact]
    public async Task Given_several_studies_when_their_trails_are_read_then_each_shows_its_own_page_by_page_and_filtered()
    {
        var (study, other) = (await WithWords(), await WithWords());
        for (var count = 0; count < 5; count++)
            await study.Get("codings/st-1/text");
        await other.Get("codings/st-1/text");
        using var auditor = await Cast.WithToken(study, "service:auditor", "auditor");

        var seen = new List<JsonNode>();
        for (var query = "action=textViewed&limit=2"; query is not null;)
        {
            var (status, text) = await Cast.Send(auditor, "GET", $"/api/studies/{study.Slug}/trail?{query}");
            status.ShouldBe(200, text);
            var page = JsonNode.Parse(text)!;
            page["items"]!.AsArray().Count.ShouldBeLessThanOrEqualTo(2);
            seen.AddRange(page["items"]!.AsArray().Select(entry => entry!));
            query = page["next"]?.GetValue<string>() is { } next ? $"action=textViewed&limit=2&cursor={next}" : null;
        }

        seen.Count.ShouldBe(5);
        seen.Select(entry => entry["number"]!.GetValue<long>()).ShouldBe(seen.Select(entry => entry["number"]!.GetValue<long>()).OrderDescending());
        seen.ShouldAllBe(entry => entry["study"]!.GetValue<string>() == study.Slug);
        var middle = Uri.EscapeDataString(seen[2]["at"]!.GetValue<string>());
        (await Entries(study, $"action=textViewed&from={middle}")).Count.ShouldBe(3);
        (await Entries(study, $"action=textViewed&to={middle}")).Count.ShouldBe(2);
        (await Entries(study, $"thing={seen[0]["thing"]!["id"]}")).Count.ShouldBe(5);
        (await Entries(study, $"thing={Guid.NewGuid()}")).ShouldBeEmpty();
        (await Entries(study, "actor=nobody")).ShouldBeEmpty();
        (await Entries(other, "action=textViewed")).Count.ShouldBe(1);
        (await study.Get("/api/trail?action=textViewed")).Json["items"]!.AsArray().ShouldBeEmpty("what belongs to a study is read there");
    }

    [Theory]
    [InlineData("action=stolen", "malformed-action")]
    [InlineData("action=1", "malformed-action")]
    [InlineData("action=TextViewed,Exported", "malformed-action")]
    [InlineData("thing=st-1", "malformed-thing")]
    [InlineData("from=yesterday", "malformed-time")]
    [InlineData("limit=0", "malformed-limit")]
    [InlineData("cursor=nothing", "malformed-cursor")]
    public async Task Given_rubbish_when_the_trail_is_asked_then_a_problem_says_what_is_wrong(string query, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Get($"trail?{query}");

        (answer.Status, answer.Problem).ShouldBe((400, problem), answer.Text);
    }

    private Task<TestStudy> WithWords() => WithWords(service.Running);

    /// <summary>A confidential document and a coded statement, on which a claim rests.</summary>
    private static async Task<TestStudy> WithWords(RunningService service)
    {
        var study = await TestStudy.Open(service);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("documents", DocumentTests.Deposit("D1", "He said half of them had none.", interview: "JS 036"));
        await study.Given("codes", """{"key":"gap","name":"Gap","definition":"A gap."}""");
        await study.Given("codings", """{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"In fact half of them had none."}""");
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"There is a gap."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");
        return study;
    }

    private static async Task<List<JsonNode>> Entries(TestStudy study, string query)
    {
        var answer = await study.Get($"trail?{query}");
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json["items"]!.AsArray().Select(entry => entry!)];
    }
}
