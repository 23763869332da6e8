using EvidenceBase.Formats.Studies;
using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Studies;

public sealed class BundledAccountTests
{
    [Fact]
    public void Given_paragraphs_then_the_account_counts_them_and_names_what_each_gave_or_why_it_gave_nothing()
    {
        var account = Account(
            BundledAccount.Paragraphs,
            ("study.yaml", "slug: small\ntitle: T\nsections: [{key: intro, title: Introduction}, {key: end, title: End matter}]"),
            ("paragraphs.yaml",
                """
                - {paragraph: 1, section: intro, notes: [1], claims: [C01, C02], memos: [M-1]}
                - {paragraph: 2, section: intro, reason: It sums up.}
                - {part: Funding, section: end, reason: No claim.}
                """));

        account.Data.Rows.Select(row => string.Join('|', row.Cells.Prepend(row.Key))).ShouldBe(
        [
            "paragraph-1|1|Introduction|1|1|C01, C02|M-1|none",
            "paragraph-2|2|Introduction|2|none|none|none|It sums up.",
            "part-3|Funding|End matter|1|none|none|none|No claim.",
        ]);
    }

    [Fact]
    public void Given_notes_then_the_account_says_what_each_cites_and_which_claims_rest_on_it()
    {
        var account = Account(
            BundledAccount.Notes,
            ("notes.yaml",
                """
                - {number: 1, section: intro, paragraph: 1, kind: mixed, cites: [{source: chen2014, locator: "7", form: short, note: resolved}, {source: chen2014}], interviews: [JS 036], memo: M-1, under: It begins.}
                - {number: 2, section: intro, paragraph: 1, kind: explanatory, memo: M-1}
                """));

        account.Data.Rows.Select(row => string.Join('|', row.Cells.Prepend(row.Key))).ShouldBe(
        [
            "note-1|1|1|citation and explanation|chen2014, 7 (short form; resolved); chen2014|JS 036|C01|M-1|It begins.",
            "note-2|2|1|explanation|none|none|none|M-1|",
        ]);
        account.Sources.ShouldHaveSingleItem().Source.ShouldBe("chen2014");
    }

    [Fact]
    public void Its_tables_are_data_that_the_record_takes() =>
        BundledAccount.Tables(ShippedStudy.Bundle).Select(table => (FigureData.Fault(table.Data), table.Data.Rows.Count)).ShouldBe([(null, 69), (null, 74)]);

    [Fact]
    public void Given_a_bundle_without_an_account_then_there_is_no_table() =>
        BundledAccount.Tables(BundleFiles.Read(("paragraphs.yaml", "[]")).Content!).ShouldHaveSingleItem().Key.ShouldBe(BundledAccount.Notes);

    private static BundledFigure Account(string key, params (string File, string? Content)[] replaced) =>
        BundledAccount.Tables(BundleFiles.Read(replaced).Content!).Single(table => table.Key == key);
}
