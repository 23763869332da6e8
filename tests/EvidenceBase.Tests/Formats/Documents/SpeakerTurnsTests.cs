using EvidenceBase.Formats.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Formats.Documents;

public sealed class SpeakerTurnsTests
{
    [Fact]
    public void Given_two_names_that_recur_when_the_text_is_read_then_turns_reach_from_name_to_name()
    {
        var text = Read("Interviewer: How?\nWith a second line.\n\nMs. O’Neil-Smith: Like this.\nInterviewer: I see.\nMs. O’Neil-Smith: Good.\n");

        text.Turns().ShouldBe(
        [
            ("Interviewer", "How?\nWith a second line."),
            ("Ms. O’Neil-Smith", "Like this."),
            ("Interviewer", "I see."),
            ("Ms. O’Neil-Smith", "Good."),
        ]);
        text.Structure.Turns.Select(turn => text.Part(turn.Start, turn.SpeechStart)).Distinct().ShouldBe(["Interviewer: ", "Ms. O’Neil-Smith: "]);
    }

    [Theory]
    [InlineData("问：你好\n答：好\n问：再见\n答：再见\n", "问", "答")]
    [InlineData("**A:** x\n**B:** y\n**A:** x\n**B:** y\n", "A", "B")]
    [InlineData("[00:01] A: x\n[00:02] B: y\n[00:03] A: x\n[00:04] B: y\n", "A", "B")]
    [InlineData("מראיין: x\nמשיב: y\nמראיין: x\nמשיב: y\n", "מראיין", "משיב")]
    public void Given_other_scripts_marks_and_times_when_names_recur_then_they_are_found(string came, string one, string other) =>
        Read(came).Turns().Select(turn => turn.Speaker).ShouldBe([one, other, one, other]);

    [Theory]
    [InlineData("Note: once\nand text\nWarning: once\n")]
    [InlineData("Q: only one name\nQ: again\nQ: and again\n")]
    [InlineData("http://a\nhttp://b\nftp://a\nftp://b\n")]
    [InlineData("At 10:30 we met: x\nAt 10:30 we met: x\n")]
    [InlineData("This is a very long sentence before a colon: x\nThis is a very long sentence before a colon: x\nNo it is not really that at all: y\nNo it is not really that at all: y\n")]
    public void Given_colons_of_other_kinds_when_the_text_is_read_then_nobody_speaks(string came) => Read(came).Structure.Turns.ShouldBeEmpty();

    [Fact]
    public void Given_names_on_few_of_many_lines_when_the_text_is_read_then_nobody_speaks_and_that_is_told()
    {
        var reading = DocumentFiles.ReadText("A: x\nB: y\nA: x\nB: y\n" + string.Concat(Enumerable.Repeat("prose without a name\n", 60)), "f.txt");

        reading.Taken().Structure.Turns.ShouldBeEmpty();
        reading.Told().ShouldHaveSingleItem().ShouldStartWith("speakers: 4 lines begin like a speaker's name");
    }

    [Fact]
    public void Given_times_of_the_recording_when_they_never_go_back_then_they_are_noted()
    {
        var text = Read("😀 #00:00:12-5# a\n[01:30] b (01:00:00.250) c\n");

        text.Structure.Times.Select(mark => (text.Part(mark.Start, mark.End), mark.At)).ShouldBe(
            [("#00:00:12-5#", 12_500L), ("[01:30]", 90_000L), ("(01:00:00.250)", 3_600_250L)]);
    }

    [Theory]
    [InlineData("[00:10:00] a [00:05:00] b", true)]
    [InlineData("only one [00:10:00]", false)]
    [InlineData("we met (10:30) and (11:30)", false)]
    [InlineData("[00:75:00] [00:10:99]", false)]
    public void Given_other_times_when_the_text_is_read_then_none_is_noted(string came, bool isTold)
    {
        var reading = DocumentFiles.ReadText(came, "f.txt");

        reading.Taken().Structure.Times.ShouldBeEmpty();
        reading.NotUnderstood.Any(finding => finding.Item == "times").ShouldBe(isTold);
    }

    private static ExtractedText Read(string text) => DocumentFiles.ReadText(text, "f.txt").Taken();
}
