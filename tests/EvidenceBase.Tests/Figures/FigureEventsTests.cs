using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FigureEventsTests
{
    private static readonly Guid Id = Guid.Parse("0199a0b0-0000-7000-8000-000000000001");

    public static TheoryData<string, object, string> Events => new()
    {
        {
            "figure_registered",
            new FigureRegistered(
                "table-2", "Table 2", FigureKind.Table, "Upgrading", new Locator("varieties", 15, Figure: "Table 2"), new Draw(Mark.Bar, "city", "gdp", "year"), "Complete"),
            """{"key":"table-2","label":"Table 2","kind":"table","caption":"Upgrading","locator":{"section":"varieties","paragraph":15,"figure":"Table 2"},"draw":{"mark":"bar","x":"city","y":"gdp","series":"year"},"completeness":"Complete"}"""
        },
        {
            "figure_registered",
            new FigureRegistered("figure-4", "Figure 4", FigureKind.Diagram, "Chain", null, new Draw(Mark.Flow), null),
            """{"key":"figure-4","label":"Figure 4","kind":"diagram","caption":"Chain","draw":{"mark":"flow"}}"""
        },
        {
            "figure_data_recorded",
            new FigureDataRecorded(
                [new("city", "City", ColumnType.Text), new("gdp", "GDP", ColumnType.Integer, "billion yuan"), new("share", "Share", ColumnType.Decimal)],
                [new("suzhou", ["Suzhou", "670", null])],
                [new("design", "Design", "top"), new("assembly", "Assembly")],
                [new("design", "assembly", "next"), new("assembly", "design")]),
            """{"columns":[{"name":"city","title":"City","type":"text"},{"name":"gdp","title":"GDP","type":"integer","unit":"billion yuan"},{"name":"share","title":"Share","type":"decimal"}],"rows":[{"key":"suzhou","cells":["Suzhou","670",null]}],"nodes":[{"key":"design","label":"Design","group":"top"},{"key":"assembly","label":"Assembly"}],"edges":[{"from":"design","to":"assembly","label":"next"},{"from":"assembly","to":"design"}]}"""
        },
        {
            "figure_sourced",
            new FigureSourced(new(Kinds.Source, Id, 3), "printed under the table"),
            """{"source":{"kind":"source","id":"0199a0b0-0000-7000-8000-000000000001","version":3},"note":"printed under the table"}"""
        },
        { "figure_unsourced", new FigureUnsourced(Id, "mistaken"), """{"sourceId":"0199a0b0-0000-7000-8000-000000000001","reason":"mistaken"}""" },
        {
            "figure_corrected",
            new FigureCorrected("Table 2", FigureKind.Chart, "Upgrading", new Locator(Note: 4), new Draw(Mark.Line, "year", "gdp"), null),
            """{"label":"Table 2","kind":"chart","caption":"Upgrading","locator":{"note":4},"draw":{"mark":"line","x":"year","y":"gdp"}}"""
        },
        {
            "number_derived",
            new NumberDerived("ratio", "Ratio", "[a.x] / [b.x]", "times", "ten times", "10", new Locator("reversal", 31)),
            """{"key":"ratio","title":"Ratio","formula":"[a.x] / [b.x]","unit":"times","stated":"ten times","statedValue":"10","locator":{"section":"reversal","paragraph":31}}"""
        },
        { "number_dropped", new NumberDropped("ratio", null), """{"key":"ratio"}""" },
        { "figure_withdrawn", new FigureWithdrawn("wrong table"), """{"reason":"wrong table"}""" },
    };

    [Theory]
    [MemberData(nameof(Events), DisableDiscoveryEnumeration = true)]
    public void Stored_events_stay_readable(string storedName, object @event, string json) =>
        Frozen.Holds(FigureStream.Definition, storedName, @event, json);

    [Fact]
    public void Every_event_is_frozen_here() => Frozen.All(FigureStream.Definition, Events.Select(row => row.Data.Item1));
}
