using System.IO.Compression;
using System.Text;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class PdfReaderTests
{
    [Fact]
    public void Given_a_printed_document_when_it_is_read_then_its_lines_stand_in_order_in_every_script()
    {
        var text = DocumentFiles.Read("sample.pdf").Taken();

        text.Text.Value.ShouldStartWith("""
            Invented sample, not an interview
            An invented conversation
            Nobody said this: the text was written to try out readers of files.
            About the harbour
            I: When did the old cranes go?
            R: In the spring1, as far as I know. It wasentirely quite sudden.
            I: They told nobody?
            R: 没有人告诉我们。码头😀就这样关了。
            שלום עולם, זה טקסט מומצא.
            هذا نص مخترع.
            I: Combining marks: café, and a family: .
            """.Replace("café", "cafe\u0301", StringComparison.Ordinal));
        text.Text.Value.ShouldContain("\nYear\tShifts\n1999\ttwelve\n(about)\n");
        text.Turns().Select(turn => turn.Speaker).ShouldBe(["I", "R", "I", "R", "I", "R"]);
        text.Extractor.Version.ShouldContain("PdfPig 0.1.16");
    }

    [Fact]
    public void Given_pages_when_they_are_read_then_each_is_a_part_with_its_number()
    {
        var text = DocumentFiles.Read("sample.pdf").Taken();

        text.Structure.Parts.Select(part => (part.Kind, part.Label)).ShouldBe([(PartKind.Page, "1"), (PartKind.Page, "2")]);
        text.Part(text.Structure.Parts[1].Start, text.Structure.Parts[1].End).ShouldBe("iThe end of it.");
    }

    [Fact]
    public void Given_what_a_PDF_loses_when_it_is_read_then_that_is_told()
    {
        var told = DocumentFiles.Read("sample.pdf").Told();

        told.ShouldContain(finding => finding.StartsWith("direction: "));
        told.ShouldContain(finding => finding.StartsWith("picture: 1 picture"));
        told.ShouldContain(finding => finding.StartsWith("link: "));
    }

    [Fact]
    public void Given_scanned_pages_when_they_are_read_then_the_refusal_says_why() =>
        DocumentFiles.Read("scan.pdf").Refusal().ShouldContain("its pages are pictures");

    [Fact]
    public void Given_an_encrypted_file_when_it_is_read_then_the_refusal_says_so() =>
        DocumentFiles.Read("encrypted.pdf").Refusal().ShouldContain("The PDF is encrypted");

    [Fact]
    public void Given_a_note_on_the_page_when_it_is_read_then_it_is_kept_at_its_line()
    {
        var reading = DocumentFiles.Read(Pdf("BT /F1 12 Tf 20 700 Td (First line) Tj 0 -40 Td (Second line) Tj ET", "/Annots[<</Type/Annot/Subtype/Text/Rect[10 655 20 665]/Contents(Ask again)>>]"), "f.pdf");
        var text = reading.Taken();

        text.Text.Value.ShouldBe("First line\nSecond line");
        var comment = text.Structure.Comments.ShouldHaveSingleItem();
        (comment.Text, comment.Start).ShouldBe(("Ask again", 11));
    }

    [Fact]
    public void Given_text_drawn_twice_for_boldness_when_it_is_read_then_it_stands_once() =>
        DocumentFiles.Read(Pdf("BT /F1 12 Tf 20 700 Td (Bold) Tj ET BT /F1 12 Tf 20.3 700 Td (Bold) Tj ET", ""), "f.pdf").Taken().Text.Value.ShouldBe("Bold");

    [Fact]
    public void Given_streams_that_unpack_to_more_than_a_document_when_they_are_read_then_they_are_refused()
    {
        var limits = new ReadingLimits(ExpandedBytes: 1_000_000);

        DocumentFiles.Read(Pdf("BT " + new string(' ', 2_000_000) + "ET", "", packed: true), "f.pdf", limits: limits).Refusal().ShouldContain("unpacks to far more");
    }

    [Theory]
    [InlineData("[")]
    [InlineData("<</A ")]
    public void Given_objects_in_objects_without_end_when_they_are_read_then_they_are_refused(string piece) =>
        DocumentFiles.Read(Pdf("BT ET", "/X " + new StringBuilder().Insert(0, piece, 300_000)), "f.pdf").Refusal().ShouldNotBeEmpty();

    /// <summary>Each form draws the next one twice: forty of them are a million million times the last.</summary>
    [Fact]
    public void Given_forms_that_draw_each_other_twice_when_they_are_read_then_they_are_refused_at_the_bound()
    {
        var forms = Enumerable.Range(10, 30).Select(number => Form(number, $"/N {number + 1} 0 R", "/N Do /N Do"));

        DocumentFiles.Read(Pdf("/N Do", "", objects: string.Concat(forms) + Form(40, "", ""), resources: "/XObject<</N 10 0 R>>"), "f.pdf")
            .Refusal().ShouldContain("draws the same parts again and again");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(10)]
    public void Given_forms_that_draw_themselves_when_they_are_read_then_they_are_refused(int drawn)
    {
        var forms = Form(10, $"/N {drawn} 0 R", "/N Do") + Form(11, "/M 10 0 R", "/M Do");

        DocumentFiles.Read(Pdf("/N Do", "", objects: forms, resources: "/XObject<</N 10 0 R>>"), "f.pdf").Refusal().ShouldContain("or in themselves");
    }

    [Fact]
    public void Given_a_form_with_text_when_it_is_read_then_its_text_stands_where_it_is_drawn()
    {
        var form = Form(10, "", "BT /F1 12 Tf 20 600 Td (in a form) Tj ET", "/Font<</F1 5 0 R>>");

        DocumentFiles.Read(Pdf("BT /F1 12 Tf 20 700 Td (Before) Tj ET /N Do", "", objects: form, resources: "/XObject<</N 10 0 R>>"), "f.pdf")
            .Taken().Text.Value.ShouldBe("Before\nin a form");
    }

    [Fact]
    public void Given_a_part_that_a_page_lists_again_and_again_when_it_is_read_then_it_is_refused_before_it_is_put_together()
    {
        var parts = "/Contents[" + new StringBuilder().Insert(0, "4 0 R ", 3000) + "]";

        DocumentFiles.Read(Pdf("BT " + new string(' ', 100_000) + "ET", parts, contents: ""), "f.pdf").Refusal().ShouldContain("unpacks to far more");
    }

    [Fact]
    public void Given_more_signs_than_a_page_holds_when_it_is_read_then_it_is_refused()
    {
        var form = Form(10, "", "BT /F1 12 Tf (" + new string('x', 10_000) + ") Tj ET", "/Font<</F1 5 0 R>>");
        var content = new StringBuilder().Insert(0, "/N Do ", 51).ToString();

        DocumentFiles.Read(Pdf(content, "", objects: form, resources: "/XObject<</N 10 0 R>>"), "f.pdf").Refusal().ShouldContain("more than 500000 signs");
    }

    private static string Form(int number, string drawn, string content, string resources = "") =>
        $"{number} 0 obj\n<</Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<<{resources}/XObject<<{drawn}>>>>/Length {content.Length}>>\nstream\n{content}\nendstream\nendobj\n";

    private static byte[] Pdf(
        string content, string page, bool packed = false, string objects = "", string resources = "", string contents = "/Contents 4 0 R")
    {
        var stream = Encoding.Latin1.GetBytes(content);
        if (packed)
        {
            using var buffer = new MemoryStream();
            using (var deflate = new ZLibStream(buffer, CompressionLevel.Optimal, leaveOpen: true))
                deflate.Write(stream);
            stream = buffer.ToArray();
        }

        return
        [
            .. Encoding.Latin1.GetBytes(
                "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
                + $"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>{resources}>>{contents}{page}>>\nendobj\n"
                + $"5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n{objects}"
                + $"4 0 obj\n<</Length {stream.Length}{(packed ? "/Filter/FlateDecode" : "")}>>\nstream\n"),
            .. stream,
            .. "\nendstream\nendobj\ntrailer\n<</Root 1 0 R/Size 30>>\n%%EOF"u8,
        ];
    }
}
