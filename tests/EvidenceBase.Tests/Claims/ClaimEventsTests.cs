using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Claims;

public sealed class ClaimEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string, object, string> Events => new()
    {
        {
            "claim_asserted",
            new ClaimAsserted("C1", ClaimKind.Causal, "One.", Judgement.Article, new Locator("suzhou", 4), [Id]),
            """{"key":"C1","kind":"causal","text":"One.","judgement":"article","locator":{"section":"suzhou","paragraph":4},"cases":["0199a0b0-0000-7000-8000-000000000001"]}"""
        },
        {
            "claim_reworded",
            new ClaimReworded(ClaimKind.Rival, "Other.", Judgement.Reading, null, []),
            """{"kind":"rival","text":"Other.","judgement":"reading","cases":[]}"""
        },
        {
            "claim_qualified",
            new ClaimQualified(Id, "Only there.", new Locator(Note: 5)),
            """{"qualificationId":"0199a0b0-0000-7000-8000-000000000001","text":"Only there.","locator":{"note":5}}"""
        },
        {
            "evidence_linked",
            new EvidenceLinked(
                Id,
                new CitedThing(Kinds.Figure, Id, 3),
                new Pinpoint("12–14", "a.b", "ratio"),
                Stance.Supports,
                Judgement.Reading,
                new Locator(Note: 5),
                "Strong.",
                new ProcessTest(TestKind.SmokingGun, TestOutcome.Passed, "It would hardly be there otherwise."),
                new Likelihoods("0.9", "0.1"),
                "The same archive."),
            """{"evidenceId":"0199a0b0-0000-7000-8000-000000000001","cited":{"kind":"figure","id":"0199a0b0-0000-7000-8000-000000000001","version":3},"pinpoint":{"pages":"12–14","cell":"a.b","derived":"ratio"},"stance":"supports","judgement":"reading","locator":{"note":5},"weight":"Strong.","test":{"kind":"smokingGun","outcome":"passed","why":"It would hardly be there otherwise."},"likelihoods":{"ifTrue":"0.9","ifFalse":"0.1"},"dependsOn":"The same archive."}"""
        },
        {
            "evidence_reassessed",
            new EvidenceReassessed(Id, null, Stance.Qualifies, Judgement.Article, "Weak.", new ProcessTest(TestKind.StrawInTheWind, TestOutcome.Inconclusive), null),
            """{"evidenceId":"0199a0b0-0000-7000-8000-000000000001","stance":"qualifies","judgement":"article","weight":"Weak.","test":{"kind":"strawInTheWind","outcome":"inconclusive"}}"""
        },
        {
            "evidence_unlinked",
            new EvidenceUnlinked(Id, "Misread."),
            """{"evidenceId":"0199a0b0-0000-7000-8000-000000000001","reason":"Misread."}"""
        },
        { "rival_named", new RivalNamed(Id), """{"rivalId":"0199a0b0-0000-7000-8000-000000000001"}""" },
        { "claim_contested", new ClaimContested("Too broad."), """{"reason":"Too broad."}""" },
        { "claim_retracted", new ClaimRetracted("Wrong."), """{"reason":"Wrong."}""" },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(ClaimStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(ClaimStream.Definition, Events.Select(row => row.Data.Item1));
}
