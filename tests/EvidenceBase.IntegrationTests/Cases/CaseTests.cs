using EvidenceBase.IntegrationTests.Figures;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Cases;

public sealed class CaseTests(SharedService service)
{
    private const string Suzhou = """{"key":"suzhou","name":"Suzhou","description":"A city in Jiangsu."}""";
    private const string FromCell = """{"value":"645","unit":"billion yuan","year":"2008","cell":{"figure":"table-1","row":"suzhou","column":"output"}}""";

    [Fact]
    public async Task Given_an_attribute_from_a_cell_when_the_cell_changes_then_the_case_names_the_difference()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("cases", Suzhou);
        var set = await study.Put("cases/suzhou/attributes/Electronics%20output", FromCell);
        var before = await study.Get("cases/suzhou");

        await study.Put("figures/table-1/data", Tables.Data.Replace("645", "654", StringComparison.Ordinal), ("If-Match", "\"2\""));
        var after = await study.Get("cases/suzhou");

        set.Status.ShouldBe(200, set.Text);
        var attribute = before.Json["attributes"]![0]!;
        attribute["name"]!.GetValue<string>().ShouldBe("Electronics output");
        attribute["cell"]!["label"]!.GetValue<string>().ShouldBe("Table 1");
        attribute["cell"]!["value"]!.GetValue<string>().ShouldBe("645");
        attribute["differsFromCell"]!.GetValue<bool>().ShouldBeFalse();
        before.Json["gaps"]!.AsArray().ShouldBeEmpty();
        after.Json["gaps"]![0]!["kind"]!.GetValue<string>().ShouldBe("differs-from-cell");
    }

    [Fact]
    public async Task Given_an_attribute_when_it_is_set_again_and_removed_then_the_record_keeps_each_moment()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("cases", Suzhou);
        const string address = "cases/suzhou/attributes/Province";
        var defined = (await study.Get("cases/suzhou")).Headers["Evidence-Position"];
        await study.Put(address, """{"value":"Kiangsu","locator":{"paragraph":13}}""");
        var first = (await study.Get("cases/suzhou")).Headers["Evidence-Position"];
        await study.Put(address, """{"value":"Jiangsu","locator":{"paragraph":13}}""");

        var set = await study.Get("cases/suzhou");
        var stale = await study.Put(address, """{"value":"J.","locator":{"paragraph":13}}""", ("If-Match", "\"1\""));
        var removed = await study.Delete(address, """{"reason":"said elsewhere"}""");
        var twice = await study.Delete(address);

        set.Json["attributes"]!.AsArray().Select(one => one!["value"]!.GetValue<string>()).ShouldBe(["Jiangsu"]);
        stale.Status.ShouldBe(412, stale.Text);
        removed.Status.ShouldBe(200, removed.Text);
        twice.Status.ShouldBe(404, twice.Text);
        (await study.Get("cases/suzhou")).Json["attributes"]!.AsArray().ShouldBeEmpty();
        (await study.Get($"cases/suzhou?asOf=position:{first}")).Json["attributes"]![0]!["value"]!.GetValue<string>().ShouldBe("Kiangsu");
        (await study.Get($"cases?asOf=position:{defined}")).Json["items"]![0]!["attributes"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_a_figure_when_it_bears_on_a_case_then_the_case_lists_it_until_that_is_taken_back()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("cases", Suzhou);

        var first = await study.Post("cases/suzhou/bearings", """{"about":{"kind":"figure","name":"table-1"},"note":"one row"}""");
        await study.Post("cases/suzhou/bearings", """{"about":{"kind":"figure","name":"table-1"},"note":"one of two rows"}""");
        var bearing = (await study.Get("cases/suzhou")).Json["bearings"]!.AsArray().ShouldHaveSingleItem()!;
        var removed = await study.Delete("cases/suzhou/bearings/figure/table-1");

        first.Status.ShouldBe(200, first.Text);
        bearing["note"]!.GetValue<string>().ShouldBe("one of two rows");
        bearing["about"]!["key"]!.GetValue<string>().ShouldBe("table-1");
        removed.Status.ShouldBe(200, removed.Text);
        (await study.Get("cases/suzhou")).Json["bearings"]!.AsArray().ShouldBeEmpty();
        (await study.Delete("cases/suzhou/bearings/figure/table-1")).Status.ShouldBe(404);
        (await study.Delete("cases/suzhou/bearings/planet/mars")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_version_when_a_case_is_redefined_then_it_must_be_named()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("cases", Suzhou);
        const string better = """{"name":"Suzhou","description":"A city in Jiangsu Province."}""";

        (await study.Put("cases/suzhou", better)).Status.ShouldBe(428);
        (await study.Put("cases/suzhou", better, ("If-Match", (await study.Get("cases/suzhou")).ETag!))).Status.ShouldBe(200);
        (await study.Put("cases/suzhou", better, ("If-Match", "\"1\""))).Status.ShouldBe(412);
        (await study.Get("cases/suzhou")).Json["description"]!.GetValue<string>().ShouldBe("A city in Jiangsu Province.");
    }

    [Theory]
    [InlineData("POST", "cases", """{"key":"su/zhou","name":"Suzhou","description":"A city."}""", 400, "invalid")]
    [InlineData("POST", "cases", """{"key":"xiamen","name":" ","description":"A city."}""", 400, "invalid")]
    [InlineData("POST", "cases", """{"key":"xiamen","name":"Xiamen"}""", 400, "invalid")]
    [InlineData("POST", "cases", """{"key":"suzhou","name":"Suzhou","description":"Another."}""", 409, "key-taken")]
    [InlineData("PUT", "cases/suzhou/attributes/GDP", """{"value":"670"}""", 422, "origin")]
    [InlineData("PUT", "cases/suzhou/attributes/GDP", """{"value":"670","cell":{"figure":"table-9","row":"a","column":"b"}}""", 422, "unknown-reference")]
    [InlineData("PUT", "cases/suzhou/attributes/GDP", """{"value":"670","cell":{"figure":"table-1","row":"a","column":"b"}}""", 422, "unknown-cell")]
    [InlineData("PUT", "cases/suzhou/attributes/GDP", """{"value":"670","cell":{"figure":"table-1"}}""", 400, "invalid")]
    [InlineData("PUT", "cases/suzhou/attributes/GDP", """{"value":670}""", 400, "malformed-json")]
    [InlineData("PUT", "cases/suzhou/attributes/%20GDP", """{"value":"670","locator":{"paragraph":1}}""", 422, "bad-name")]
    [InlineData("PUT", "cases/xiamen/attributes/GDP", """{"value":"670","locator":{"paragraph":1}}""", 404, "not-found")]
    [InlineData("POST", "cases/suzhou/bearings", "{}", 400, "invalid")]
    [InlineData("POST", "cases/suzhou/bearings", """{"about":{"kind":"planet","name":"mars"}}""", 400, "invalid")]
    [InlineData("POST", "cases/suzhou/bearings", """{"about":{"kind":"figure","name":"table-9"}}""", 422, "unknown-reference")]
    [InlineData("POST", "cases/suzhou/bearings", """{"about":{"kind":"case","name":"suzhou"}}""", 422, "self-bearing")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(
        string method, string path, string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("cases", Suzhou);

        var answer = await study.Send(new HttpMethod(method), path, json, wait: true);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        var only = (await study.Get("cases")).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        only["version"]!.GetValue<long>().ShouldBe(1);
    }

    [Fact]
    public async Task Given_more_cases_than_a_page_when_pages_are_followed_then_each_comes_once()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var key in new[] { "xiamen", "kunshan", "shenzhen" })
            await study.Given("cases", $$"""{"key":"{{key}}","name":"{{key}}","description":"A city."}""");

        var first = await study.Get("cases?limit=2");
        var second = await study.Get($"cases?limit=2&cursor={first.Json["next"]!.GetValue<string>()}");

        first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(item => item!["key"]!.GetValue<string>())
            .ShouldBe(["kunshan", "shenzhen", "xiamen"]);
    }
}
