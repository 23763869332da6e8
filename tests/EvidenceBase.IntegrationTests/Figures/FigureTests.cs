using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Figures;

public sealed class FigureTests(SharedService service)
{
    [Fact]
    public async Task Given_a_figure_with_data_when_a_number_is_derived_then_it_is_shown_beside_what_is_stated()
    {
        var study = await TestStudy.Open(service.Running);

        var registered = await study.Post("figures", Tables.Table());
        var derived = await study.Post("figures/table-1/derived", Tables.Share);
        var read = await study.Get("figures/table-1");

        registered.Status.ShouldBe(201, registered.Text);
        registered.Headers["Location"].ShouldEndWith("/figures/table-1");
        derived.Status.ShouldBe(200, derived.Text);
        read.Json["version"]!.GetValue<long>().ShouldBe(3);
        read.Json["rows"]![1]!["cells"]![2].ShouldBeNull();
        var number = read.Json["derived"]![0]!;
        number["value"]!.GetValue<string>().ShouldBe("97.3643410853");
        number["statedValue"]!.GetValue<string>().ShouldBe("97");
        number["agreesWithStated"]!.GetValue<bool>().ShouldBeTrue();
        read.Json["gaps"]!.AsArray().Select(gap => gap!["kind"]!.GetValue<string>()).ShouldBe(["no-source"]);
    }

    [Fact]
    public async Task Given_a_version_when_a_replacement_names_none_or_an_old_one_then_it_is_told_which_to_name()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table(data: null));
        const string correction = """{"label":"Table 1","kind":"table","caption":"Two cities, 2008"}""";

        foreach (var (path, body) in new[] { ("figures/table-1/data", Tables.Data), ("figures/table-1", correction) })
        {
            var none = await study.Put(path, body);
            var right = await study.Put(path, body, ("If-Match", (await study.Get("figures/table-1")).ETag!));
            var old = await study.Put(path, body, ("If-Match", "\"1\""));

            none.Status.ShouldBe(428, none.Text);
            right.Status.ShouldBe(200, right.Text);
            old.Status.ShouldBe(412, old.Text);
        }

        var figure = (await study.Get("figures/table-1")).Json;
        figure["version"]!.GetValue<long>().ShouldBe(3);
        figure["caption"]!.GetValue<string>().ShouldBe("Two cities, 2008");
        figure["rows"]!.AsArray().Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("figures", """{"key":"t/1","label":"Table 1","kind":"table","caption":"Cities"}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","caption":"Cities"}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"drawing","caption":"Cities"}""", 400, "malformed-json")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Ci\u0000ties"}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","locator":{"section":"\u0000"}}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","draw":{"mark":"bar","x":"city"}}""", 422, "draw")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","data":{"columns":[null]}}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","data":{"columns":[{"name":"a"}]}}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","data":{"rows":[{"key":"a"}]}}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"Table 1","kind":"table","caption":"Cities","data":{"rows":[{"key":"a","cells":[5]}]}}""", 400, "malformed-json")]
    [InlineData("figures", """{"key":"t1","label":"T","kind":"table","caption":"C","data":{"columns":[{"name":"a","title":"A","type":"text"}],"rows":[{"key":"r","cells":["\u0000"]}]}}""", 400, "invalid")]
    [InlineData("figures", """{"key":"t1","label":"T","kind":"table","caption":"C","data":{"columns":[{"name":"a","title":"A","type":"integer"}],"rows":[{"key":"r","cells":["1.5"]}]}}""", 422, "cell-type")]
    [InlineData("figures", """{"key":"t1","label":"T","kind":"table","caption":"C","data":{"columns":[{"name":"a","title":"A","type":"text"}],"rows":[{"key":"r","cells":[]}]}}""", 422, "cell-count")]
    [InlineData("figures", """{"key":"t1","label":"F","kind":"diagram","caption":"C","data":{"nodes":[{"key":"a","label":"A"}],"edges":[{"from":"a","to":"b"}]}}""", 422, "unknown-node")]
    [InlineData("figures/table-9/derived", """{"key":"n","title":"N","formula":"1"}""", 404, "not-found")]
    [InlineData("figures/table-9/withdrawal", """{"reason":"Wrong."}""", 404, "not-found")]
    public async Task Given_rubbish_when_it_is_sent_then_a_problem_says_what_is_wrong_and_nothing_is_written(string path, string json, int status, string problem)
    {
        var study = await TestStudy.Open(service.Running);

        var answer = await study.Post(path, json);

        answer.Status.ShouldBe(status, answer.Text);
        answer.Problem.ShouldBe(problem);
        (await study.Get("figures")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[suzhou.output] / 0", "divides by zero")]
    [InlineData("[kunshan.output] * 2", "no row “kunshan”")]
    [InlineData("[suzhou.city] * 2", "text column")]
    [InlineData("[shenzhen.foreign] * 2", "is empty")]
    [InlineData("2 +", "ends where")]
    public async Task Given_a_formula_that_gives_no_number_when_it_is_sent_then_the_problem_says_why(string formula, string detail)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());

        var answer = await study.Post("figures/table-1/derived", $$"""{"key":"n","title":"N","formula":"{{formula}}"}""");

        answer.Status.ShouldBe(422, answer.Text);
        answer.Json["field"]!.GetValue<string>().ShouldBe("formula");
        answer.Json["detail"]!.GetValue<string>().ShouldContain(detail);
    }

    [Fact]
    public async Task Given_a_derived_number_when_new_data_take_its_cell_away_then_they_are_refused_until_it_is_dropped()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("figures/table-1/derived", Tables.Share);
        var without = Tables.Data.Replace("\"key\":\"suzhou\"", "\"key\":\"kunshan\"", StringComparison.Ordinal);

        var refused = await study.Put("figures/table-1/data", without, ("If-Match", "\"3\""));
        var unknown = await study.Delete("figures/table-1/derived/ratio");
        var dropped = await study.Delete("figures/table-1/derived/share", """{"reason":"not of Kunshan"}""");
        var taken = await study.Put("figures/table-1/data", without, ("If-Match", "\"4\""));

        refused.Status.ShouldBe(409, refused.Text);
        refused.Problem.ShouldBe("formula-breaks");
        unknown.Status.ShouldBe(404, unknown.Text);
        dropped.Status.ShouldBe(200, dropped.Text);
        taken.Status.ShouldBe(200, taken.Text);
        (await study.Get("figures/table-1")).Json["rows"]![0]!["key"]!.GetValue<string>().ShouldBe("kunshan");
    }

    [Fact]
    public async Task Given_a_source_under_a_figure_when_it_is_withdrawn_then_the_figure_names_the_gap_until_it_is_taken_away()
    {
        var study = await TestStudy.Open(service.Running);
        await study.GivenSource("yearbook2010");
        await study.Given("figures", Tables.Table());
        var sourced = await study.Post("figures/table-1/sources", """{"source":"yearbook2010","note":"below the table"}""");
        var before = await study.Get("figures/table-1");

        await study.Given("sources/yearbook2010/withdrawal", """{"reason":"superseded"}""");
        var after = await study.Get("figures/table-1");
        var again = await study.Post("figures/table-1/sources", """{"source":"yearbook2010"}""");
        var away = await study.Delete("figures/table-1/sources/yearbook2010");

        sourced.Status.ShouldBe(200, sourced.Text);
        before.Json["gaps"]!.AsArray().ShouldBeEmpty();
        before.Json["sources"]![0]!["citation"]!["text"]!.GetValue<string>().ShouldContain("Statistical Yearbook");
        after.Json["gaps"]![0]!["kind"]!.GetValue<string>().ShouldBe("withdrawn");
        after.ETag.ShouldNotBe(before.ETag);
        again.Status.ShouldBe(409, again.Text);
        again.Problem.ShouldBe("withdrawn");
        away.Status.ShouldBe(200, away.Text);
        (await study.Get("figures/table-1")).Json["sources"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_no_such_source_when_a_figure_is_to_rest_on_it_then_the_field_is_named()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());

        var named = await study.Post("figures/table-1/sources", """{"source":"nowhere2010"}""");
        var addressed = await study.Delete("figures/table-1/sources/nowhere2010");

        named.Status.ShouldBe(422, named.Text);
        named.Json["field"]!.GetValue<string>().ShouldBe("source");
        addressed.Status.ShouldBe(404, addressed.Text);
    }

    [Fact]
    public async Task Given_new_data_when_a_figure_is_read_as_of_before_then_it_has_its_old_data_and_numbers()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("figures/table-1/derived", Tables.Share);
        var moment = (await study.Get("figures/table-1")).Headers["Evidence-Position"];
        var changed = Tables.Data.Replace("628.0", "322.5", StringComparison.Ordinal);
        (await study.Put("figures/table-1/data", changed, ("If-Match", "\"3\""))).Status.ShouldBe(200);

        var now = await study.Get("figures/table-1");
        var then = await study.Get($"figures/table-1?asOf=position:{moment}");
        var list = await study.Get($"figures?asOf=position:{moment}");
        var before = await study.Get("figures/table-1?asOf=position:1");

        now.Json["derived"]![0]!["value"]!.GetValue<string>().ShouldBe("50");
        now.Json["gaps"]!.AsArray().Select(gap => gap!["kind"]!.GetValue<string>()).ShouldContain("differs-from-stated");
        then.Json["derived"]![0]!["value"]!.GetValue<string>().ShouldBe("97.3643410853");
        then.Json["version"]!.GetValue<long>().ShouldBe(3);
        list.Json["items"]![0]!["derived"]![0]!["value"]!.GetValue<string>().ShouldBe("97.3643410853");
        before.Status.ShouldBe(404, before.Text);
    }

    [Fact]
    public async Task Given_a_withdrawn_figure_when_it_is_changed_or_cited_then_that_is_refused()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("figures", Tables.Table());
        await study.Given("claims", """{"key":"C1","kind":"descriptive","text":"Output is high."}""");
        await study.Given("cases", """{"key":"suzhou","name":"Suzhou","description":"A city."}""");
        await study.Given("figures/table-1/withdrawal", """{"reason":"twice in the study"}""");

        var derived = await study.Post("figures/table-1/derived", Tables.Share);
        var cited = await study.Post("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"figure","name":"table-1"}}""");
        var set = await study.Put(
            "cases/suzhou/attributes/Output", """{"value":"645","cell":{"figure":"table-1","row":"suzhou","column":"output"}}""");

        new[] { derived, cited, set }.ShouldAllBe(answer => answer.Status == 409 && answer.Problem == "withdrawn");
        (await study.Get("figures/table-1")).Json["withdrawn"]!.GetValue<string>().ShouldBe("twice in the study");
    }

    [Fact]
    public async Task Given_more_figures_than_a_page_when_pages_are_followed_then_they_come_as_people_count()
    {
        var study = await TestStudy.Open(service.Running);
        foreach (var number in new[] { 10, 2, 1 })
            await study.Given("figures", Tables.Table($"figure-{number}", $"Figure {number}", data: null));

        var first = await study.Get("figures?limit=2");
        var second = await study.Get($"figures?limit=2&cursor={first.Json["next"]!.GetValue<string>()}");

        first.Json["items"]!.AsArray().Concat(second.Json["items"]!.AsArray()).Select(item => item!["label"]!.GetValue<string>())
            .ShouldBe(["Figure 1", "Figure 2", "Figure 10"]);
        second.Json["next"].ShouldBeNull();
    }
}
