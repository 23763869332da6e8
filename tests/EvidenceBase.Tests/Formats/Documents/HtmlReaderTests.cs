using System.Text;
using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class HtmlReaderTests
{
    [Theory]
    [InlineData("<p>a  b\n c<p>d", "a b c\nd")]
    [InlineData("<p>a<b>b</b> <i> c</i></p>", "ab c")]
    [InlineData("a<br>b<br><br>c<br>", "a\nb\n\nc")]
    [InlineData("<div>a<div>b</div>c</div>", "a\nb\nc")]
    [InlineData("<pre>\n x\n  y</pre>z", " x\n  y\nz")]
    [InlineData("a&nbsp;b &lt;&#128512;", "a\u00A0b <😀")]
    [InlineData("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>", "漢")]
    [InlineData("<del>x</del><ins>y</ins>", "y")]
    [InlineData("<table><caption>t</caption><tr><td>a<td><p>b<p>c<tr><td><td>d</table>e", "t\na\tb\nc\n\td\ne")]
    [InlineData("<p hidden>x</p><p style='display: none'>y</p>z", "z")]
    [InlineData("<p>a</p><script>x</script><style>y</style><noscript>n</noscript><template>t</template>", "a")]
    public void Given_a_page_when_it_is_read_then_the_text_is_what_it_shows(string body, string text) =>
        Read($"<!doctype html><body>{body}").Taken().Text.Value.ShouldBe(text);

    [Fact]
    public void Given_elements_when_they_have_a_meaning_then_it_is_structure()
    {
        var text = Read("<html><body><h2>Head</h2><ul><li>one<ol><li>two</ol></ul><blockquote>said<p>more</blockquote><pre>code</pre>").Taken();

        text.Structure.Blocks.Select(block => (block.Kind, block.Level, text.Part(block.Start, block.End))).ShouldBe(
        [
            (BlockKind.Heading, 2, "Head"),
            (BlockKind.ListItem, 1, "one"),
            (BlockKind.ListItem, 2, "two"),
            (BlockKind.Quotation, null, "said"),
            (BlockKind.Quotation, null, "more"),
            (BlockKind.Preformatted, null, "code"),
        ]);
    }

    [Fact]
    public void Given_what_cannot_become_text_when_it_is_left_out_then_each_sort_is_told()
    {
        var reading = Read("<html><head><title>Secret title</title></head><body>a<!-- aside --><img src=x alt=secret><video></video><svg><text>secret</text></svg><input value=secret><a href=x>b</a><mark>c</mark><del>secret</del>");

        reading.Taken().Text.Value.ShouldBe("abc");
        reading.Taken().Structure.Comments.ShouldHaveSingleItem().Text.ShouldBe("aside");
        reading.Told().Select(finding => finding.Split(':')[0]).ShouldBe(
            ["title", "comment", "tracked change", "picture", "drawing", "link", "formatting", "form field", "media"], ignoreOrder: true);
        reading.Told().ShouldAllBe(finding => !finding.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Given_a_page_that_names_its_encoding_when_it_is_read_then_it_is_believed()
    {
        var gbk = CodePagesEncodingProvider.Instance.GetEncoding(936)!;
        var text = DocumentFiles.Read(gbk.GetBytes("<html><head><meta http-equiv=content-type content='text/html; charset=gb2312'></head><body>升级"), "f.html").Taken();

        (text.Text.Value, text.Encoding).ShouldBe(("升级", "gb18030"));
    }

    [Theory]
    [InlineData("div")]
    [InlineData("b")]
    [InlineData("span")]
    [InlineData("font")]
    [InlineData("blockquote")]
    public void Given_elements_in_elements_without_end_when_they_are_read_then_they_are_refused(string element) =>
        Read("<html><body>" + new StringBuilder().Insert(0, $"<{element}>", 200_000) + "x").Refusal().ShouldContain("nested more than 256 deep");

    private static EvidenceBase.Formats.Reading<ExtractedText> Read(string html) => DocumentFiles.ReadText(html, "f.html");
}
