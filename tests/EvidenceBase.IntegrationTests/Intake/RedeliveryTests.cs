using System.Text.Json.Nodes;
using EvidenceBase.Codings;
using EvidenceBase.Intake;
using EvidenceBase.IntegrationTests.Platform;
using Microsoft.Extensions.DependencyInjection;
using Wolverine;
using static EvidenceBase.IntegrationTests.Intake.QueuedStudy;

namespace EvidenceBase.IntegrationTests.Intake;

/// <summary>A message may come twice: a service that is killed has applied it and cannot say so any more.</summary>
public sealed class RedeliveryTests(SharedService service)
{
    [Fact]
    public async Task Given_a_line_that_was_applied_when_its_message_comes_again_and_again_then_it_is_not_applied_twice()
    {
        var queued = await Open(service);
        var receipt = await queued.Settled(await queued.Enqueue(Segment()));
        var message = Message(queued, receipt, "gap");

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Deliver(queued, message)));

        (await queued.Codings()).ShouldBe(1);
        (await queued.Ask("select count(*) from evidence.mt_events where tenant_id = $1 and type = 'segment_coded'")).ShouldBe(1);
    }

    [Fact]
    public async Task Given_a_line_that_was_refused_when_its_message_comes_again_after_the_cause_is_gone_then_it_stays_refused()
    {
        var queued = await Open(service);
        var accepted = await queued.Enqueue(Segment(code: "later"));
        var receipt = await queued.Settled(accepted);
        await queued.Study.Given("codes", """{"key":"later","name":"Later"}""");

        await Deliver(queued, Message(queued, receipt, "later"));

        States(await queued.Settled(accepted)).ShouldBe(["1 refused unknown-reference"]);
        (await queued.Codings()).ShouldBe(0);
    }

    private static CodedEvidence Message(QueuedStudy queued, JsonNode receipt, string code) => new(
        receipt["lines"]![0]!["id"]!.GetValue<Guid>(),
        queued.Study.Slug,
        receipt["actor"]!.GetValue<string>(),
        receipt["id"]!.GetValue<Guid>(),
        1,
        new ApplyCode("import", Document: "D1", Code: code, Revision: 1, Start: 0, End: 3));

    private static async Task Deliver(QueuedStudy queued, CodedEvidence message)
    {
        await using var scope = queued.Study.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMessageBus>().InvokeAsync(message);
    }
}
