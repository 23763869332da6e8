using System.Globalization;
using EvidenceBase.IntegrationTests.Platform;

namespace EvidenceBase.IntegrationTests.Reversals;

/// <summary>What was undone was there before: whoever asks about a moment before the undoing finds it, and whoever asks about one after it does not.</summary>
public sealed class MomentsBeforeUndoTests(SharedService service)
{
    private const string Segment = """{"document":"D1","layer":"anna","code":"loss","start":0,"end":4}""";

    [Fact]
    public async Task Given_a_coded_document_that_was_undone_when_the_moment_before_is_asked_about_then_text_codings_and_coverage_are_as_they_were()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","text":"Fog, no crane moved."}""");
        var coded = (await study.Given("codings", Segment)).Id;
        var before = await Position(study);
        await study.Given("undo", "{}");
        await study.Given("undo", "{}");

        (await study.Get("documents/D1/text")).Status.ShouldBe(404, "the document is undone now");
        var text = await study.Get($"documents/D1/text?asOf=position:{before}");
        var codings = await study.Get($"codings?document=D1&asOf=position:{before}");
        var coding = await study.Get($"codings/{coded}?asOf=position:{before}");
        var coverage = await study.Get($"matrices/coverage?document=D1&asOf=position:{before}");
        var after = await study.Get($"codings?document=D1&asOf=position:{before + 1}");

        text.Text.ShouldContain("Fog, no crane moved.");
        codings.Json["items"]!.AsArray().ShouldHaveSingleItem()!["id"]!.GetValue<Guid>().ShouldBe(coded);
        coding.Status.ShouldBe(200, coding.Text);
        coverage.Json["columns"]!.AsArray().ShouldHaveSingleItem()!.ToJsonString().ShouldContain("\"D1\"");
        after.Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Given_an_interview_that_was_undone_redone_and_undone_when_matrices_of_the_past_are_read_then_it_has_a_column_exactly_where_it_was_there()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("interviews", """{"code":"H 001","locality":"Old port"}""");
        var moments = new List<long> { await Position(study) };
        foreach (var step in new[] { "undo", "redo", "undo" })
        {
            await study.Given(step, "{}");
            moments.Add(await Position(study));
        }

        var there = new List<bool>();
        foreach (var moment in moments)
            there.Add((await study.Get($"matrices/code-by-interview?asOf=position:{moment}")).Text.Contains("H 001", StringComparison.Ordinal));

        there.ShouldBe([true, false, true, false]);
    }

    [Fact]
    public async Task Given_codings_that_were_made_changed_and_undone_when_moments_are_compared_then_they_are_counted_as_what_they_came_to()
    {
        var study = await TestStudy.Open(service.Running);
        await study.Given("codes", """{"key":"loss","name":"Loss"}""");
        await study.Given("documents", """{"key":"D1","title":"Notes","text":"Fog, no crane moved."}""");
        var empty = await Position(study);
        var coding = (await study.Given("codings", Segment)).Id;
        var coded = await Position(study);
        await study.Given($"codings/{coding}/notes", """{"note":"Look again."}""");
        var noted = await Position(study);
        await study.Given("undo", "{}");
        var unnoted = await Position(study);
        await study.Given("undo", "{}");
        var undone = await Position(study);
        await study.Given("redo", "{}");

        (await Changes(study, empty, noted)).ShouldBe((1, 0, 0));
        (await Changes(study, coded, noted)).ShouldBe((0, 1, 0));
        (await Changes(study, coded, unnoted)).ShouldBe((0, 0, 0));
        (await Changes(study, empty, undone)).ShouldBe((0, 0, 0));
        (await Changes(study, unnoted, undone)).ShouldBe((0, 0, 1));
        (await Changes(study, undone, await Position(study))).ShouldBe((1, 0, 0));
        (await Changes(study, coded, await Position(study))).ShouldBe((0, 0, 0));
    }

    private static async Task<(int Added, int Changed, int Removed)> Changes(TestStudy study, long from, long to)
    {
        var codings = (await study.Get($"differences?from=position:{from}&to=position:{to}")).Json["codings"]!;
        return (codings["added"]!.GetValue<int>(), codings["changed"]!.GetValue<int>(), codings["removed"]!.GetValue<int>());
    }

    private static async Task<long> Position(TestStudy study) => long.Parse((await study.Get("claims")).Headers["Evidence-Position"], CultureInfo.InvariantCulture);
}
