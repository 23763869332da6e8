using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

/// <summary>What a word processor saved in three formats is one text with one structure.</summary>
public sealed class WordProcessorTests
{
    private const string Sample = """
        An invented conversation
        Nobody said this: the text was written to try out readers of files.
        About the harbour
        I: When did the old cranes go?
        R: In the spring, as far as I know. It was quite sudden.
        I: They told nobody?
        R: 没有人告诉我们。码头😀就这样关了。
        שלום עולם, זה טקסט מומצא.
        هذا نص مخترع.
        I: Combining marks: café, and a family: 👩‍👧.
        R: A	tab, three   spaces, a
        new line, and a link.
        first point
        second point
        under the second
        Year	Shifts
        1999	twelve
        (about)
        A picture:  and after it.
        Spring of an invented year.
        The end of it.
        """;

    public static TheoryData<string> Samples => ["sample.docx", "sample.odt", "sample.rtf"];

    public static TheoryData<string> Boxes => ["boxes.docx", "boxes.odt", "boxes.rtf"];

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_a_document_when_it_is_read_then_its_text_stands_as_it_is_shown_and_the_notes_behind_it(string file) =>
        DocumentFiles.Read(file).Taken().Text.Value.ShouldBe(Sample.Replace("café", "cafe\u0301", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_a_document_when_it_is_read_then_headings_lists_and_notes_are_its_structure(string file)
    {
        var text = DocumentFiles.Read(file).Taken();

        text.Structure.Blocks.Where(block => block.Level is not null).Select(block => (block.Kind, block.Level, text.Part(block.Start, block.End))).ShouldBe(
        [
            (BlockKind.Heading, 1, "An invented conversation"),
            (BlockKind.Heading, 2, "About the harbour"),
            (BlockKind.ListItem, 1, "first point"),
            (BlockKind.ListItem, 1, "second point"),
            (BlockKind.ListItem, 2, "under the second"),
        ]);
        var notes = text.Structure.Blocks.Where(block => block.At is not null).ToList();
        notes.Select(note => (note.Kind, text.Part(note.Start, note.End))).ShouldBe(
            [(BlockKind.Footnote, "Spring of an invented year."), (BlockKind.Endnote, "The end of it.")]);
        notes.Select(note => text.Part(note.At!.Value - 6, note.At.Value)).ShouldBe(["spring", "er it."]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_a_table_when_it_is_read_then_rows_are_lines_and_cells_stand_apart_by_a_tab(string file)
    {
        var text = DocumentFiles.Read(file).Taken();

        var table = text.Structure.Tables.ShouldHaveSingleItem();
        text.Part(table.Start, table.End).ShouldBe("Year\tShifts\n1999\ttwelve\n(about)");
        table.Rows.Select(row => string.Join('|', row.Select(cell => text.Part(cell.Start, cell.End)))).ShouldBe(["Year|Shifts", "1999|twelve\n(about)"]);
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_names_with_colons_when_they_are_used_throughout_then_they_are_speakers(string file)
    {
        var turns = DocumentFiles.Read(file).Taken().Turns();

        turns.Select(turn => turn.Speaker).ShouldBe(["I", "R", "I", "R", "I", "R"]);
        turns[0].Speech.ShouldBe("When did the old cranes go?");
        turns[3].Speech.ShouldStartWith("没有人告诉我们。");
        turns[5].Speech.ShouldEndWith("A picture:  and after it.");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_a_comment_when_it_is_read_then_it_is_kept_beside_the_passage_it_is_about(string file)
    {
        var text = DocumentFiles.Read(file).Taken();

        var comment = text.Structure.Comments.ShouldHaveSingleItem();
        (comment.Author, comment.Text).ShouldBe(("Second Reader", "Ask who “they” were."));
        comment.At.ShouldNotBeNull().ShouldStartWith("2026-01-03T10:00");
        text.Part(comment.Start, comment.End).ShouldBe("They told nobody");
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Given_what_cannot_become_text_when_it_is_left_out_then_each_sort_of_it_is_told_with_its_place(string file)
    {
        var reading = DocumentFiles.Read(file);
        var places = reading.Taken().Text.Value;

        var told = reading.Told();
        told.ShouldContain(finding => finding.StartsWith("comment: 1 comment was kept beside the text"));
        told.ShouldContain(finding => finding.StartsWith("tracked change: 1 deleted passage was left out"));
        told.ShouldContain(finding => finding.StartsWith("hidden text: 1 hidden passage was left out"));
        told.ShouldContain(finding => finding.StartsWith("header or footer: "));
        told.ShouldContain($"picture: 1 picture was left out; nothing stands in its place. At code point {Place(places, "A picture: ") + 11}.");
        told.ShouldContain(finding => finding.StartsWith("link: 1 link was kept by the words"));
        told.ShouldContain(finding => finding.StartsWith("list: 3 automatic numbers or bullets were left out"));
        told.ShouldContain(finding => finding.StartsWith("formatting: 1 highlighted passage was kept as plain text"));
        told.ShouldAllBe(finding => !finding.Contains("entirely") && !finding.Contains("hidden.") && !finding.Contains("Reader"));
    }

    [Theory]
    [MemberData(nameof(Boxes))]
    public void Given_boxes_and_tables_in_tables_when_they_are_read_then_no_word_of_them_is_missing(string file)
    {
        var reading = DocumentFiles.Read(file);
        var text = reading.Taken();

        text.Text.Value.ShouldStartWith("Invented, to try out boxes: before the box and after it.\nwords in a box\ntwo lines of them\nThe word 漢字 has a reading.");
        text.Blocks(BlockKind.TextBox).ShouldBe(["words in a box", "two lines of them"]);
        text.Blocks(BlockKind.Footnote).ShouldBe(["A note from a table."]);
        text.Text.Value.ShouldContain("outer one\twith a note\nmerged\ninner a\tinner b");
        text.Text.Value.ShouldEndWith("after the inner\nThe last line.\nA note from a table.");
        reading.Told().ShouldContain(finding => finding.StartsWith("ruby: 1 reading beside a word"));
        reading.Told().ShouldContain(finding => finding.StartsWith("field: 1 field was kept as last shown"));
    }

    [Theory]
    [InlineData("sample.docx", DocumentFormat.Docx, "evidencebase-docx")]
    [InlineData("sample.odt", DocumentFormat.Odt, "evidencebase-odt")]
    [InlineData("sample.rtf", DocumentFormat.Rtf, "evidencebase-rtf")]
    public void Given_a_document_when_it_is_read_then_what_read_it_is_recorded(string file, DocumentFormat format, string extractor)
    {
        var text = DocumentFiles.Read(file).Taken();

        (text.Format, text.Extractor.Name, text.Extractor.Version).ShouldBe((format, extractor, "1"));
    }

    private static int Place(string text, string words) =>
        text[..text.IndexOf(words, StringComparison.Ordinal)].EnumerateRunes().Count();
}
