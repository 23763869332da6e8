using System.Text.Json.Nodes;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Codings;

/// <summary>Codings that are to be looked at again: those older than the definition of their code, and those whose text is gone.</summary>
public sealed class CodingReviewTests(SharedService service)
{
    private const string Moved = "They closed the dock on a Monday.";

    [Fact]
    public async Task Given_a_redefined_code_when_codings_are_listed_then_earlier_ones_are_flagged_until_somebody_confirms_them()
    {
        var study = await Coded();
        await Redefine(study, "a", version: 1);
        await study.Given("codings", Segment("ben", "a", 0, 4));
        var before = await Position(study);

        Starts(await study.Get("codings?redefined=true")).ShouldBe([0, 10]);
        Starts(await study.Get("codings?redefined=false&code=a")).ShouldBe([0]);
        Starts(await study.Get("codings?redefined=true&layer=ben")).ShouldBe([10]);
        await study.Given($"codings/{await Id(study, "codings?redefined=true&layer=anna")}/confirmation", """{"note":"Still holds."}""");

        Starts(await study.Get("codings?redefined=true")).ShouldBe([10]);
        Starts(await study.Get($"codings?redefined=true&asOf=position:{before}")).ShouldBe([0, 10]);
        (await study.Get("codings?redefined=true")).Json["items"]![0]!["redefined"]!.GetValue<bool>().ShouldBeTrue();
    }

    [Fact]
    public async Task Given_codings_to_be_looked_at_again_when_they_are_counted_then_codes_and_layers_have_theirs_then_and_now()
    {
        var study = await Coded();
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("codings", """{"interview":"H 1","layer":"anna","codes":["a","b"],"statement":"It moved."}""");
        await Redefine(study, "a", version: 1);
        var before = await Position(study);
        await study.Given($"codings/{await Id(study, "codings?redefined=true&layer=ben")}/confirmation", "{}");
        await Revise(study, $"Before.\\n{Text()[..11]}");

        var now = await study.Get("codings:counts");
        var then = await study.Get($"codings:counts?asOf=position:{before}");

        now.Status.ShouldBe(200, now.Text);
        Counts(now.Json).ShouldBe((4, 2, 2));
        Counts(then.Json).ShouldBe((4, 3, 0));
        now.Json["codes"]!.AsArray().Select(code => $"{code!["code"]!["key"]} {code["codings"]} {code["redefined"]}").ShouldBe(["a 3 2", "b 2 0"]);
        now.Json["layers"]!.AsArray().Select(layer => $"{layer!["layer"]} {layer["codings"]} {layer["redefined"]} {layer["orphaned"]}")
            .ShouldBe(["anna 3 2 1", "ben 1 0 1"]);
        Counts((await study.Get("codings:counts?layer=ben")).Json).ShouldBe((1, 0, 1));
        Counts((await study.Get("codings:counts?redefined=true")).Json).ShouldBe((2, 2, 0));
        Counts((await study.Get("codings:counts?interview=H%201")).Json).ShouldBe((1, 1, 0));
    }

    [Theory]
    [InlineData("place", "0 5 10 -")]
    [InlineData("codebook", "10 0 - 5")]
    [InlineData("made", "10 5 0 -")]
    public async Task Given_an_order_when_codings_are_listed_page_by_page_then_all_come_once_in_that_order(string order, string expected)
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("codes", """{"key":"b","name":"B"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"A text","text":"{{Text()}}"}""");
        await study.Given("interviews", """{"code":"H 1"}""");
        await study.Given("codings", Segment("anna", "a", 10, 12));
        await study.Given("codings", Segment("anna", "b", 5, 8));
        await study.Given("codings", Segment("anna", "a", 0, 2));
        await study.Given("codings", """{"interview":"H 1","layer":"anna","codes":["a"],"statement":"It moved."}""");

        var starts = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = await study.Get($"codings?order={order}&limit=1{cursor}");
            page.Status.ShouldBe(200, page.Text);
            starts.AddRange(page.Json["items"]!.AsArray().Select(coding => coding!["segment"]?["start"]?.ToString() ?? "-"));
            cursor = page.Json["next"]?.GetValue<string>() is { } next ? $"&cursor={next}" : null;
        }

        string.Join(' ', starts).ShouldBe(expected);
    }

    [Fact]
    public async Task Given_a_revision_that_takes_text_away_when_its_orphans_are_asked_for_then_each_has_its_words_and_where_they_stand_now()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"A text","text":"Once more.\nAnd again.\n{{Moved}}\nNobody knew.\nNothing else.\nGone for good, all of it.\n"}""");
        await study.Given("codings", Segment("anna", "a", 22, 22 + Moved.Length));
        await study.Given("codings", Segment("ben", "a", 83, 107));
        await study.Given("codings", Segment("ben", "a", 0, 4));
        var events = await Events(study);

        await Revise(study, $"{Moved}\\nOnce more.\\nAnd again.\\nNobody knew.\\nNothing else.\\n");

        (await Events(study)).ShouldBe(events);
        var orphans = await study.Get("documents/D1/orphans");
        orphans.Status.ShouldBe(200, orphans.Text);
        orphans.Headers["Cache-Control"].ShouldBe("no-store");
        var items = orphans.Json["items"]!.AsArray();
        items.Select(item => $"{item!["coding"]!["layer"]} {item["words"]} > {item["suggested"]}").ShouldBe(
            [$"anna {Moved} > {Moved}", "ben Gone for good, all of it > "]);
        items[0]!["suggestion"]!["basis"]!.GetValue<string>().ShouldBe("sameWords");
        items[0]!["suggestion"]!["start"]!.GetValue<int>().ShouldBe(0);
        Starts(await study.Get("codings?orphaned=true")).ShouldBe([22, 83]);
        Starts(await study.Get("codings?orphaned=false")).ShouldBe([0]);
        (await study.Get("documents/D1/orphans?layer=ben")).Json["items"]!.AsArray().Count.ShouldBe(1);
        (await study.Get("documents/D9/orphans")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Given_a_suggestion_when_it_is_accepted_then_that_coding_alone_is_moved_to_what_was_seen()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"A text","text":"Once more.\nAnd again.\n{{Moved}}\nNobody knew.\nNothing else.\n"}""");
        var anna = await study.Given("codings", Segment("anna", "a", 22, 22 + Moved.Length));
        var ben = await study.Given("codings", Segment("ben", "a", 22, 22 + Moved.Length));
        (await study.Post($"codings/{anna.Id}/suggestion/acceptance", """{"revision":1,"start":22,"end":55}""")).Problem.ShouldBe("not-orphaned");
        await Revise(study, $"{Moved}\\nOnce more.\\nAnd again.\\nNobody knew.\\nNothing else.\\n");
        var accepted = $$"""{"revision":2,"start":0,"end":{{Moved.Length}}}""";

        (await study.Post($"codings/{anna.Id}/suggestion/acceptance", """{"revision":2,"start":0,"end":9}""")).Problem.ShouldBe("not-suggested");
        (await study.Post($"codings/{anna.Id}/suggestion/acceptance", """{"start":0,"end":9}""")).Status.ShouldBe(400);
        (await study.Post($"codings/{anna.Id}/suggestion/acceptance", accepted, ("If-Match", "\"9\""))).Status.ShouldBe(412);
        var answer = await study.Post($"codings/{anna.Id}/suggestion/acceptance", accepted, ("Idempotency-Key", "s-1"));
        var repeat = await study.Post($"codings/{anna.Id}/suggestion/acceptance", accepted, ("Idempotency-Key", "s-1"));

        answer.Status.ShouldBe(200, answer.Text);
        (repeat.Status, repeat.Text).ShouldBe((200, answer.Text));
        (await study.Get($"codings/{anna.Id}/text")).Json["text"]!.GetValue<string>().ShouldBe(Moved);
        Starts(await study.Get("codings?orphaned=true")).ShouldBe([22]);
        (await study.Get($"codings/{ben.Id}")).ETag.ShouldBe("\"1\"");
        (await study.Get("history?type=coding_moved")).Json["items"]!.AsArray().ShouldHaveSingleItem();
        (await study.Post($"codings/{Guid.NewGuid()}/suggestion/acceptance", accepted)).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("codings?redefined=perhaps", "malformed-redefined")]
    [InlineData("codings?orphaned=1", "malformed-orphaned")]
    [InlineData("codings?order=name", "malformed-order")]
    [InlineData("codings:counts?orphaned=1", "malformed-orphaned")]
    public async Task Given_a_question_that_makes_no_sense_when_it_is_asked_then_a_problem_names_it(string query, string problem)
    {
        var study = await Coded();

        var answer = await study.Get(query);

        (answer.Status, answer.Problem).ShouldBe((400, problem), answer.Text);
    }

    /// <summary>Two codings with a, one with b; b is as old as a.</summary>
    private async Task<TestStudy> Coded()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"a","name":"A"}""");
        await study.Given("codes", """{"key":"b","name":"B"}""");
        await study.Given("documents", $$"""{"key":"D1","title":"A text","text":"{{Text()}}"}""");
        await study.Given("codings", Segment("anna", "a", 0, 4));
        await study.Given("codings", Segment("ben", "a", 10, 14));
        await study.Given("codings", Segment("anna", "b", 20, 24));
        return study;
    }

    private static string Text() => string.Concat(Enumerable.Range(0, 10).Select(number => $"word {number}xyz\\n"));

    private static string Segment(string layer, string code, int start, int end) =>
        $$"""{"document":"D1","layer":"{{layer}}","code":"{{code}}","start":{{start}},"end":{{end}}}""";

    private static async Task Redefine(TestStudy study, string code, int version)
    {
        var answer = await study.Put($"codes/{code}", """{"name":"A","definition":"Said anew."}""", ("If-Match", $"\"{version}\""));
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static async Task Revise(TestStudy study, string text)
    {
        var answer = await study.Post("documents/D1/revisions", $$"""{"text":"{{text}}"}""", ("If-Match", "\"1\""));
        answer.Status.ShouldBe(200, answer.Text);
    }

    private static async Task<long> Position(TestStudy study) =>
        long.Parse((await study.Get("codings")).Headers["Evidence-Position"], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<int> Events(TestStudy study) => (await study.Get("history?type=coding_moved")).Json["items"]!.AsArray().Count;

    private static async Task<Guid> Id(TestStudy study, string list) => (await study.Get(list)).Json["items"]![0]!["id"]!.GetValue<Guid>();

    private static List<int> Starts(TestAnswer answer)
    {
        answer.Status.ShouldBe(200, answer.Text);
        return [.. answer.Json["items"]!.AsArray().Select(coding => coding!["segment"]!["start"]!.GetValue<int>())];
    }

    private static (int Codings, int Redefined, int Orphaned) Counts(JsonNode counts) =>
        (counts["codings"]!.GetValue<int>(), counts["redefined"]!.GetValue<int>(), counts["orphaned"]!.GetValue<int>());
}
