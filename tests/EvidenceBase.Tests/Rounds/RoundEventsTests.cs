using EvidenceBase.Record.Rounds;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Rounds;

public sealed class RoundEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string, object, string> Events => new()
    {
        {
            "round_opened",
            new RoundOpened("r1", "First round", [new("anna", "anna-1"), new("ben", "ben-1")], [Id], [], "Code the whole text."),
            """{"key":"r1","title":"First round","coders":[{"principal":"anna","layer":"anna-1"},{"principal":"ben","layer":"ben-1"}],"documentIds":["0199a0b0-0000-7000-8000-000000000001"],"codeIds":[],"instructions":"Code the whole text."}"""
        },
        { "round_closed", new RoundClosed("all have coded"), """{"reason":"all have coded"}""" },
        {
            "conflict_adjudicated",
            new ConflictAdjudicated(Id, 1, 3, 9, Id, false, null, "It is reported speech."),
            """{"documentId":"0199a0b0-0000-7000-8000-000000000001","revision":1,"start":3,"end":9,"codeId":"0199a0b0-0000-7000-8000-000000000001","applies":false,"reason":"It is reported speech."}"""
        },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(RoundStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(RoundStream.Definition, Events.Select(row => row.Data.Item1));
}
