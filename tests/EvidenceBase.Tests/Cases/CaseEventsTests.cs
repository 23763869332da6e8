using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Cases;

public sealed class CaseEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string, object, string> Events => new()
    {
        { "case_defined", new CaseDefined("suzhou", "Suzhou", "A city"), """{"key":"suzhou","name":"Suzhou","description":"A city"}""" },
        { "case_redefined", new CaseRedefined("Suzhou", "A city in Jiangsu"), """{"name":"Suzhou","description":"A city in Jiangsu"}""" },
        {
            "case_attribute_set",
            new CaseAttributeSet("GDP", "670", "billion yuan", "2008", new(new(Kinds.Figure, Id, 2), "suzhou", "gdp"), null),
            """{"name":"GDP","value":"670","unit":"billion yuan","year":"2008","cell":{"figure":{"kind":"figure","id":"0199a0b0-0000-7000-8000-000000000001","version":2},"row":"suzhou","column":"gdp"}}"""
        },
        {
            "case_attribute_set",
            new CaseAttributeSet("Province", "Jiangsu", null, null, null, new Locator("varieties", 13)),
            """{"name":"Province","value":"Jiangsu","locator":{"section":"varieties","paragraph":13}}"""
        },
        { "case_attribute_removed", new CaseAttributeRemoved("GDP", "of the province"), """{"name":"GDP","reason":"of the province"}""" },
        {
            "bearing_recorded",
            new BearingRecorded(new(Kinds.Interview, Id, "JS 036"), "manager of a supplier"),
            """{"about":{"kind":"interview","id":"0199a0b0-0000-7000-8000-000000000001","key":"JS 036"},"note":"manager of a supplier"}"""
        },
        { "bearing_removed", new BearingRemoved(Id, null), """{"aboutId":"0199a0b0-0000-7000-8000-000000000001"}""" },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(CaseStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(CaseStream.Definition, Events.Select(row => row.Data.Item1));
}
