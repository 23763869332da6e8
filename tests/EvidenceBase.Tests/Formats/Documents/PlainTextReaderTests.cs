using System.Text;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class PlainTextReaderTests
{
    private const string German = "Die Befragte sagte, daß die Löhne gestiegen sind. Übrigens später auch für die Übersetzer.\n";
    private const string Chinese = "受访者说，苏州工业园区的企业主要为外资企业代工。他认为升级很困难。\n";

    [Fact]
    public void Given_UTF_8_when_it_is_read_then_nothing_but_line_ends_changes()
    {
        var reading = DocumentFiles.ReadText("Ünïcode 😀 e\u0301\r\n\r\nsecond\r third\n", "f.txt");
        var text = reading.Taken();

        text.Text.Value.ShouldBe("Ünïcode 😀 e\u0301\n\nsecond\n third\n");
        (text.Encoding, text.LineEndsChanged, text.Format).ShouldBe(("utf-8", true, DocumentFormat.PlainText));
        text.Blocks(BlockKind.Paragraph).ShouldBe(["Ünïcode 😀 e\u0301", "second", " third"]);
        reading.NotUnderstood.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void Given_a_byte_order_mark_when_it_is_read_then_it_decides_and_is_no_part_of_the_text(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        var reading = DocumentFiles.Read([.. encoding.Preamble, .. encoding.GetBytes(Chinese)], "f.txt");

        reading.Taken().Text.Value.ShouldBe(Chinese);
        reading.Taken().Encoding.ShouldBe(name);
        reading.NotUnderstood.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("utf-16", German)]
    [InlineData("utf-16BE", German)]
    [InlineData("utf-16", Chinese)]
    [InlineData("utf-16BE", Chinese)]
    public void Given_UTF_16_without_a_mark_when_it_is_read_then_the_guess_is_right_and_told(string name, string text)
    {
        var reading = DocumentFiles.Read(Encoding.GetEncoding(name).GetBytes(text), "f.txt");

        reading.Taken().Text.Value.ShouldBe(text);
        reading.Told().ShouldHaveSingleItem().ShouldStartWith("encoding: The file has no byte order mark");
    }

    [Theory]
    [InlineData(1252, "windows-1252", German)]
    [InlineData(54936, "gb18030", Chinese)]
    [InlineData(932, "shift_jis", "これは日本語の文章です。テストのために書きました。\n")]
    [InlineData(1251, "windows-1251", "Это русский текст, написанный для проверки чтения файлов.\n")]
    public void Given_an_older_encoding_when_it_is_read_then_the_guess_is_told_with_its_name(int codePage, string name, string text)
    {
        var reading = DocumentFiles.Read(CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text), "f.txt");

        (reading.Taken().Text.Value, reading.Taken().Encoding).ShouldBe((text, name));
        reading.Told().ShouldHaveSingleItem().ShouldContain($"It was read as {name}");
    }

    [Fact]
    public void Given_a_stated_encoding_when_the_bytes_are_in_it_then_it_is_taken_without_doubt()
    {
        var reading = DocumentFiles.Read(Encoding.Latin1.GetBytes("café"), "f.txt", encoding: "windows-1250");

        (reading.Taken().Text.Value, reading.Taken().Encoding).ShouldBe(("café", "windows-1250"));
        reading.NotUnderstood.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("utf-8", "not in the stated encoding utf-8")]
    [InlineData("klingon", "“klingon” is not known")]
    [InlineData("utf-7", "“utf-7” is not known")]
    public void Given_a_stated_encoding_when_the_bytes_are_not_in_it_then_that_is_told(string stated, string told) =>
        DocumentFiles.Read(Encoding.Latin1.GetBytes(German), "f.txt", encoding: stated).Told().ShouldHaveSingleItem().ShouldContain(told);

    [Fact]
    public void Given_a_mark_that_the_bytes_belie_when_it_is_read_then_the_file_is_refused() =>
        DocumentFiles.Read([0xEF, 0xBB, 0xBF, (byte)'a', 0xE9, (byte)'b'], "f.txt").Refusal().ShouldContain("byte order mark of utf-8");

    [Fact]
    public void Given_control_characters_when_there_are_few_then_they_are_kept_and_told()
    {
        var reading = DocumentFiles.ReadText("one\u0007two\n" + new string('x', 1000), "f.txt");

        reading.Taken().Text.Value.ShouldStartWith("one\u0007two\n");
        reading.Told().ShouldHaveSingleItem().ShouldStartWith("control character: 1 control character was kept");
    }

    [Theory]
    [InlineData("a\u0001b\u0002c\u0003", "control characters")]
    [InlineData("abc\0def ghi", "NUL")]
    [InlineData("", "empty")]
    [InlineData(" \n\t", "without a word")]
    public void Given_what_is_no_text_when_it_is_read_then_it_is_refused(string content, string reason) =>
        DocumentFiles.ReadText(content, "f.txt").Refusal().ShouldContain(reason);

    [Fact]
    public void Given_a_text_that_is_too_long_when_it_is_read_then_it_is_refused()
    {
        var limits = new ReadingLimits(Bytes: 2000, Characters: 100);

        DocumentFiles.Read(Encoding.UTF8.GetBytes(new string('x', 101)), "f.txt", limits: limits).Refusal().ShouldContain("more than 100 characters");
        DocumentFiles.Read(new byte[2001], "f.txt", limits: limits).Refusal().ShouldContain("larger than");
        DocumentReader.Read(Hostile.Endless((byte)'x'), "f.txt", limits: limits).Refusal().ShouldContain("larger than");
    }
}
