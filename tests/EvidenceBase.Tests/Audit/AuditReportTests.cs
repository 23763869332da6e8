using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Memos;
using EvidenceBase.Record.Rounds;
using EvidenceBase.Record.Studies;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Audit;

/// <summary>What a report tells, and how it stands on a page.</summary>
public sealed class AuditReportTests
{
    private static readonly Guid Study = Histories.Id(1);
    private static readonly Guid Interview = Histories.Id(2);

    [Fact]
    public async Task Given_a_history_when_it_is_reported_then_every_category_has_a_section_in_halperns_order_and_each_deed_stands_in_its_own()
    {
        var report = await Told().Report();

        report.Title.ShouldBe("Audit report: Who moved the <harbour>?");
        report.Blocks.OfType<ReportBlock.Heading>().Where(heading => heading.Level == 1).Select(heading => heading.Text).ShouldBe(
        [
            "Who took part", "1. Raw data", "2. Data reduction and analysis products", "3. Data reconstruction and synthesis products", "4. Process notes",
            "5. Materials relating to intentions and dispositions", "6. Instrument development information", "Coding rounds and agreement",
            "Consents, embargoes and erasures", "Attestations", "Changes after releases", "What this report does not show",
        ]);
        Rows(report, "Raw data: one by one").ShouldHaveSingleItem().ShouldBe(["3", "2026-03-01 12:00:03", "interview registered", "interview H 001", "script for anna", ""]);
        Rows(report, "Everybody who recorded").ShouldContain(row => row[0] == "script" && row[1] == "no member" && row[2] == "1");
        Rows(report, "In the order in which they were recorded").Select(row => row[5]).ShouldBe(["paraphrase, quote; known by: a signed form", "He asked for it."]);
    }

    [Fact]
    public async Task Given_something_done_more_often_than_is_listed_when_it_is_reported_then_it_is_counted_and_everything_else_listed()
    {
        var history = Told();
        for (var number = 0; number <= TrailGroup.MostListed; number++)
            history.And(Histories.Id(100 + number), new MemoWritten($"M{number}", "M", "M", AuditCategory.Process, [], null), "anna", "often");

        var report = await history.Report();

        Rows(report, "Process notes: what was done by whom").ShouldContain(row => row[0] == "memo written" && row[2] == "41");
        Rows(report, "Process notes: one by one").ShouldNotContain(row => row[2] == "memo written");
        Rows(report, "Process notes: one by one").ShouldContain(row => row[2] == "consent recorded");
    }

    [Fact]
    public async Task Given_a_release_when_more_is_recorded_then_the_report_says_what_and_to_what()
    {
        var report = await Told().And(Study, new ReleaseNamed("submitted", 3)).Report();

        Rows(report, "After submitted: what was done").ShouldBe([["consent recorded", "1"], ["interview erased", "1"], ["release named", "1"]]);
        Rows(report, "After submitted: what it was done to").ShouldBe([["interview H 001", "2"], ["study harbour", "1"]]);
    }

    [Fact]
    public async Task Given_rounds_and_measurements_when_they_are_reported_then_coefficients_stand_with_their_definition_and_those_without_a_value_with_the_reason()
    {
        var code = new InputCode(Histories.Id(9), "loss");
        var measured = new MeasuredAgreement(
            4,
            new(UnitOfAnalysis.Characters, Valuation.Presence, [Coefficient.CohenKappa]),
            new(["anna", "bo"], [new(Histories.Id(8), "D1", 1, 100)], [code], 1, 12, new(0, 0), "hash"),
            AgreementMeasurement.Definitions,
            [
                new(Coefficient.CohenKappa, code.Id, "0.61", null, null, 100, null, null, new("0.5", "0.7", 1000)),
                new(Coefficient.CohenKappa, null, null, null, null, 100, null, Undefined.NoVariation),
            ]);
        var report = await Told()
            .And(Histories.Id(6), new RoundOpened("R1", "First", [new("anna", "anna"), new("bo", "bo")], [Histories.Id(8)], []))
            .And(Histories.Id(6), new RoundClosed("All is coded."))
            .And(Histories.Id(7), new AgreementMeasured("A1", "For the article.", measured))
            .Report();

        Rows(report, "Blind rounds of coding").ShouldBe([["R1", "First", "anna (layer anna), bo (layer bo)", "1", "closed: All is coded.", "0"]]);
        Rows(report, "Coefficients of A1").Select(row => (row[0], row[2], row[3], row[4])).ShouldBe(
            [("CohenKappa", "loss", "0.61", "0.5 to 0.7"), ("CohenKappa", "all", $"none. {Undefined.NoVariation.Detail}", "")]);
        report.Blocks.OfType<ReportBlock.Paragraph>().ShouldContain(paragraph => paragraph.Text.StartsWith("For the article. Layers anna, bo; documents D1 (revision 1); 12 codings, as of position 4."));
    }

    [Fact]
    public async Task Given_a_report_when_it_becomes_a_page_then_what_people_wrote_is_text_and_nothing_runs_or_is_fetched()
    {
        var page = string.Join('\n', ReportPage.Lines(await Told().Report()));

        page.ShouldContain("<h1 dir=\"auto\">Audit report: Who moved the &lt;harbour&gt;?</h1>");
        foreach (var word in new[] { "<script", "src=", "href=", "url(", "@import", "onload" })
            page.ShouldNotContain(word);
        page.ShouldContain("default-src 'none'");
    }

    [Fact]
    public async Task Given_a_report_when_its_tables_are_read_then_each_has_a_caption_and_every_row_a_cell_for_each_column()
    {
        var tables = (await Told().Report()).Blocks.OfType<ReportBlock.Table>().ToList();

        tables.Count.ShouldBeGreaterThan(5);
        tables.ShouldAllBe(table => table.Caption.Length > 0 && table.Rows.All(row => row.Count == table.Columns.Count));
    }

    private static Histories Told() => new Histories()
        .And(Study, new StudyOpened("harbour", "Who moved the <harbour>?"))
        .And(Study, new MemberAdded("anna", Role.Owner))
        .And(Interview, new InterviewRegistered("H 001", new InterviewDescription()), "script", onBehalfOf: "anna")
        .And(Interview, new ConsentRecorded([ConsentScope.Paraphrase, ConsentScope.Quote], "a signed form"))
        .And(Interview, new InterviewErased("He asked for it."), reason: "a letter");

    private static IReadOnlyList<IReadOnlyList<string>> Rows(ReportDocument report, string caption) =>
        report.Blocks.OfType<ReportBlock.Table>().Single(table => table.Caption.StartsWith(caption, StringComparison.Ordinal)).Rows;
}
