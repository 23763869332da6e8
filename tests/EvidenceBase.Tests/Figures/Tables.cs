using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Tests.Kernel;

namespace EvidenceBase.Tests.Figures;

/// <summary>A small table to try things on: two cities, their output and how much of it comes from foreign firms.</summary>
internal static class Tables
{
    public static readonly FigureRegistered Registered = new(
        "table-1", "Table 1", FigureKind.Table, "Two cities", null, new Draw(Mark.Bar, "city", "output"), "Complete");

    public static readonly FigureDataRecorded Data = new(
        [
            new("city", "City", ColumnType.Text),
            new("output", "Output", ColumnType.Integer, "billion yuan"),
            new("foreign", "Of foreign firms", ColumnType.Decimal, "billion yuan"),
        ],
        [new("suzhou", ["Suzhou", "645", "628.0"]), new("shenzhen", ["Shenzhen", "911", null])],
        [],
        []);

    public static readonly NumberDerived Share = new("share", "Share of foreign firms", "[suzhou.foreign] / [suzhou.output] * 100", "percent", "almost all", "97", null);

    public static Figure WithData(params IReadOnlyList<object> more) => Given.State<Figure>(FigureStream.Definition, [Registered, Data, .. more]);
}
