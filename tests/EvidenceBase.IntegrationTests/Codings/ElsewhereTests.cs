using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Codings;

/// <summary>Codings of regions of a page or picture and of spans of a recording.</summary>
public sealed class ElsewhereTests(SharedService service)
{
    private const string Region = """{"document":"D1","layer":"anna","code":"a","region":{"page":2,"left":100000,"top":0,"right":350000,"bottom":1000000},"note":"The stamp."}""";
    private const string Span = """{"document":"D1","layer":"anna","code":"a","played":{"begin":61000,"end":65500},"confidence":80}""";

    [Fact]
    public async Task Given_a_document_with_pages_and_a_recording_when_places_of_them_are_coded_then_they_are_read_listed_and_cited_as_such()
    {
        var study = await Given("""{"pages":2,"duration":120000}""");

        var region = await study.Post("codings", Region);
        var span = await study.Given("codings", Span);

        region.Status.ShouldBe(201, region.Text);
        var read = await study.Get($"codings/{region.Id}");
        read.Json["elsewhere"]!["document"]!["key"]!.GetValue<string>().ShouldBe("D1");
        read.Json["elsewhere"]!["region"]!.ToJsonString().ShouldBe("""{"page":2,"left":100000,"top":0,"right":350000,"bottom":1000000}""");
        (await study.Get($"codings/{span.Id}")).Json["elsewhere"]!["played"]!.ToJsonString().ShouldBe("""{"begin":61000,"end":65500}""");
        (await study.Get("documents/D1")).Json["media"]!.ToJsonString().ShouldBe("""{"pages":2,"duration":120000}""");
        (await study.Get("documents/D1/codings?order=place")).Json["items"]!.AsArray().Count.ShouldBe(2);
        (await study.Get("codings:counts")).Json["codings"]!.GetValue<int>().ShouldBe(2);
        var text = await study.Get($"codings/{region.Id}/text");
        (text.Status, text.Problem).ShouldBe((404, "no-words"));
        var moved = await study.Post($"codings/{region.Id}/move", """{"document":"D1","start":0,"end":1}""");
        (moved.Status, moved.Problem).ShouldBe((409, "not-a-segment"), moved.Text);
        await study.Given("claims", """{"key":"C1","kind":"descriptive","text":"It was stamped."}""");
        await study.Given("claims/C1/evidence", $$$"""{"stance":"supports","cites":{"kind":"coding","name":"{{{region.Id}}}"}}""");
        await study.Given("claims/C1/evidence", $$$"""{"stance":"supports","cites":{"kind":"coding","name":"{{{span.Id}}}"}}""");
        (await study.Get("claims/C1")).Json["evidence"]!.AsArray().Select(one => one!["citation"]!["text"]!.GetValue<string>())
            .ShouldBe(["Interview H 1, A file, page 2", "Interview H 1, A file, 0:01:01.000–0:01:05.500"]);
        (await study.Get("interviews/H%201/uses")).Json["codings"]!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public async Task Given_codings_that_are_in_no_text_when_the_text_is_counted_measured_and_revised_then_they_are_left_out_and_left_alone()
    {
        var study = await Given("""{"pages":2,"duration":120000}""");
        await study.Given("codings", Region);
        await study.Given("codings", Span.Replace("anna", "ben", StringComparison.Ordinal));
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"a","start":0,"end":4}""");
        await study.Given("codings", """{"document":"D1","layer":"ben","code":"a","start":0,"end":4}""");

        (await study.Get("matrices/code-by-interview", ("Accept", "text/csv"))).Text.ShouldBe("code,name,H 1,none\r\na,A,2,0\r\n");
        (await study.Get("agreement?layer=anna&layer=ben")).Json["inputs"]!["codings"]!.GetValue<int>().ShouldBe(2);
        (await study.Post("documents/D1/revisions", """{"text":"Quite another."}""", ("If-Match", "\"2\""))).Status.ShouldBe(200);
        (await study.Get("codings:counts")).Json["orphaned"]!.GetValue<int>().ShouldBe(0);
        (await study.Get("documents/D1/orphans")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_lines_of_all_kinds_when_they_are_coded_in_bulk_then_regions_and_spans_are_checked_like_single_ones()
    {
        var study = await Given("""{"pages":2,"duration":120000}""");

        var wrong = await study.Post("codings:batch", $"[{Region},{Span.Replace("65500", "120001", StringComparison.Ordinal)}]");
        var right = await study.Post("codings:batch", $$"""[{{Region}},{{Span}},{"document":"D1","layer":"anna","code":"a","start":0,"end":4}]""");

        wrong.Status.ShouldBe(422, wrong.Text);
        wrong.Text.ShouldContain("played.end");
        right.Status.ShouldBe(201, right.Text);
        (await study.Get("codings:counts")).Json["codings"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData(""","region":{"page":3,"left":0,"top":0,"right":1,"bottom":1}""", 422, "region", "region.page")]
    [InlineData(""","region":{"page":1,"left":0,"top":0,"right":1000001,"bottom":1}""", 422, "region", "region.right")]
    [InlineData(""","region":{"page":1,"left":0.5,"top":0,"right":1,"bottom":1}""", 400, "malformed-json", null)]
    [InlineData(""","played":{"begin":9,"end":3}""", 422, "played", "played.end")]
    [InlineData(""","played":{"begin":0,"end":120001}""", 422, "played", "played.end")]
    [InlineData(""","played":{"begin":0,"end":9},"start":1,"end":2""", 400, "invalid", null)]
    [InlineData(""","played":{"begin":0,"end":9},"region":{"page":1,"left":0,"top":0,"right":1,"bottom":1}""", 400, "invalid", null)]
    [InlineData("", 400, "invalid", null)]
    public async Task Given_a_place_that_is_not_there_when_it_is_coded_then_a_problem_names_it(string place, int status, string problem, string? field)
    {
        var study = await Given("""{"pages":2,"duration":120000}""");

        var answer = await study.Post("codings", $$"""{"document":"D1","layer":"anna","code":"a"{{place}}}""");

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
        if (field is not null)
            answer.Json["field"]!.GetValue<string>().ShouldBe(field);
        (await study.Get("codings")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_media_when_they_are_told_then_only_more_can_be_told_later()
    {
        var study = await Given("""{"pages":2}""");

        (await study.Post("documents/D1/media", """{"pages":1}""")).Problem.ShouldBe("media-shrinks");
        (await study.Post("documents/D1/media", "{}")).Status.ShouldBe(400);
        (await study.Post("documents/D9/media", """{"pages":1}""")).Status.ShouldBe(404);
        (await study.Post("codings", Span)).Problem.ShouldBe("no-recording");
        (await study.Post("documents/D1/media", """{"pages":2,"duration":120000}""")).Status.ShouldBe(200);
        (await study.Post("codings", Span)).Status.ShouldBe(201);
    }

    private async Task<TestStudy> Given(string media)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("documents", """{"key":"D1","title":"A file","interview":"H 1","text":"What is said in it."}""");
        await study.Given("documents/D1/media", media);
        return study;
    }
}
