using EvidenceBase.Formats.Reports;
using EvidenceBase.Record.Audit;
using Shouldly;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using Xunit;

namespace EvidenceBase.Tests.Formats.Reports;

/// <summary>A report as a PDF: the same bytes each time, everything in it, nothing beyond the edge.</summary>
public sealed class PdfReportTests
{
    private static readonly DateTimeOffset Made = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Given_the_same_report_when_it_is_printed_twice_then_both_have_the_same_bytes()
    {
        var first = PdfReport.Of(Long(300), Made);

        PdfReport.Of(Long(300), Made).ShouldBe(first);
        PdfReport.Of(Long(301), Made).ShouldNotBe(first);
    }

    [Fact]
    public void Given_a_long_report_when_it_is_printed_then_every_row_is_on_a_page_and_nothing_beyond_its_margins()
    {
        using var pdf = PdfDocument.Open(PdfReport.Of(Long(300), Made));

        pdf.NumberOfPages.ShouldBeGreaterThan(3);
        var words = pdf.GetPages().SelectMany(page => page.GetWords().Select(word => word.Text)).ToHashSet();
        Enumerable.Range(0, 300).Select(number => $"row-{number}").Except(words).ShouldBeEmpty();
        foreach (var letter in pdf.GetPages().SelectMany(page => page.Letters))
        {
            letter.StartBaseLine.X.ShouldBeInRange(41, 554);
            letter.EndBaseLine.X.ShouldBeInRange(41, 554);
            letter.StartBaseLine.Y.ShouldBeInRange(41, 801);
        }
    }

    [Fact]
    public void Given_more_different_characters_than_one_font_takes_when_they_are_printed_then_all_are_there()
    {
        var characters = string.Concat(Enumerable.Range(0xC0, 0x180).Concat(Enumerable.Range(0x400, 0x50)).Select(point => (char)point));

        var text = Text(new([new ReportBlock.Paragraph(characters)]));

        characters.ShouldAllBe(character => text.Contains(character));
    }

    [Fact]
    public void Given_hebrew_between_latin_when_it_is_printed_then_its_letters_stand_from_right_to_left() =>
        Text(new([new ReportBlock.Paragraph("old שלום port")])).ShouldContain("old םולש port");

    [Fact]
    public void Given_characters_that_the_font_does_not_have_when_they_are_printed_then_a_sign_stands_for_each_and_a_note_says_so()
    {
        var text = Text(new([new ReportBlock.Paragraph("Jobs 工作 😀 end")]));

        text.ShouldContain("Jobs □□ □ end");
        text.ShouldContain("□ stands for characters that the font of this document does not have");
        Text(new([new ReportBlock.Paragraph("Jobs")])).ShouldNotContain('□');
    }

    private static string Text(Blocks report)
    {
        using var pdf = PdfDocument.Open(PdfReport.Of(new("Audit report", report.All), Made));
        return string.Join('\n', pdf.GetPages().Select(page => string.Concat(page.Letters.Select(letter => letter.Value))));
    }

    private static ReportDocument Long(int rows) => new(
        string.Join(' ', Enumerable.Repeat("A title that is longer than a line.", 5)),
        [
            new ReportBlock.Heading(1, "Section"),
            new ReportBlock.Paragraph(string.Join(' ', Enumerable.Repeat("words", 200)) + new string('x', 300)),
            new ReportBlock.Heading(2, "Part"),
            new ReportBlock.Table(
                "A table",
                [new("Key", 1), new("Text", 3)],
                [.. Enumerable.Range(0, rows).Select(number => new[] { $"row-{number}", number == 7 ? new string('y', 4000) : "some words that fill a cell of the table and more of them" })]),
        ]);

    private sealed record Blocks(IReadOnlyList<ReportBlock> All);
}
