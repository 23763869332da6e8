using System.IO.Compression;
using System.Text;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

/// <summary>What Word writes and LibreOffice does not.</summary>
public sealed class DocxReaderTests
{
    [Fact]
    public void Given_a_deleted_paragraph_mark_when_it_is_read_then_the_paragraph_goes_on_in_the_next()
    {
        var text = Body("""
            <w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">one </w:t></w:r></w:p>
            <w:p><w:r><w:t>two</w:t></w:r></w:p><w:p><w:r><w:t>three</w:t></w:r></w:p>
            """).Taken();

        text.Text.Value.ShouldBe("one two\nthree");
        text.Structure.Blocks.Count.ShouldBe(2);
    }

    [Fact]
    public void Given_moved_and_deleted_text_when_it_is_read_then_it_stands_once_where_it_is_now()
    {
        var reading = Body("""
            <w:p><w:moveFrom w:id="1"><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:r><w:t>a</w:t></w:r></w:p>
            <w:p><w:moveTo w:id="2"><w:r><w:t>moved</w:t></w:r></w:moveTo></w:p>
            <w:tbl><w:tr><w:trPr><w:del w:id="3"/></w:trPr><w:tc><w:p><w:r><w:t>gone</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>there</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            """);

        reading.Taken().Text.Value.ShouldBe("a\nmoved\nthere");
        reading.Told().ShouldContain(finding => finding.StartsWith("tracked change: 2 deleted passages"));
    }

    [Fact]
    public void Given_two_renderings_of_one_text_box_when_it_is_read_then_its_words_stand_once() =>
        Body("""
            <w:p><w:r><w:t>anchor</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>in the box</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> goes on</w:t></w:r></w:p>
            """).Taken().Text.Value.ShouldBe("anchorgoes on\nin the box");

    [Fact]
    public void Given_special_characters_when_they_are_read_then_each_becomes_its_character()
    {
        var reading = Body("""
            <w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:softHyphen/><w:t>d</w:t><w:br/><w:t>e</w:t><w:cr/><w:sym w:font="Wingdings" w:char="F04A"/></w:r></w:p>
            """);

        reading.Taken().Text.Value.ShouldBe("a\tb\u2011c\u00ADd\ne\n\uF04A");
        reading.Told().ShouldContain(finding => finding.StartsWith("symbol: 1 symbol of a symbol font"));
    }

    [Fact]
    public void Given_fields_when_they_are_read_then_what_was_shown_stands_and_the_instruction_does_not()
    {
        var reading = Body("""
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>7</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>EQ \o\al(\s\up 11(reading),word)</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            """);

        reading.Taken().Text.Value.ShouldBe("7\nword");
        reading.Told().Select(finding => finding.Split(':')[0]).ShouldBe(["field", "ruby"]);
    }

    [Fact]
    public void Given_styles_when_a_paragraph_has_one_then_its_heading_comes_from_the_style_it_is_based_on()
    {
        var text = Document(
            """<w:p><w:pPr><w:pStyle w:val="Mine"/></w:pPr><w:r><w:t>head</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>sub</w:t></w:r></w:p>""",
            ("word/styles.xml", """<w:styles xmlns:w="W"><w:style w:styleId="Base"><w:name w:val="heading 2"/></w:style><w:style w:styleId="Mine"><w:basedOn w:val="Base"/></w:style></w:styles>""", "styles")).Taken();

        text.Structure.Blocks.Select(block => block.Level).ShouldBe([2, 3]);
    }

    [Fact]
    public void Given_a_note_that_is_missing_when_it_is_referred_to_then_the_file_is_refused() =>
        Body("""<w:p><w:r><w:footnoteReference w:id="7"/></w:r></w:p>""").Refusal().ShouldContain("note that is not in the file");

    [Fact]
    public void Given_a_part_outside_of_the_file_when_it_is_named_then_it_is_not_fetched_and_that_is_told()
    {
        var reading = Body("""<w:p><w:r><w:t>here</w:t></w:r></w:p><w:altChunk/>""");

        reading.Taken().Text.Value.ShouldBe("here");
        reading.Told().ShouldContain(finding => finding.StartsWith("foreign content: 1 inserted file was left out"));
    }

    internal static Reading<ExtractedText> Body(string body) => Document(body);

    internal static byte[] Packed(string main, params (string Name, string Xml, string Type)[] parts)
    {
        const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "_rels/.rels", $"""<Relationships><Relationship Id="a" Type="{Relations}officeDocument" Target="word/document.xml"/></Relationships>""");
            Add(zip, "word/document.xml", main);
            Add(zip, "word/_rels/document.xml.rels", $"<Relationships>{string.Concat(parts.Select((part, index) => $"""<Relationship Id="r{index}" Type="{Relations}{part.Type}" Target="/{part.Name}"/>"""))}</Relationships>");
            foreach (var part in parts)
                Add(zip, part.Name, part.Xml);
        }

        return packed.ToArray();
    }

    private static Reading<ExtractedText> Document(string body, params (string Name, string Xml, string Type)[] parts) =>
        DocumentFiles.Read(Packed($"""<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>""", parts), "f.docx");

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var stream = zip.CreateEntry(name).Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
