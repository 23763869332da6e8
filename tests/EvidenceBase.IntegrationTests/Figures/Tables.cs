using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Figures;

/// <summary>A small table, and a source to stand under it.</summary>
internal static class Tables
{
    public const string Data =
        """
        {"columns":[{"name":"city","title":"City","type":"text"},{"name":"output","title":"Output","type":"integer","unit":"billion yuan"},
                    {"name":"foreign","title":"Of foreign firms","type":"decimal","unit":"billion yuan"}],
         "rows":[{"key":"suzhou","cells":["Suzhou","645","628.0"]},{"key":"shenzhen","cells":["Shenzhen, “SEZ”","911",null]}]}
        """;

    public const string Share = """{"key":"share","title":"Share","formula":"[suzhou.foreign] / [suzhou.output] * 100","unit":"percent","statedValue":"97"}""";

    public static string Table(string key = "table-1", string label = "Table 1", string? data = Data) =>
        $$"""
        {"key":"{{key}}","label":"{{label}}","kind":"table","caption":"Two cities","draw":{"mark":"bar","x":"city","y":"output"},
         "data":{{data ?? "null"}} }
        """;

    public static Task<TestAnswer> GivenSource(this TestStudy study, string key) => study.Given(
        "sources",
        $$"""{"key":"{{key}}","item":{"type":"book","title":"Statistical Yearbook","issued":{"date-parts":[[2010]]} } }""");
}
