using System.Globalization;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Codings;

public sealed class CodingTests(SharedService service)
{
    [Fact]
    public async Task Given_a_coded_statement_when_it_is_read_then_its_words_come_from_the_vault_alone()
    {
        var study = await Given();

        var coded = await study.Post("codings", """{"interview":"JS 036","layer":"anna","key":"st-1","codes":["gap"],"statement":"A dragon without a tail.","judgement":"article","locator":{"note":45}}""");
        var read = await study.Get("codings/st-1");
        var text = await study.Get("codings/st-1/text");

        coded.Status.ShouldBe(201, coded.Text);
        read.Status.ShouldBe(200, read.Text);
        read.Text.ShouldNotContain("dragon");
        read.Json["citation"]!.GetValue<string>().ShouldBe("Interview JS 036");
        read.Json["codes"]![0]!["name"]!.GetValue<string>().ShouldBe("Supply gap");
        text.Json["text"]!.GetValue<string>().ShouldBe("A dragon without a tail.");
        (await study.Get("history?type=statement_coded")).Text.ShouldNotContain("dragon");
    }

    [Fact]
    public async Task Given_a_text_beyond_the_basic_plane_when_a_segment_is_coded_then_positions_are_code_points()
    {
        var study = await Given();
        await study.Given("documents", """{"key":"D1","title":"Transcript","interview":"JS 036","text":"a𝄞龙头企业b"}""");

        var coded = await study.Post("codings", """{"document":"D1","layer":"anna","code":"gap","start":2,"end":6}""");
        var beyond = await study.Post("codings", """{"document":"D1","layer":"anna","code":"gap","start":2,"end":8}""");
        var empty = await study.Post("codings", """{"document":"D1","layer":"anna","code":"gap","start":3,"end":3}""");

        coded.Status.ShouldBe(201, coded.Text);
        (await study.Get($"codings/{coded.Id}/text")).Json["text"]!.GetValue<string>().ShouldBe("龙头企业");
        beyond.Status.ShouldBe(422, beyond.Text);
        beyond.Json["field"]!.GetValue<string>().ShouldBe("end");
        empty.Status.ShouldBe(422, empty.Text);
        (await study.Get("documents/D1/codings")).Json["items"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Given_codings_when_they_are_listed_by_filter_and_moment_then_each_stands_where_it_stood()
    {
        var study = await Given();
        await study.Given("codings", Statement("st-1", "anna"));
        await study.Given("codings", Statement("st-2", "ben"));
        var before = (await study.Get("codings")).Headers["Evidence-Position"];
        var removed = await study.Delete("codings/st-1", """{"reason":"Coded twice."}""");

        removed.Status.ShouldBe(200, removed.Text);
        Keys(await study.Get("codings")).ShouldBe(["st-2"]);
        Keys(await study.Get($"codings?asOf=position:{before}")).ShouldBe(["st-1", "st-2"]);
        Keys(await study.Get("codings?layer=anna")).ShouldBeEmpty();
        Keys(await study.Get("codings?interview=JS%20036&code=gap")).ShouldBe(["st-2"]);
        (await study.Get("codings?code=nothing")).Status.ShouldBe(404);
        (await study.Get("codings/st-1")).Json["removed"]!.GetValue<string>().ShouldBe("Coded twice.");
        (await study.Delete("codings/st-1")).Problem.ShouldBe("removed");
    }

    [Fact]
    public async Task Given_a_statement_as_evidence_when_its_code_is_renamed_then_the_claim_shows_interview_and_code_as_they_are_now()
    {
        var study = await Given();
        await study.Given("codings", Statement("st-1", "anna"));
        await study.Given("claims", """{"key":"C1","kind":"causal","text":"One."}""");
        await study.Given("claims/C1/evidence", """{"stance":"supports","cites":{"kind":"coding","name":"st-1"}}""");

        var citation = (await study.Get("claims/C1")).Json["evidence"]![0]!["citation"]!;

        citation["text"]!.GetValue<string>().ShouldBe("Interview JS 036");
        citation["interview"]!["key"]!.GetValue<string>().ShouldBe("JS 036");
        citation["codes"]![0]!.GetValue<string>().ShouldBe("Supply gap");
        citation["excerpt"]!["length"]!.GetValue<int>().ShouldBe("Said.".Length);
        (await study.Get("claims/C1")).Json["gaps"]![0]!["kind"]!.GetValue<string>().ShouldBe("single-interview");
    }

    [Fact]
    public async Task Given_a_moved_coding_when_its_document_is_read_as_of_before_then_it_stands_where_it_stood()
    {
        var study = await Given();
        await study.Given("documents", """{"key":"D1","title":"Transcript","interview":"JS 036","text":"one two three"}""");
        var coded = await study.Given("codings", """{"document":"D1","layer":"anna","code":"gap","start":0,"end":3}""");
        var before = long.Parse((await study.Get("codings")).Headers["Evidence-Position"], CultureInfo.InvariantCulture);

        var moved = await study.Post($"codings/{coded.Id}/move", """{"document":"D1","start":4,"end":7,"reason":"The wrong word."}""", ("If-Match", "\"1\""));
        var stale = await study.Post($"codings/{coded.Id}/move", """{"document":"D1","start":8,"end":13}""", ("If-Match", "\"1\""));
        await study.Given($"codings/{coded.Id}/notes", """{"note":"Looked at twice."}""");

        moved.Status.ShouldBe(200, moved.Text);
        stale.Status.ShouldBe(412, stale.Text);
        Starts(await study.Get("documents/D1/codings")).ShouldBe([4]);
        Starts(await study.Get($"documents/D1/codings?asOf=position:{before}")).ShouldBe([0]);
        (await study.Get($"codings/{coded.Id}/text")).Json["text"]!.GetValue<string>().ShouldBe("two");
        (await study.Get($"codings/{coded.Id}")).ETag.ShouldBe("\"3\"");
        (await Rows(study, coded.Id)).ShouldBe([$"[0,3) {before} {before + 1}", $"[4,7) {before + 1} "]);
    }

    [Fact]
    public async Task Given_withdrawn_consent_when_the_words_under_a_coding_are_asked_for_then_nobody_is_shown_them()
    {
        var study = await Given();
        await study.Given("documents", """{"key":"D1","title":"Transcript","interview":"JS 036","text":"one two three"}""");
        var segment = await study.Given("codings", """{"document":"D1","layer":"anna","code":"gap","start":0,"end":3}""");
        var statement = await study.Given("codings", Statement("st-1", "anna"));

        await study.Given("interviews/JS 036/consent-withdrawal", """{"scopes":["paraphrase"]}""");

        foreach (var coding in new[] { segment, statement })
        {
            var text = await study.Get($"codings/{coding.Id}/text");
            (text.Status, text.Problem).ShouldBe((403, "consent-withdrawn"), text.Text);
        }
    }

    [Theory]
    [InlineData("""{"layer":"anna","code":"gap"}""", 400)]
    [InlineData("""{"layer":"Anna!","interview":"JS 036","codes":["gap"],"statement":"Said."}""", 400)]
    [InlineData("""{"layer":"anna","interview":"JS 036","codes":[],"statement":"Said."}""", 400)]
    [InlineData("""{"layer":"anna","interview":"JS 036","codes":["none"],"statement":"Said."}""", 422)]
    [InlineData("""{"layer":"anna","interview":"JS 999","codes":["gap"],"statement":"Said."}""", 422)]
    [InlineData("""{"layer":"anna","interview":"JS 036","codes":["gap"],"statement":"Said.","start":1}""", 400)]
    public async Task Given_rubbish_when_it_is_coded_then_a_problem_names_the_field_and_no_coding_is_there(string json, int status)
    {
        var study = await Given();

        var answer = await study.Post("codings", json);

        answer.Status.ShouldBe(status, answer.Text);
        (await study.Get("codings")).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    private async Task<TestStudy> Given()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("interviews", """{"code":"JS 036"}""");
        await study.Given("codes", """{"key":"gap","name":"Supply gap","definition":"What is demanded cannot be supplied locally."}""");
        return study;
    }

    private static string Statement(string key, string layer) =>
        $$"""{"interview":"JS 036","layer":"{{layer}}","key":"{{key}}","codes":["gap"],"statement":"Said."}""";

    private static async Task<List<string>> Rows(TestStudy study, Guid coding)
    {
        await using var command = study.Service.Superuser.CreateCommand(
            "select concat_ws(' ', segment, from_position, coalesce(to_position::text, '')) from evidence.coding where id = $1 order by from_position");
        command.Parameters.Add(new() { Value = coding });
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(reader.GetString(0));
        return rows;
    }

    private static IEnumerable<int> Starts(TestAnswer answer) =>
        answer.Json["items"]!.AsArray().Select(one => one!["segment"]!["start"]!.GetValue<int>());

    private static IEnumerable<string> Keys(TestAnswer answer) =>
        answer.Json["items"]!.AsArray().Select(one => one!["key"]!.GetValue<string>());
}
