using System.Text;
using CsCheck;
using EvidenceBase.Record.Documents;
using EvidenceBase.Tests.Formats;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class CanonicalTextTests
{
    [Theory]
    [InlineData("苏州工业园区", 6)]
    [InlineData("😀😀", 2)]
    [InlineData("👩🏽‍🏭", 4)]
    [InlineData("e\u0301", 2)]
    [InlineData("é", 1)]
    [InlineData("שלום عالم", 9)]
    [InlineData("𠮷野家", 3)]
    [InlineData("", 0)]
    [InlineData("\ufeffa\0", 3)]
    public void Its_length_is_counted_in_code_points(string text, int length) => Texts.Take(text).Length.ShouldBe(length);

    [Theory]
    [InlineData("a\r\nb\rc\n\r\nd", "a\nb\nc\n\nd")]
    [InlineData("a\n\rb", "a\n\nb")]
    [InlineData("a\u2028b\u0085c\u000bd ", "a\u2028b\u0085c\u000bd ")]
    [InlineData("e\u0301 é \u00a0\t", "e\u0301 é \u00a0\t")]
    public void Line_ends_become_LF_and_nothing_else_changes(string came, string kept) => Texts.Take(came).Value.ShouldBe(kept);

    /// <summary>Not as attributes: those are kept in UTF-8, which has no half pairs.</summary>
    [Fact]
    public void Half_a_surrogate_pair_is_refused_and_where_it_stands_is_said()
    {
        Refusal("ab\ud83d").ShouldContain("code point 2 stands U+D83D,");
        Refusal("😀\ude00b").ShouldContain("code point 1 stands U+DE00,");
        Refusal("\ude00\ud83d").ShouldContain("code point 0 stands U+DE00,");
        Refusal("\ud83d😀").ShouldContain("code point 0 stands U+D83D,");

        static string Refusal(string came)
        {
            var (taken, problem) = CanonicalText.From(came);
            taken.ShouldBeNull();
            (problem.ShouldNotBeNull().Type, problem.Field).ShouldBe(("unpaired-surrogate", "text"));
            return problem.Detail;
        }
    }

    [Theory]
    [InlineData("说😀了话", 1, 2, "😀")]
    [InlineData("说😀了话", 2, 4, "了话")]
    [InlineData("e\u0301x", 1, 2, "\u0301")]
    [InlineData("אבג", 0, 2, "אב")]
    [InlineData("abc", 3, 3, "")]
    public void A_slice_is_what_stands_between_two_positions(string text, int start, int end, string slice) =>
        Texts.Take(text).Slice(start, end).ShouldBe(slice);

    [Theory]
    [InlineData("", 1)]
    [InlineData("a", 1)]
    [InlineData("a\n", 1)]
    [InlineData("a\n\nb", 3)]
    public void Its_lines_are_counted(string text, int lines) => Texts.Take(text).Lines.ShouldBe(lines);

    [Theory]
    [InlineData("😀a\nb\n\nc\n", 1, 1, 0, 2)]
    [InlineData("😀a\nb\n\nc\n", 2, 2, 3, 5)]
    [InlineData("😀a\nb\n\nc\n", 3, 9, 5, 7)]
    [InlineData("a", 1, 5, 0, 1)]
    public void Lines_stand_where_they_stand(string text, int first, int count, int start, int end) =>
        Texts.Take(text).PlaceOfLines(first, count).ShouldBe((start, end));

    [Fact]
    public void There_is_no_line_behind_the_last() => Should.Throw<ArgumentOutOfRangeException>(() => Texts.Take("a\n").PlaceOfLines(2, 1));

    /// <summary>Each line, taken by its number, is what splitting the text gives; longer than the strides in which offsets are kept.</summary>
    [Fact]
    public void Every_line_is_found_by_its_number() =>
        (from pieces in Hostile.AnyOf("a", "😀", "\n", "é").List[0, 1500] select string.Concat(pieces)).Sample(
            text =>
            {
                var canonical = Texts.Take(text);
                var lines = text.Split('\n');
                for (var line = 1; line <= canonical.Lines; line++)
                {
                    var (start, end) = canonical.PlaceOfLines(line, 1);
                    canonical.Slice(start, end).ShouldBe(lines[line - 1]);
                    canonical.LineAt(start).ShouldBe(line);
                }
            },
            iter: 50);

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(2, 1)]
    [InlineData(0, 4)]
    public void A_position_outside_of_the_text_has_no_slice(int start, int end)
    {
        var text = Texts.Take("a😀b");
        text.Contains(start, end).ShouldBeFalse();
        Should.Throw<ArgumentOutOfRangeException>(() => text.Slice(start, end));
    }

    [Fact]
    public void Slices_of_a_long_text_are_those_of_its_code_points() =>
        Gen.Select(Gen.OneOf("a", "蘇", "😀", "e\u0301").Array[700, 1200].Select(string.Concat), Gen.Int[0, 700], Gen.Int[0, 700])
            .Sample((came, one, other) =>
            {
                var text = Texts.Take(came);
                var (start, end) = (Math.Min(one, other), Math.Max(one, other));
                var runes = came.EnumerateRunes().ToArray();
                text.Length.ShouldBe(runes.Length);
                text.CodePoints().ShouldBe(runes.Select(rune => rune.Value));
                text.Slice(start, end).ShouldBe(string.Concat(runes[start..end]));
            });

    [Fact]
    public void Taking_a_text_again_changes_nothing() => Texts.Strings.Sample(came =>
    {
        var once = Texts.Take(came.Replace("a", "\r\n", StringComparison.Ordinal));
        Texts.Take(once.Value).Value.ShouldBe(once.Value);
        CanonicalText.Trusted(once.Value).Length.ShouldBe(once.Length);
        Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(once.Value)).ShouldBe(once.Value);
    });

    [Fact]
    public void What_was_never_taken_is_not_trusted()
    {
        Should.Throw<ArgumentException>(() => CanonicalText.Trusted("a\r"));
        Should.Throw<ArgumentException>(() => CanonicalText.Trusted("\ud800"));
    }

    [Theory]
    [InlineData("a", 1, false)]
    [InlineData("a\n", 1, false)]
    [InlineData("a\r\nb", 2, true)]
    [InlineData("a\n\n", 2, false)]
    public void Its_form_says_how_it_came(string came, int lines, bool lineEndsChanged) =>
        TextForm.Of("text/plain", came, Texts.Take(came)).ShouldBe(new("text/plain", lines, lineEndsChanged));
}
