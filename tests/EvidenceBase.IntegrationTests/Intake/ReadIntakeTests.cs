using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Access;
using EvidenceBase.IntegrationTests.Platform;
using static EvidenceBase.IntegrationTests.Intake.QueuedStudy;

namespace EvidenceBase.IntegrationTests.Intake;

public sealed class ReadIntakeTests(SharedService service)
{
    [Fact]
    public async Task Given_receipts_when_they_are_listed_by_pages_then_the_latest_comes_first_and_each_comes_once()
    {
        var queued = await Open(service);
        var accepted = new List<TestAnswer>();
        for (var number = 0; number < 5; number++)
            accepted.Add(await queued.Enqueue(Segment(), Segment(code: "nothing")));
        foreach (var one in accepted)
            await queued.Settled(one);

        var seen = new List<string>();
        var path = "intake?limit=2";
        for (var pages = 0; pages < 3; pages++)
        {
            var page = (await queued.Study.Get(path)).Json;
            seen.AddRange(page["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>()));
            page["items"]!.AsArray().ShouldAllBe(item =>
                item!["received"]!.GetValue<int>() == 2 && item["applied"]!.GetValue<int>() == 1 && item["refused"]!.GetValue<int>() == 1 && item["waiting"]!.GetValue<int>() == 0);
            path = $"intake?limit=2&cursor={page["next"]}";
        }

        seen.ShouldBe(accepted.Select(one => one.Json["id"]!.GetValue<string>()).Reverse());
    }

    [Fact]
    public async Task Given_another_study_when_a_receipt_is_asked_for_in_it_then_it_is_not_there()
    {
        var (queued, other) = (await Open(service), await Open(service));
        var accepted = await queued.Enqueue(Segment());
        await queued.Settled(accepted);

        (await other.Study.Get($"intake/{accepted.Json["id"]}")).Status.ShouldBe(404);
        (await other.Study.Get("intake")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await queued.Study.Get("intake/nonsense")).Status.ShouldBe(404);
        (await queued.Study.Get("/api/studies/nowhere/intake")).Status.ShouldBe(404);
        (await queued.Study.Get("intake?cursor=nonsense")).Problem.ShouldBe("malformed-cursor");
        (await queued.Study.Get("intake?limit=0")).Problem.ShouldBe("malformed-limit");
    }

    [Fact]
    public async Task Given_receipts_of_several_members_when_they_are_read_then_each_sees_their_own_and_who_manages_the_study_sees_all()
    {
        var queued = await Open(service);
        var (anna, ben) = (await Cast.WithToken(queued.Study, "service:anna", "coder"), await Cast.WithToken(queued.Study, "service:ben", "coder"));
        var intake = $"/api/studies/{queued.Study.Slug}/intake";

        var (status, accepted) = await Cast.Send(anna, "POST", $"/api/studies/{queued.Study.Slug}/codings:enqueue", $"[{Segment()}]");
        var own = await queued.Enqueue(Segment(4, 7));
        await queued.Settled(own);

        status.ShouldBe(202, accepted);
        var receipt = JsonNode.Parse(accepted)!["id"]!.GetValue<string>();
        Ids((await Cast.Send(anna, "GET", intake)).Text).ShouldBe([receipt]);
        Ids((await Cast.Send(ben, "GET", intake)).Text).ShouldBeEmpty();
        Ids((await queued.Study.Get("intake")).Text).ShouldBe([own.Json["id"]!.GetValue<string>(), receipt]);
        (await Cast.Send(anna, "GET", $"{intake}/{receipt}")).Status.ShouldBe(200);
        (await Cast.Send(ben, "GET", $"{intake}/{receipt}")).Status.ShouldBe(404);
        var line = JsonNode.Parse((await Cast.Send(anna, "GET", $"{intake}/{receipt}")).Text)!["lines"]![0]!["id"]!;
        (await Cast.Send(ben, "POST", $"{intake}/dead-letters/{line}/replay", "{}")).Status.ShouldBe(404);
        (await Cast.Send(anna, "POST", $"{intake}/dead-letters/{line}/replay", "{}")).Status.ShouldBe(202);
    }

    private static IEnumerable<string> Ids(string listing) => JsonNode.Parse(listing)!["items"]!.AsArray().Select(item => item!["id"]!.GetValue<string>());
}
