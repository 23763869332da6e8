using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Matrices;

/// <summary>The numbers themselves are proved against counting by hand in the pure tests; here is what stands around them.</summary>
public sealed class MatrixTests(SharedService service)
{
    private const string Text = "0123456789012345678901234567890123456789";

    [Fact]
    public async Task Given_codings_when_they_are_counted_by_case_then_documents_interviews_and_statements_bring_them_there()
    {
        var study = await Given();

        var json = await study.Get("matrices/code-by-case");
        var csv = await study.Get("matrices/code-by-case", ("Accept", "text/csv"));
        var some = await study.Get("matrices/code-by-case?case=shenzhen&layer=ben&code=a");

        json.Status.ShouldBe(200, json.Text);
        json.Headers["Evidence-Position"].ShouldNotBeNull();
        csv.Headers["Content-Type"].ShouldStartWith("text/csv");
        csv.Text.ShouldBe("code,name,shenzhen,suzhou,none\r\na,A,0,2,0\r\nb,B,0,1,1\r\nc,C,1,1,0\r\n");
        json.Json["cells"]!.ToJsonString().ShouldBe("[[0,2],[0,1],[1,1]]");
        (some.Json["columns"]!.AsArray().Count, some.Json["rows"]!.AsArray().Count).ShouldBe((1, 2));
        some.Json["cells"]!.ToJsonString().ShouldBe("[[0],[0]]");
    }

    [Fact]
    public async Task Given_matrices_when_more_is_coded_moved_removed_and_merged_then_they_follow_and_the_past_stays()
    {
        var study = await Given();
        (await Csv(study, "code-by-interview")).ShouldBe("code,name,I1,I2,none\r\na,A,2,0,0\r\nb,B,1,0,1\r\nc,C,1,1,0\r\n");
        var before = long.Parse((await study.Get("matrices/code-by-interview")).Headers["Evidence-Position"], System.Globalization.CultureInfo.InvariantCulture);

        await study.Given("codings", """{"document":"D2","layer":"anna","code":"a","start":0,"end":5}""");
        var removed = (await study.Get("documents/D1/codings?layer=ben")).Json["items"]![0]!["id"]!.GetValue<Guid>();
        (await study.Delete($"codings/{removed}", """{"reason":"Twice."}""")).Status.ShouldBe(200);
        (await Csv(study, "code-by-interview")).ShouldBe("code,name,I1,I2,none\r\na,A,1,0,1\r\nb,B,1,0,1\r\nc,C,1,1,0\r\n");

        await study.Given("codes/c/merge", """{"into":"b","reason":"The same."}""");
        (await Csv(study, "code-by-interview")).ShouldBe("code,name,I1,I2,none\r\na,A,1,0,1\r\nb,B,2,1,1\r\n");
        (await Csv(study, $"code-by-interview?asOf=position:{before}")).ShouldBe("code,name,I1,I2,none\r\na,A,2,0,0\r\nb,B,1,0,1\r\nc,C,1,1,0\r\n");
        (await Csv(study, "code-by-interview?asOf=position:1")).ShouldBe("code,name,none\r\n");
    }

    [Fact]
    public async Task Given_overlapping_codings_when_they_are_counted_then_each_relation_has_its_pairs()
    {
        var study = await Given();
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"c","start":0,"end":10}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"c","start":2,"end":4}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"c","start":35,"end":40}""");

        (await Csv(study, "co-occurrence")).ShouldBe("code,name,codings,a,b,c\r\na,A,2,0,1,2\r\nb,B,2,1,0,1\r\nc,C,5,2,1,1\r\n");
        (await Csv(study, "co-occurrence?relation=exact")).ShouldBe("code,name,codings,a,b,c\r\na,A,2,0,0,1\r\nb,B,2,0,0,0\r\nc,C,5,1,0,0\r\n");
        (await Csv(study, "co-occurrence?relation=inclusion")).ShouldBe("code,name,codings,a,b,c\r\na,A,2,0,0,1\r\nb,B,2,0,0,0\r\nc,C,5,0,0,1\r\n");
        (await Csv(study, "co-occurrence?relation=proximity&within=20")).ShouldBe("code,name,codings,a,b,c\r\na,A,2,0,0,0\r\nb,B,2,0,0,2\r\nc,C,5,0,2,0\r\n");
        (await Csv(study, "co-occurrence?relation=exact&across=layers")).ShouldBe("code,name,codings,a,b,c\r\na,A,2,1,0,2\r\nb,B,2,0,0,0\r\nc,C,5,2,0,0\r\n");
    }

    [Fact]
    public async Task Given_a_document_that_was_revised_when_its_coverage_is_read_then_codings_count_where_they_stand_now_and_stood_then()
    {
        var study = await Given();
        var before = (await study.Get("matrices/coverage")).Headers["Evidence-Position"];

        await study.Post("documents/D1/revisions", $$"""{"text":"{{Text[..7]}}-more-{{Text[7..]}}"}""", ("If-Match", "\"1\""));

        (await Csv(study, $"coverage?asOf=position:{before}")).ShouldBe("document,title,revision,length,covered,codings,a,b,c\r\nD1,Notes,1,40,15,3,10,10,0\r\nD2,Field notes,1,40,3,1,0,3,0\r\n");
        (await Csv(study, "coverage")).ShouldBe("document,title,revision,length,covered,codings,a,b,c\r\nD1,Notes,2,46,21,3,16,16,0\r\nD2,Field notes,1,40,3,1,0,3,0\r\n");
        (await Csv(study, "coverage?document=D2&layer=anna")).ShouldBe("document,title,revision,length,covered,codings,a,b,c\r\nD2,Field notes,1,40,3,1,0,3,0\r\n");
    }

    [Fact]
    public async Task Given_interviews_when_saturation_is_read_then_each_says_what_it_brought_first()
    {
        var study = await Given();

        var csv = await Csv(study, "saturation");
        var byKey = await study.Get("matrices/saturation?order=key&code=c");

        csv.ShouldBe("interview,codings,codes,new,cumulative,new codes\r\nI2,1,1,1,1,c\r\nI1,4,3,2,3,a b\r\n");
        byKey.Json.AsArray().Select(step => step!["interview"]!["key"]!.GetValue<string>()).ShouldBe(["I1", "I2"]);
        byKey.Json[0]!["new"]![0]!["key"]!.GetValue<string>().ShouldBe("c");
    }

    [Theory]
    [InlineData("day", "yyyy-MM-dd")]
    [InlineData("month", "yyyy-MM")]
    [InlineData("year", "yyyy")]
    public async Task Given_codings_of_today_when_frequency_is_read_then_they_are_in_the_last_span(string by, string form)
    {
        var study = await Given();
        var now = DateTime.UtcNow;

        var frequency = await study.Get($"matrices/frequency?by={by}");

        var spans = frequency.Json["spans"]!.AsArray().Select(span => span!.GetValue<string>()).ToList();
        spans[^1].ShouldBeOneOf(now.ToString(form, System.Globalization.CultureInfo.InvariantCulture), now.AddMinutes(1).ToString(form, System.Globalization.CultureInfo.InvariantCulture));
        frequency.Json["cells"]!.AsArray().Select(row => row!.AsArray().Sum(cell => cell!.GetValue<int>())).ShouldBe([2, 2, 2]);
    }

    [Fact]
    public async Task Given_an_argument_when_its_steps_are_counted_by_case_then_claims_and_evidence_are_told_apart()
    {
        var study = await Given();
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One.","cases":["shenzhen"]}""");
        await study.Given("claims", """{"key":"C2","kind":"causal","text":"Two.","cases":["suzhou"]}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"interview","name":"I1"}}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");
        await study.Given("arguments", """{"key":"main","title":"The argument"}""");
        await study.Given("arguments/main/steps", """{"key":"S1","title":"First","inference":"What follows.","case":"suzhou"}""");
        await study.Given("arguments/main/steps/S1/claims", """{"claim":"C1"}""");
        var before = (await study.Get("matrices/case-by-step")).Headers["Evidence-Position"];
        await study.Given("arguments/main/steps/S1/claims", """{"claim":"C2"}""");
        await study.Given("claims/C1/retraction", """{"reason":"Wrong."}""");

        (await Csv(study, $"case-by-step?asOf=position:{before}"))
            .ShouldBe("argument,number,step,title,case,shenzhen claims,shenzhen evidence,suzhou claims,suzhou evidence\r\nmain,1,S1,First,suzhou,1,0,0,2\r\n");
        (await Csv(study, "case-by-step?case=suzhou")).ShouldBe("argument,number,step,title,case,suzhou claims,suzhou evidence\r\nmain,1,S1,First,suzhou,1,0\r\n");
    }

    [Theory]
    [InlineData("code-by-case?code=nothing", 404, "not-found")]
    [InlineData("code-by-case?layer=Anna!", 400, "malformed-layer")]
    [InlineData("code-by-case?children=maybe", 400, "malformed-children")]
    [InlineData("code-by-case?asOf=yesterday", 400, "malformed-moment")]
    [InlineData("co-occurrence?relation=love", 400, "malformed-relation")]
    [InlineData("co-occurrence?relation=proximity&within=-1", 400, "malformed-within")]
    [InlineData("saturation?order=random", 400, "malformed-order")]
    [InlineData("frequency?by=hour", 400, "malformed-by")]
    public async Task Given_a_question_that_makes_no_sense_when_it_is_asked_then_the_problem_names_what_to_change(string path, int status, string problem)
    {
        var answer = await (await Given()).Get($"matrices/{path}");

        (answer.Status, answer.Problem).ShouldBe((status, problem), answer.Text);
    }

    [Fact]
    public async Task Given_a_study_without_anything_when_it_is_counted_then_the_matrices_are_empty()
    {
        var study = await TestStudy.Open(service.Running);

        foreach (var matrix in new[] { "code-by-case", "code-by-interview", "co-occurrence", "case-by-step", "coverage", "saturation", "frequency" })
            (await study.Get($"matrices/{matrix}")).Status.ShouldBe(200, matrix);
        (await study.Get("/api/studies/nowhere/matrices/coverage")).Status.ShouldBe(404);
    }

    private static async Task<string> Csv(TestStudy study, string matrix)
    {
        var answer = await study.Get($"matrices/{matrix}", ("Accept", "text/csv"));
        answer.Status.ShouldBe(200, answer.Text);
        return answer.Text;
    }

    /// <summary>I2 before I1; D1 of I1, D2 of none; b under a; I1 bears on Suzhou; one statement of each interview.</summary>
    private async Task<TestStudy> Given()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"I2"}""");
        await study.Given("interviews", """{"code":"I1"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"Notes","interview":"I1","text":"{{Text}}"}""");
        await study.Given("documents", $$"""{"key":"D2","title":"Field notes","text":"{{Text}}"}""");
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("codes", """{"key":"b","name":"B","parent":"a"}""");
        await study.Given("codes", """{"key":"c","name":"C"}""");
        await study.Given("cases", """{"key":"suzhou","name":"Suzhou","description":"A city."}""");
        await study.Given("cases", """{"key":"shenzhen","name":"Shenzhen","description":"Another."}""");
        await study.Given("cases/suzhou/bearings", """{"about":{"kind":"interview","name":"I1"}}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"a","start":0,"end":10}""");
        await study.Given("codings", """{"document":"D1","layer":"ben","code":"a","start":0,"end":10}""");
        await study.Given("codings", """{"document":"D1","layer":"anna","code":"b","start":5,"end":15}""");
        await study.Given("codings", """{"document":"D2","layer":"anna","code":"b","start":2,"end":5}""");
        await study.Given("codings", """{"interview":"I1","layer":"anna","key":"st-1","codes":["c"],"statement":"Said."}""");
        await study.Given("codings", """{"interview":"I2","layer":"anna","key":"st-2","codes":["c"],"statement":"Told.","cases":["shenzhen"]}""");
        return study;
    }
}
