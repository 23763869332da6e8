using System.IO.Compression;
using System.Text;
using CsCheck;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

/// <summary>Files that are damaged, made to harm, or not what they say.</summary>
public sealed class HostileDocumentsTests
{
    private static readonly Dictionary<string, byte[]> Files = DocumentFiles.All.ToDictionary(name => name, DocumentFiles.Bytes);

    [Theory]
    [InlineData("f.docx", "%PDF-1.4", "PDF cannot be read")]
    [InlineData("f.txt", "\u0089PNG\r\n", "a picture (PNG)")]
    [InlineData("f.txt", "ID3\u0003", "a sound recording (MP3)")]
    [InlineData("f.txt", "<?xml version='1.0'?><TEI/>", "XML of a kind that is not known", "f.xml")]
    [InlineData("f.docx", "PK\u0003\u0004 and no more", "damaged or was cut short")]
    public void Given_a_file_that_is_no_document_when_it_is_read_then_the_refusal_says_what_it_is(string name, string content, string reason, string? other = null) =>
        DocumentFiles.Read(Encoding.Latin1.GetBytes(content), other ?? name).Refusal().ShouldContain(reason);

    [Theory]
    [InlineData("EncryptedPackage", "The file is encrypted")]
    [InlineData("WordDocument", "old Word format (.doc)")]
    [InlineData("Workbook", "old Office format")]
    public void Given_an_old_or_encrypted_Office_file_when_it_is_read_then_the_refusal_says_what_to_do(string stream, string reason) =>
        DocumentFiles.Read([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600], .. Encoding.Unicode.GetBytes(stream)], "f.docx").Refusal().ShouldContain(reason);

    [Theory]
    [InlineData("xl/workbook.xml", "an Excel workbook")]
    [InlineData("ppt/presentation.xml", "a PowerPoint presentation")]
    [InlineData("project.qde", "a REFI-QDA project")]
    [InlineData("a.txt", "a ZIP archive of files")]
    public void Given_an_archive_of_something_else_when_it_is_read_then_the_refusal_says_what_it_is(string entry, string what) =>
        DocumentFiles.Read(Zip((entry, "x")), "f.docx").Refusal().ShouldContain($"The file is {what}");

    [Fact]
    public void Given_a_name_that_does_not_fit_the_content_when_it_is_read_then_the_content_decides_and_that_is_told()
    {
        var reading = DocumentFiles.Read(DocumentFiles.Bytes("sample.odt"), "interview.docx");

        reading.Taken().Format.ShouldBe(DocumentFormat.Odt);
        reading.Told().ShouldContain(finding => finding.StartsWith("format: The file is named or sent as Word (DOCX)"));
    }

    [Fact]
    public void Given_an_encrypted_OpenDocument_when_it_is_read_then_the_refusal_says_so() =>
        DocumentFiles.Read(
            Zip(
                ("mimetype", "application/vnd.oasis.opendocument.text"),
                ("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>"),
                ("content.xml", "\u0001")),
            "f.odt").Refusal().ShouldContain("encrypted");

    [Theory]
    [InlineData("""<!DOCTYPE x [<!ENTITY a "b">]>""")]
    [InlineData("""<!DOCTYPE x SYSTEM "file:///etc/passwd">""")]
    [InlineData("""<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1/a"> %a;]>""")]
    public void Given_a_document_type_in_XML_when_it_is_read_then_it_is_refused(string type) =>
        DocumentFiles.Read(DocxReaderTests.Packed(type + "<w:document xmlns:w='w'/>"), "f.docx").Refusal().ShouldContain("document type (DTD)");

    /// <summary>Behind so much text that the reader had already begun to hand it on.</summary>
    [Fact]
    public void Given_XML_with_bytes_of_another_encoding_far_behind_when_it_is_read_then_it_is_refused()
    {
        var archive = DocxReaderTests.Packed("<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>" + new string('x', 20_000) + "\uFFFD</w:t></w:r></w:p></w:body></w:document>");
        var damaged = Zip(("_rels/.rels", Entry(archive, "_rels/.rels")), ("word/document.xml", Entry(archive, "word/document.xml").Replace("\u00EF\u00BF\u00BD", "\u00EF", StringComparison.Ordinal)));

        DocumentFiles.Read(damaged, "f.docx").Refusal().ShouldContain("XML cannot be read");
    }

    [Fact]
    public void Given_XML_that_is_nested_without_end_when_it_is_read_then_it_is_refused() =>
        DocumentFiles.Read(DocxReaderTests.Packed(new StringBuilder().Insert(0, "<a>", 100_000).ToString()), "f.docx").Refusal().ShouldContain("nested more than 256 deep");

    /// <summary>Attributes take many times the memory that they have in the file, and looking for double ones takes quadratic time.</summary>
    [Fact]
    public void Given_elements_with_attributes_without_end_when_they_are_read_then_they_are_not_kept()
    {
        var attributes = string.Concat(Enumerable.Range(0, 500_000).Select(number => $" a{number}=\"\""));

        DocumentFiles.ReadText($"<html><body><p hidden{attributes}>Hidden<p{attributes}>Shown", "f.html").Taken().Text.Value.ShouldBe("Shown");
        DocumentFiles.Read(DocxReaderTests.Packed($"<w:document xmlns:w='w'{attributes}{attributes}/>"), "f.docx").Refusal().ShouldContain("more than 8 MB in one piece");
    }

    [Fact]
    public void Given_XML_in_UTF_16_when_it_is_read_then_it_is_refused() =>
        DocumentFiles.Read(Zip(("word/document.xml", "x"), ("_rels/.rels", "\u00FE\u00FF\0<\0a\0/\0>")), "f.docx").Refusal().ShouldContain("not in UTF-8");

    [Fact]
    public void Given_an_archive_that_unpacks_to_far_more_when_it_is_read_then_it_is_refused_at_the_bound()
    {
        var bomb = DocxReaderTests.Packed("<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>" + new string('x', 3_000_000) + "</w:t></w:r></w:p></w:body></w:document>");

        bomb.Length.ShouldBeLessThan(20_000);
        DocumentFiles.Read(bomb, "f.docx", limits: new ReadingLimits(ExpandedBytes: 1_000_000)).Refusal().ShouldContain("unpacks to far more");
        DocumentFiles.Read(bomb, "f.docx", limits: new ReadingLimits(Characters: 1_000_000)).Refusal().ShouldContain("more than 1000000 characters");
    }

    [Fact]
    public void Given_an_archive_with_more_entries_than_a_document_when_it_is_read_then_it_is_refused_before_they_are_listed() =>
        DocumentFiles.Read(Zip([.. Enumerable.Range(0, 300).Select(number => ($"word/{number}", ""))]), "f.docx", limits: new ReadingLimits(Entries: 200))
            .Refusal().ShouldContain("more than 200 entries");

    [Fact]
    public void Given_an_archive_with_one_name_twice_when_it_is_read_then_it_is_refused() =>
        DocumentFiles.Read(Zip(("word/document.xml", "a"), ("word/document.xml", "b")), "f.docx").Refusal().ShouldContain("the same name");

    [Fact]
    public void Given_an_encrypted_archive_when_it_is_read_then_it_is_refused()
    {
        var archive = Zip(("word/document.xml", "a"));
        archive[archive.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;

        DocumentFiles.Read(archive, "f.docx").Refusal().ShouldContain("The archive is encrypted");
    }

    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Given_no_time_when_a_file_of_any_format_is_read_then_it_is_refused(string name) =>
        DocumentFiles.Read(OfEveryFormat(name), name, limits: new ReadingLimits(Seconds: 0), clock: TimeProvider.System).Refusal().ShouldContain("took longer than 0 seconds");

    /// <summary>The reader is stopped within its work, not only before it begins.</summary>
    [Theory]
    [MemberData(nameof(EveryFormat))]
    public void Given_nobody_who_waits_any_more_when_a_file_of_any_format_is_read_then_reading_stops(string name)
    {
        using var stop = new CancellationTokenSource();
        using var file = new EndingStream(OfEveryFormat(name), stop.Cancel);

        Should.Throw<OperationCanceledException>(() => DocumentReader.Read(file, name, cancellation: stop.Token));
    }

    public static TheoryData<string> EveryFormat => [.. DocumentFiles.All, "a.txt", "a.md", "a.vtt", "a.srt"];

    private static byte[] OfEveryFormat(string name) => name switch
    {
        "a.vtt" => "WEBVTT\n\n00:01.000 --> 00:02.000\nSaid"u8.ToArray(),
        "a.srt" => "1\n00:00:01,000 --> 00:00:02,000\nSaid"u8.ToArray(),
        "a.txt" or "a.md" => "Said"u8.ToArray(),
        _ => Files[name],
    };

    /// <summary>A file that was cut short is refused – except where all of its words had come before the cut.</summary>
    [Fact]
    public void Given_files_that_are_cut_short_when_they_are_read_then_each_is_refused_with_a_sentence() =>
        (from name in Hostile.AnyOf([.. DocumentFiles.All])
         from part in Gen.Double[0, 1]
         select (name, length: (int)(Files[name].Length * part))).Sample(
            cut =>
            {
                var reading = DocumentFiles.Read(Files[cut.name][..cut.length], cut.name);
                if (reading.Content is { } text)
                    DocumentFiles.Holds(text);
                else
                    reading.Errors.ShouldHaveSingleItem().Detail.ShouldEndWith(".");
            },
            iter: 300);

    [Fact]
    public void Given_files_with_damaged_bytes_when_they_are_read_then_each_is_taken_whole_or_refused_with_a_sentence() =>
        (from name in Hostile.AnyOf([.. DocumentFiles.All])
         from changes in Gen.Select(Gen.Double[0, 1], Gen.Byte).List[1, 8]
         select (name, changes)).Sample(
            damage =>
            {
                var bytes = (byte[])Files[damage.name].Clone();
                foreach (var (place, value) in damage.changes)
                    bytes[(int)(place * (bytes.Length - 1))] = value;
                var reading = DocumentFiles.Read(bytes, damage.name);
                if (reading.Content is { } text)
                    DocumentFiles.Holds(text);
                else
                    reading.Errors.ShouldHaveSingleItem().Detail.ShouldEndWith(".");
            },
            iter: 500);

    [Fact]
    public void Given_any_characters_when_they_are_read_as_any_sort_of_text_then_the_positions_lie_in_the_text() =>
        (from pieces in Hostile.AnyOf("A: ", "\n", "😀", "x", "[00:01] ", "# ", "- ", "<p>", "</p>", "<td>", "<table>", "<tr>", "{", "}", @"\par ", @"\'e9", @"\cell ", @"\row ", @"\intbl ", "\r", "e\u0301", " ", "-->", "\t", "<v Bo>", "1\n00:00:01,000 --> 00:00:02,000\n").List[0, 60]
         from head in Hostile.AnyOf("", "WEBVTT\n\n", @"{\rtf1 ", "<html>", "1\n00:00:01,000 --> 00:00:02,000\n")
         from name in Hostile.AnyOf("f.txt", "f.md", "f.html")
         select (text: head + string.Concat(pieces), name)).Sample(
            file =>
            {
                if (DocumentFiles.ReadText(file.text, file.name).Content is { } text)
                    DocumentFiles.Holds(text);
            },
            iter: 3000);

    private sealed class EndingStream(byte[] bytes, Action atEnd) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer)
        {
            var read = base.Read(buffer);
            if (read == 0)
                atEnd();
            return read;
        }
    }

    /// <summary>Its bytes, one a character.</summary>
    private static string Entry(byte[] archive, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(archive));
        using var reader = new StreamReader(zip.GetEntry(name)!.Open(), Encoding.Latin1);
        return reader.ReadToEnd();
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(Encoding.Latin1.GetBytes(content));
            }
        }

        return packed.ToArray();
    }
}
