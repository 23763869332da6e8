using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Figures;

public sealed class FigureDataTests(SharedService service)
{
    [Fact]
    public async Task Given_a_table_when_its_data_are_read_then_they_are_a_csv_file_that_caches_can_hold()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());

        var csv = await study.Get("figures/table-1/data.csv");
        var same = await study.Get("figures/table-1/data.csv", ("If-None-Match", csv.ETag!));
        var titles = await study.Get("figures/table-1/data.csv?header=titles");

        csv.Status.ShouldBe(200, csv.Text);
        csv.Headers["Content-Type"].ShouldStartWith("text/csv");
        csv.Headers["Content-Type"].ShouldContain("charset=utf-8");
        csv.Headers["Content-Disposition"].ShouldContain("table-1.csv");
        csv.Text.ShouldBe("row,city,output,foreign\r\nsuzhou,Suzhou,645,628.0\r\nshenzhen,\"Shenzhen, “SEZ”\",911,\r\n");
        same.Status.ShouldBe(304);
        titles.Text.ShouldStartWith("row,City,Output (billion yuan),Of foreign firms (billion yuan)\r\n");
    }

    [Fact]
    public async Task Given_new_data_when_the_file_is_read_as_of_before_then_it_holds_the_old()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        var moment = (await study.Get("figures/table-1")).Headers["Evidence-Position"];
        await study.Put("figures/table-1/data", Tables.Data.Replace("645", "646", StringComparison.Ordinal), ("If-Match", "\"2\""));

        var now = await study.Get("figures/table-1/data.csv");
        var then = await study.Get($"figures/table-1/data.csv?asOf=position:{moment}");

        now.Text.ShouldContain("Suzhou,646,");
        then.Text.ShouldContain("Suzhou,645,");
    }

    [Fact]
    public async Task Given_no_table_when_its_data_are_read_then_that_is_said()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", """{"key":"f1","label":"Figure 1","kind":"diagram","caption":"Chain","draw":{"mark":"flow"},"data":{"nodes":[{"key":"a","label":"A"}]}}""");

        (await study.Get("figures/f1/data.csv")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(404), answer => answer.Problem.ShouldBe("no-table"));
        (await study.Get("figures/f2/data.csv")).ShouldSatisfyAllConditions(answer => answer.Status.ShouldBe(404), answer => answer.Problem.ShouldBe("not-found"));
        (await study.Get("figures/f1/data.csv?header=both")).Status.ShouldBe(400);
        (await study.Get("figures/f1/data.csv?asOf=yesterday")).Status.ShouldBe(400);
    }
}
