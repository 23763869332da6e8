using System.Text;
using EvidenceBase.Formats;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

/// <summary>What Word and others write and LibreOffice does not.</summary>
public sealed class RtfReaderTests
{
    [Theory]
    [InlineData(@"{\rtf1\ansi\ansicpg1252 caf\'e9}", "café")]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset134 B;}}\f0 a\f1 \'cb\'d5\'d6\'dd\f0 b}", "a苏州b")]
    [InlineData(@"{\rtf1\ansi{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}{\f1 \'ef\'f0} \'ef}", "пр ï")]
    [InlineData(@"{\rtf1\mac \'8e}", "é")]
    [InlineData(@"{\rtf1 \u-28711?\u26159?x}", "这是x")]
    [InlineData(@"{\rtf1\uc2 \u8364\'80\'80x\uc0\u8364 y}", "€x€y")]
    [InlineData(@"{\rtf1 \u8364{x}}", "€x")]
    [InlineData(@"{\rtf1 \u8364\par x}", "€\nx")]
    [InlineData(@"{\rtf1{\upr{plain}{\*\ud{\u9733?}}}}", "★")]
    [InlineData(@"{\rtf1 a\~b\_c\-d\{\}\\\emdash\ldblquote\tab\line e\
f}", "a\u00A0b\u2011c\u00ADd{}\\—“\t\ne\nf")]
    [InlineData("{\\rtf1 one\r\n two\\par three}", "one two\nthree")]
    [InlineData(@"{\rtf1{\*\unknown{deep}}{\info{\title t}}a{\xe index}b}", "ab")]
    public void Given_characters_when_they_are_written_in_any_of_its_ways_then_they_are_read(string rtf, string text) =>
        Read(rtf).Taken().Text.Value.ShouldBe(text);

    [Fact]
    public void Given_a_table_when_it_is_read_then_its_cells_are_told_apart()
    {
        var text = Read(@"{\rtf1\pard before\par\trowd\pard\intbl a\cell\cell\row\trowd\pard\intbl c\par d\cell e\cell\row\pard after\par}").Taken();

        text.Text.Value.ShouldBe("before\na\t\nc\nd\te\nafter");
        text.Structure.Tables.ShouldHaveSingleItem().Rows.Select(row => row.Count).ShouldBe([2, 2]);
    }

    [Fact]
    public void Given_pictures_objects_and_binary_data_when_they_are_left_out_then_each_is_told()
    {
        var packed = new List<byte>(Encoding.Latin1.GetBytes(@"{\rtf1 a{\pict\wmetafile8 0102}{\object{\*\objdata 00}{\result r}}{\*\x\bin5 "));
        packed.AddRange([(byte)'}', (byte)'{', (byte)'\\', 0, 1]);
        packed.AddRange(Encoding.Latin1.GetBytes(@"}b}"));

        var reading = DocumentFiles.Read([.. packed], "f.rtf");

        reading.Taken().Text.Value.ShouldBe("ab");
        reading.Told().Select(finding => finding.Split(':')[0]).ShouldBe(["picture", "object", "object"]);
    }

    [Fact]
    public void Given_hidden_and_deleted_text_when_it_is_left_out_then_it_is_told_once_a_passage()
    {
        var reading = Read(@"{\rtf1 a{\v hid{\b den}}b{\deleted gone}c\v x\plain d}");

        reading.Taken().Text.Value.ShouldBe("abcd");
        reading.Told().ShouldContain(finding => finding.StartsWith("hidden text: 2 hidden passages"));
        reading.Told().ShouldContain(finding => finding.StartsWith("tracked change: 1 deleted passage"));
    }

    [Fact]
    public void Given_a_byte_that_its_code_page_does_not_have_when_it_is_read_then_that_is_told()
    {
        var reading = Read(@"{\rtf1\ansi{\fonttbl{\f1\fcharset134 B;}}\f1 \'81\'20 x}");

        reading.Taken().Text.Value.ShouldContain('\uFFFD');
        reading.Told().ShouldContain(finding => finding.StartsWith("encoding: "));
    }

    [Theory]
    [InlineData(@"{\rtf1 a", "not closed")]
    [InlineData(@"{\rtf1 a\'e", "not closed")]
    [InlineData(@"{\rtf1 a\bin100 x}", "not closed")]
    [InlineData(@"{\rtf1 a\'zz}", "hexadecimal")]
    [InlineData(@"{\rtf1{\info x}}", "without a word")]
    public void Given_a_damaged_file_when_it_is_read_then_it_is_refused_with_the_reason(string rtf, string reason) => Read(rtf).Refusal().ShouldContain(reason);

    [Fact]
    public void Given_groups_in_groups_when_they_are_deeper_than_any_document_then_they_are_refused() =>
        Read(@"{\rtf1" + new string('{', 1_000_000)).Refusal().ShouldContain("nested more than 256 groups deep");

    private static Reading<ExtractedText> Read(string rtf) => DocumentFiles.Read(Encoding.Latin1.GetBytes(rtf), "f.rtf");
}
