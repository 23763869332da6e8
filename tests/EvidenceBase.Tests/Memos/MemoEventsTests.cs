using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Memos;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Memos;

public sealed class MemoEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string, object, string> Events => new()
    {
        {
            "memo_written",
            new MemoWritten(
                "M-note-4", "On note 4", "The note widens the term.", AuditCategory.DataReductionAndAnalysis, [new(Kinds.Claim, Id, "C12")], new Locator(Note: 4)),
            """{"key":"M-note-4","title":"On note 4","text":"The note widens the term.","category":"dataReductionAndAnalysis","about":[{"kind":"claim","id":"0199a0b0-0000-7000-8000-000000000001","key":"C12"}],"locator":{"note":4}}"""
        },
        {
            "memo_revised",
            new MemoRevised("On note 4", "It does not.", AuditCategory.IntentionsAndDispositions, null),
            """{"title":"On note 4","text":"It does not.","category":"intentionsAndDispositions"}"""
        },
        {
            "memo_attached",
            new MemoAttached(new(Kinds.Coding, Id)),
            """{"about":{"kind":"coding","id":"0199a0b0-0000-7000-8000-000000000001"}}"""
        },
        { "memo_detached", new MemoDetached(Id), """{"aboutId":"0199a0b0-0000-7000-8000-000000000001"}""" },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(MemoStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(MemoStream.Definition, Events.Select(row => row.Data.Item1));

    [Theory]
    [InlineData(AuditCategory.RawData, "\"rawData\"")]
    [InlineData(AuditCategory.DataReconstructionAndSynthesis, "\"dataReconstructionAndSynthesis\"")]
    [InlineData(AuditCategory.Process, "\"process\"")]
    [InlineData(AuditCategory.InstrumentDevelopment, "\"instrumentDevelopment\"")]
    public void Categories_keep_their_words(AuditCategory category, string json) =>
        Assert.Equal(json, System.Text.Json.JsonSerializer.Serialize(category, RecordJson.Options));
}
