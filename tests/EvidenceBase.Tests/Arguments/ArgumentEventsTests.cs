using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Arguments;

public sealed class ArgumentEventsTests
{
    private static readonly Guid Step = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");
    private static readonly Guid Other = Guid.Parse("0199a0b0-0000-7000-8000-000000000002");

    public static TheoryData<string, object, string> Events => new()
    {
        { "argument_outlined", new ArgumentOutlined("a", "An argument", "Why?"), """{"key":"a","title":"An argument","question":"Why?"}""" },
        {
            "step_added",
            new StepAdded(Step, "S1", "First", "It follows.", new Locator("s", 2), "design", Other, Other, Other),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","key":"S1","title":"First","inference":"It follows.","locator":{"section":"s","paragraph":2},"stage":"design","caseId":"0199a0b0-0000-7000-8000-000000000002","parentId":"0199a0b0-0000-7000-8000-000000000002","beforeId":"0199a0b0-0000-7000-8000-000000000002"}"""
        },
        {
            "step_reworded",
            new StepReworded(Step, "First", "It does not.", null, null, null),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","title":"First","inference":"It does not."}"""
        },
        {
            "step_moved",
            new StepMoved(Step, Other, null),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","parentId":"0199a0b0-0000-7000-8000-000000000002"}"""
        },
        { "step_removed", new StepRemoved(Step, "Idle."), """{"stepId":"0199a0b0-0000-7000-8000-000000000001","reason":"Idle."}""" },
        {
            "claim_placed",
            new ClaimPlaced(Step, new CitedThing(Kinds.Claim, Other, 2)),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","claim":{"kind":"claim","id":"0199a0b0-0000-7000-8000-000000000002","version":2}}"""
        },
        {
            "claim_displaced",
            new ClaimDisplaced(Step, Other),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","claimId":"0199a0b0-0000-7000-8000-000000000002"}"""
        },
        {
            "steps_related",
            new StepsRelated(Step, Other, StepRelation.EliminatesRivalOf, "Because."),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","restsOnId":"0199a0b0-0000-7000-8000-000000000002","relation":"eliminatesRivalOf","warrant":"Because."}"""
        },
        {
            "steps_unrelated",
            new StepsUnrelated(Step, Other),
            """{"stepId":"0199a0b0-0000-7000-8000-000000000001","restsOnId":"0199a0b0-0000-7000-8000-000000000002"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(ArgumentStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(ArgumentStream.Definition, Events.Select(row => row.Data.Item1));
}
