using System.IO.Compression;
using System.Text;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class EpubReaderTests
{
    private const string Container = """<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>""";

    [Fact]
    public void Given_a_book_of_a_word_processor_when_it_is_read_then_its_words_and_notes_are_there()
    {
        var reading = DocumentFiles.Read("sample.epub");
        var text = reading.Taken();

        text.Text.Value.ShouldContain("R: 没有人告诉我们。码头😀就这样关了。\nשלום עולם, זה טקסט מומצא.\nهذا نص مخترع.");
        text.Blocks(BlockKind.Footnote).ShouldBe(["1Spring of an invented year.", "iThe end of it."]);
        text.Structure.Blocks.First(block => block.Kind == BlockKind.Footnote).At.ShouldNotBeNull().ShouldSatisfyAllConditions(at => text.Part(at - 6, at).ShouldBe("spring"));
        text.Structure.Parts.ShouldHaveSingleItem().Label.ShouldBe("OEBPS/sections/section0001.xhtml");
    }

    [Fact]
    public void Given_chapters_when_they_are_read_then_they_stand_in_the_order_of_the_spine_and_each_is_a_part()
    {
        var text = DocumentFiles.Read(Book(
            ("META-INF/container.xml", Container),
            ("OPS/book.opf", """<package><manifest><item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/><item id="b" href="b.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="b"/><itemref idref="a"/></spine></package>"""),
            ("OPS/text/a b.xhtml", """<?xml version="1.0"?><!DOCTYPE html><html><head><title/><script src="x"/></head><body><p>second&#160;&eacute;</p></body></html>"""),
            ("OPS/b.xhtml", "<html><body><h1>first</h1></body></html>")), "f.epub").Taken();

        text.Text.Value.ShouldBe("first\nsecond\u00A0é");
        text.Structure.Parts.Select(part => (part.Label, text.Part(part.Start, part.End))).ShouldBe([("OPS/b.xhtml", "first"), ("OPS/text/a b.xhtml", "second\u00A0é")]);
    }

    [Fact]
    public void Given_a_chapter_that_is_missing_when_the_book_is_read_then_it_is_refused() =>
        DocumentFiles.Read(Book(
            ("META-INF/container.xml", Container),
            ("OPS/book.opf", """<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>""")), "f.epub")
            .Refusal().ShouldContain("“OPS/a.xhtml” that the file names is not in it");

    [Fact]
    public void Given_a_protected_chapter_when_the_book_is_read_then_it_is_refused() =>
        DocumentFiles.Read(Book(
            ("META-INF/container.xml", Container),
            ("META-INF/encryption.xml", """<encryption><EncryptedData><CipherData><CipherReference URI="OPS/a.xhtml"/></CipherData></EncryptedData></encryption>"""),
            ("OPS/book.opf", """<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>"""),
            ("OPS/a.xhtml", "\u0001\u0002")), "f.epub").Refusal().ShouldContain("copy protection");

    private static byte[] Book(params (string Name, string Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries.Prepend(("mimetype", "application/epub+zip")))
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.UTF8.GetBytes(content));
            }
        }

        return packed.ToArray();
    }
}
