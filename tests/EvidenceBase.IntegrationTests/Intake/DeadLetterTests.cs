using EvidenceBase.IntegrationTests.Documents;
using EvidenceBase.IntegrationTests.Platform;
using static EvidenceBase.IntegrationTests.Intake.QueuedStudy;

namespace EvidenceBase.IntegrationTests.Intake;

public sealed class DeadLetterTests(SharedService service)
{
    [Fact]
    public async Task Given_a_database_that_fails_for_a_moment_when_a_line_is_applied_then_it_is_tried_again_until_it_comes_through()
    {
        var queued = await Open(service);
        await using var fault = await QueueFault.In(queued.Study, sqlState: "55P03", times: 3);

        var receipt = await queued.Settled(await queued.Enqueue(Segment()));

        States(receipt).ShouldBe(["1 applied"]);
        (await fault.Tries()).ShouldBe(4);
        (await queued.Codings()).ShouldBe(1);
    }

    [Fact]
    public async Task Given_a_line_that_fails_for_no_fault_of_its_own_when_the_cause_is_mended_and_it_is_replayed_then_it_is_applied_once()
    {
        var queued = await Open(service);
        var other = await Open(service);
        TestAnswer accepted;
        Guid letter;
        await using (var fault = await QueueFault.In(queued.Study))
        {
            accepted = await queued.Enqueue(Segment(), Statement("st-1"));
            var failed = await queued.Settled(accepted);

            States(failed).ShouldBe(["1 dead", "2 dead"]);
            failed["dead"]!.GetValue<int>().ShouldBe(2);
            (await fault.Tries()).ShouldBe(2, "what will not pass by itself is not tried again");
            var letters = (await queued.Study.Get("intake/dead-letters")).Json["items"]!.AsArray();
            letters.Select(one => one!["line"]!.GetValue<int>()).ShouldBe([1, 2], ignoreOrder: true);
            letters.ShouldAllBe(one => one!["receipt"]!.GetValue<Guid>() == accepted.Json["id"]!.GetValue<Guid>());
            letters[0]!["failure"]!.GetValue<string>().ShouldNotBeEmpty();
            letters[0]!["detail"]!.GetValue<string>().ShouldContain("power failure");
            letter = failed["lines"]![0]!["id"]!.GetValue<Guid>();
        }

        (await other.Study.Get("intake/dead-letters")).Json["items"]!.AsArray().ShouldBeEmpty();
        (await other.Study.Post($"intake/dead-letters/{letter}/replay", "{}")).Status.ShouldBe(404);
        (await queued.Study.Post($"intake/dead-letters/{Guid.NewGuid()}/replay", "{}")).Status.ShouldBe(404);
        (await queued.Study.Post("intake/dead-letters/nonsense/replay", "{}")).Status.ShouldBe(404);
        var replayed = await queued.Study.Post($"intake/dead-letters/{letter}/replay", "{}");
        var repeated = await queued.Study.Post($"intake/dead-letters/{letter}/replay", "{}");
        var receipt = await queued.Settled(accepted);
        var late = await queued.Study.Post($"intake/dead-letters/{letter}/replay", "{}");

        replayed.Status.ShouldBe(202, replayed.Text);
        replayed.Json["state"]!.GetValue<string>().ShouldBe("waiting");
        repeated.Status.ShouldBe(202, repeated.Text);
        late.Json["state"]!.GetValue<string>().ShouldBe("applied");
        States(receipt).ShouldBe(["1 applied", "2 dead"]);
        (await queued.Study.Get("intake/dead-letters")).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await queued.Codings()).ShouldBe(1);
    }

    [Fact]
    public async Task Given_words_in_the_queue_when_every_column_of_the_database_is_searched_then_they_are_nowhere_whether_waiting_dead_refused_or_applied()
    {
        const string canary = "zaunkönig昆山";
        var queued = await Open(service);
        var line = Statement("st-1", canary);
        TestAnswer accepted;
        await using (var fault = await QueueFault.In(queued.Study, sqlState: "55P03"))
        {
            accepted = await queued.Enqueue(line, Statement("st-2", canary, code: "nothing"));
            await Nowhere("while it waits");
            (await queued.Receipt(accepted)).Json["waiting"]!.GetValue<int>().ShouldBeGreaterThan(0, "the search must have found it waiting");
        }

        States(await queued.Settled(accepted)).ShouldBe(["1 applied", "2 refused unknown-reference"]);
        await Nowhere("once it is applied and refused");
        await using (await QueueFault.In(queued.Study))
        {
            States(await queued.Settled(await queued.Enqueue(Statement("st-3", canary)))).ShouldBe(["1 dead"]);
            await Nowhere("among the dead letters");
        }

        (await queued.Study.Get("codings/st-1/text")).Text.ShouldContain(canary);
        (await NoWordInTheDatabaseTests.Places(queued.Study.Service, "coded-evidence"))
            .ShouldContain("evidence.wolverine_dead_letters.message_type", "the search itself finds what is there");

        async Task Nowhere(string when)
        {
            (await NoWordInTheDatabaseTests.Places(queued.Study.Service, canary)).ShouldBeEmpty(when);
            (await NoWordInTheDatabaseTests.Places(queued.Study.Service, "zaunk")).ShouldBeEmpty(when);
        }
    }
}
