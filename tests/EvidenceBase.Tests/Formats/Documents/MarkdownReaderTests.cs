using System.Text;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class MarkdownReaderTests
{
    [Fact]
    public void Given_Markdown_when_it_is_read_then_the_source_is_the_text_and_its_blocks_are_the_structure()
    {
        const string Source = "# 标题 😀\n\nSome *words*\non two lines.\n\n- one\n  - two\n\n> said\n\n```\ncode\n```\n\nSet\n===\n\n[a]: http://b\n";
        var text = DocumentFiles.ReadText(Source.ReplaceLineEndings("\r\n"), "f.md").Taken();

        text.Text.Value.ShouldBe(Source);
        text.Extractor.Version.ShouldContain("Markdig 1.");
        text.Structure.Blocks.Select(block => (block.Kind, block.Level, text.Part(block.Start, block.End))).ShouldBe(
        [
            (BlockKind.Heading, 1, "# 标题 😀"),
            (BlockKind.Paragraph, null, "Some *words*\non two lines."),
            (BlockKind.ListItem, 1, "one"),
            (BlockKind.ListItem, 2, "two"),
            (BlockKind.Quotation, null, "said"),
            (BlockKind.Preformatted, null, "```\ncode\n```"),
            (BlockKind.Heading, 1, "Set\n==="),
            (BlockKind.Paragraph, null, "[a]: http://b"),
        ]);
    }

    [Theory]
    [InlineData("> ", 5000)]
    [InlineData("- ", 5000)]
    [InlineData("1. ", 5000)]
    public void Given_nesting_without_end_when_it_is_read_then_the_text_is_taken_and_the_structure_is_told_to_be_lines(string mark, int times)
    {
        var reading = DocumentFiles.ReadText(new StringBuilder().Insert(0, mark, times) + "x\nsecond\n", "f.md");

        reading.Taken().Blocks(BlockKind.Paragraph).Count.ShouldBe(2);
        reading.Told().ShouldContain(finding => finding.StartsWith("structure: "));
    }

    /// <summary>Each took the parser minutes, or would have.</summary>
    [Theory]
    [InlineData("[a]: b\n")]
    [InlineData("[a]: b\n===\n")]
    [InlineData("[a")]
    [InlineData("![[")]
    [InlineData("*a **a ")]
    [InlineData("`")]
    [InlineData("| a | b |\n")]
    [InlineData("<!--")]
    [InlineData("  - a\n")]
    public void Given_hostile_repetition_when_it_is_read_then_all_of_it_is_taken(string piece)
    {
        var source = new StringBuilder().Insert(0, piece, 100_000).ToString();

        DocumentFiles.ReadText(source, "f.md").Taken().Text.Value.ShouldBe(source);
    }
}
