using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class SubtitleReaderTests
{
    private const string WebVtt = """
        WEBVTT - invented

        STYLE
        ::cue { color: red }

        NOTE
        Check the name.

        intro
        00:01.000 --> 00:04.500 align:start line:0
        <v Roger Bingham>We are in <i>New York</i> City &amp; 😀

        00:00:05.000 --> 00:00:07.000
        <v Roger Bingham>still he<00:00:06.000> speaks

        100:00:08.000 --> 100:00:09.000
        <v.loud Neil>不是<v Roger Bingham>yes

        100:00:09.000 --> 100:00:10.000
        nobody named
        """;

    [Fact]
    public void Given_WebVTT_when_it_is_read_then_its_words_are_the_text_and_times_and_voices_the_structure()
    {
        var reading = DocumentFiles.ReadText(WebVtt, "f.vtt");
        var text = reading.Taken();

        text.Text.Value.ShouldBe("We are in New York City & 😀\nstill he speaks\n不是yes\nnobody named");
        text.Structure.Cues.Select(cue => (cue.From, cue.Until, cue.Identifier, text.Part(cue.Start, cue.End))).ShouldBe(
        [
            (1000, 4500, "intro", "We are in New York City & 😀"),
            (5000, 7000, null, "still he speaks"),
            (360_008_000, 360_009_000, null, "不是yes"),
            (360_009_000, 360_010_000, null, "nobody named"),
        ]);
        text.Turns().ShouldBe([("Roger Bingham", "We are in New York City & 😀\nstill he speaks"), ("Neil", "不是"), ("Roger Bingham", "yes")]);
        text.Structure.Comments.ShouldHaveSingleItem().Text.ShouldBe("Check the name.");
        reading.Told().Select(finding => finding.Split(':')[0]).ShouldBe(["header", "comment", "cue setting", "formatting", "time", "style"]);
    }

    [Theory]
    [InlineData("WEBVTT\n\n00:01.000 -> 00:02.000\nx", 4)]
    [InlineData("WEBVTT\n\nid\n00:01.000 --> 00:62.000\nx", 4)]
    [InlineData("WEBVTT\n\njust text", 3)]
    public void Given_a_cue_without_times_when_it_is_read_then_its_line_is_named(string file, int line)
    {
        var error = DocumentFiles.ReadText(file, "f.vtt").Errors.ShouldHaveSingleItem();

        error.Line.ShouldBe(line);
        error.Detail.ShouldContain("no times");
    }

    [Fact]
    public void Given_SubRip_when_it_is_read_then_its_words_are_the_text_and_names_in_it_are_speakers()
    {
        const string Srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\nANNA: <i>Hello</i> {\\an8}there\r\n\r\nsecond part\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nBO: 2 < 3\r\n\r\n3\r\n00:00:05,000 --> 00:00:06,000\r\nANNA: yes\r\n\r\n4\r\n00:00:07,000 --> 00:00:08,000\r\nBO: no\r\n";
        var reading = DocumentFiles.ReadText(Srt, "f.srt");
        var text = reading.Taken();

        text.Format.ShouldBe(DocumentFormat.Srt);
        text.LineEndsChanged.ShouldBeTrue();
        text.Text.Value.ShouldBe("ANNA: Hello there\n\nsecond part\nBO: 2 < 3\nANNA: yes\nBO: no");
        text.Structure.Cues.Select(cue => (cue.Identifier, cue.From, cue.Until)).ShouldBe([("1", 1000, 2500), ("2", 3000, 4000), ("3", 5000, 6000), ("4", 7000, 8000)]);
        text.Turns().Select(turn => turn.Speaker).ShouldBe(["ANNA", "BO", "ANNA", "BO"]);
        reading.Told().ShouldHaveSingleItem().ShouldStartWith("formatting: 3 tags for the look of cues");
    }

    [Fact]
    public void Given_SubRip_with_times_that_cannot_be_read_when_it_is_read_then_the_line_is_named()
    {
        var error = DocumentFiles.ReadText("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:00:03,000 --> 0:4\ny", "f.srt").Errors.ShouldHaveSingleItem();

        error.Line.ShouldBe(6);
        error.Detail.ShouldContain("arrow");
    }
}
