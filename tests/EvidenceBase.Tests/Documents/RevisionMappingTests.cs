using System.Diagnostics;
using System.Text;
using CsCheck;
using EvidenceBase.Record.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class RevisionMappingTests
{
    [Fact]
    public void What_lies_outside_of_the_edits_is_the_same_in_both_texts() =>
        Texts.Revised.Sample(pair => LeadsFrom(pair.Old, pair.New, RevisionMapping.Between(pair.Old, pair.New)));

    [Fact]
    public void Texts_that_have_nothing_to_do_with_each_other_are_mapped_too() =>
        Gen.Select(Texts.Any, Texts.Any).Sample((old, @new) => LeadsFrom(old, @new, RevisionMapping.Between(old, @new)));

    [Fact]
    public void The_same_text_has_no_edits() => Texts.Any.Sample(text => RevisionMapping.Between(text, text).Edits.ShouldBeEmpty());

    [Fact]
    public void Positions_keep_their_order() => Texts.Revised.Sample(pair =>
    {
        var mapping = RevisionMapping.Between(pair.Old, pair.New);
        for (var position = 0; position < pair.Old.Length; position++)
        {
            mapping.MapStart(position).ShouldBeLessThanOrEqualTo(mapping.MapStart(position + 1));
            mapping.MapEnd(position).ShouldBeLessThanOrEqualTo(mapping.MapEnd(position + 1));
            mapping.MapStart(position).ShouldBeLessThanOrEqualTo(mapping.MapEnd(position + 1));
        }

        mapping.MapEnd(0).ShouldBe(0);
        mapping.MapStart(pair.Old.Length).ShouldBe(pair.New.Length);
    });

    [Fact]
    public void An_unchanged_range_is_the_same_text_and_every_other_says_so() => Texts.Revised.Sample(pair =>
    {
        var mapping = RevisionMapping.Between(pair.Old, pair.New);
        foreach (var (start, end) in Ranges(pair.Old.Length))
        {
            var range = mapping.Map(start, end);
            var touched = mapping.Edits.Any(edit => Enumerable.Range(edit.OldStart, edit.OldLength).Any(at => at >= start && at < end)
                || (edit.OldLength == 0 && edit.OldStart > start && edit.OldStart < end));
            (range.Fate == Fate.Unchanged).ShouldBe(!touched);
            (range.Fate == Fate.Deleted).ShouldBe(range.Start == range.End);
            if (range.Fate == Fate.Unchanged)
                pair.New.Slice(range.Start, range.End).ShouldBe(pair.Old.Slice(start, end));
        }
    });

    [Fact]
    public void The_way_back_undoes_the_way_there() => Texts.Revised.Sample(pair =>
    {
        var mapping = RevisionMapping.Between(pair.Old, pair.New);
        LeadsFrom(pair.New, pair.Old, mapping.Inverse());
        foreach (var (start, end) in Ranges(pair.Old.Length))
        {
            if (mapping.Map(start, end) is { Fate: Fate.Unchanged } there)
                mapping.Inverse().Map(there.Start, there.End).ShouldBe(new(start, end, Fate.Unchanged));
        }
    });

    [Fact]
    public void Two_revisions_in_a_row_are_one_mapping() => Texts.RevisedTwice.Sample(texts =>
    {
        var first = RevisionMapping.Between(texts.First, texts.Second);
        var second = RevisionMapping.Between(texts.Second, texts.Third);
        var both = first.Then(second);
        LeadsFrom(texts.First, texts.Third, both);
        foreach (var (start, end) in Ranges(texts.First.Length))
        {
            if (first.Map(start, end) is { Fate: Fate.Unchanged } there && second.Map(there.Start, there.End) is { Fate: Fate.Unchanged } further)
                both.Map(start, end).ShouldBe(further);
        }
    });

    [Fact]
    public void A_revision_and_its_undoing_leave_unchanged_ranges_where_they_were() => Texts.Revised.Sample(pair =>
    {
        var mapping = RevisionMapping.Between(pair.Old, pair.New);
        var both = mapping.Then(mapping.Inverse());
        both.Edits.ShouldBe(mapping.Edits.Where(edit => edit.OldLength > 0).Select(edit => edit with { NewStart = edit.OldStart, NewEnd = edit.OldEnd }));
    });

    [Theory]
    [InlineData("the city grew", "the old city grew", 4, 8, "city", Fate.Unchanged)]
    [InlineData("the city grew", "the city soon grew", 4, 8, "city", Fate.Unchanged)]
    [InlineData("the city grew", "the cities grew", 4, 8, "cities", Fate.Changed)]
    [InlineData("the city grew", "it grew", 4, 8, "it", Fate.Changed)]
    [InlineData("the city grew fast", "the grew fast", 4, 9, "", Fate.Deleted)]
    [InlineData("一座城市长大了", "一座老城市长大了", 2, 4, "城市", Fate.Unchanged)]
    [InlineData("说😀了话", "又说😀了话", 1, 2, "😀", Fate.Unchanged)]
    [InlineData("one\ntwo\nthree\n", "two\nthree\n", 4, 7, "two", Fate.Unchanged)]
    [InlineData("one\ntwo\n", "zero\none\ntwo\n", 4, 7, "two", Fate.Unchanged)]
    public void A_range_follows_its_text(string old, string @new, int start, int end, string text, Fate fate)
    {
        var range = RevisionMapping.Between(Texts.Take(old), Texts.Take(@new)).Map(start, end);
        (Texts.Take(@new).Slice(range.Start, range.End), range.Fate).ShouldBe((text, fate));
    }

    [Fact]
    public void A_sentence_put_differently_is_one_edit_though_single_letters_agree() =>
        RevisionMapping.Between(Texts.Take("A. Firms came early.\nB.\n"), Texts.Take("A. Nobody had moved yet, they say.\nB.\n")).Edits
            .ShouldHaveSingleItem().OldStart.ShouldBe(3);

    [Fact]
    public void A_changed_word_in_a_long_line_is_an_edit_of_that_word_only()
    {
        var line = string.Concat(Enumerable.Range(0, 400).Select(number => $"word{number} "));
        var edits = RevisionMapping.Between(Texts.Take(line), Texts.Take(line.Replace("word200 ", "term200 ", StringComparison.Ordinal))).Edits;
        edits.ShouldHaveSingleItem().OldLength.ShouldBeLessThanOrEqualTo(4);
    }

    [Theory]
    [InlineData(0, 3, 0, 2, true)]
    [InlineData(2, 3, 2, 2, true)]
    [InlineData(2, 3, 2, 3, false)]
    [InlineData(3, 2, 3, 1, false)]
    [InlineData(2, 3, 1, 1, false)]
    [InlineData(5, 7, 5, 6, false)]
    [InlineData(2, 2, 2, 2, false)]
    public void Edits_that_do_not_lead_from_one_length_to_the_other_do_not_fit(int oldStart, int oldEnd, int newStart, int newEnd, bool fits) =>
        new RevisionMapping([new(oldStart, oldEnd, newStart, newEnd)]).Fits(5, 4).ShouldBe(fits);

    [Fact]
    public void Edits_that_touch_or_are_out_of_order_do_not_fit()
    {
        new RevisionMapping([new(0, 1, 0, 1), new(1, 2, 1, 2)]).Fits(5, 5).ShouldBeFalse();
        new RevisionMapping([new(0, 0, 0, 1), new(0, 1, 1, 1)]).Fits(5, 5).ShouldBeFalse();
        new RevisionMapping([new(2, 3, 2, 3), new(0, 1, 0, 1)]).Fits(5, 5).ShouldBeFalse();
        new RevisionMapping([new(0, 1, 0, 1), new(2, 3, 2, 3)]).Fits(5, 5).ShouldBeTrue();
    }

    [Fact]
    public void A_book_that_was_rewritten_throughout_is_mapped_soon_and_with_few_edits()
    {
        var random = new Random(2014);
        var mapping = Soon(Texts.Take(Book(random, 12_000)), Texts.Take(Book(random, 12_003)));
        mapping.Edits.Length.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Something_done_to_every_line_of_a_book_leaves_the_rest_of_each_where_it_is()
    {
        var lines = Book(new Random(2014), 6_000).TrimEnd().Split('\n');
        var mapping = Soon(Texts.Take(string.Join('\n', lines)), Texts.Take(string.Join('\n', lines.Select(line => "A: " + line))));
        mapping.Edits.Length.ShouldBe(6_000);
        mapping.Edits.ShouldAllBe(edit => edit.OldLength == 0 && edit.NewLength == 3);
    }

    [Fact]
    public void More_edits_than_anyone_can_use_become_edits_of_whole_lines()
    {
        var lines = Book(new Random(2014), 6_000).TrimEnd().Split('\n');
        var changed = lines.Select((line, number) => number % 2 == 0 ? line : $"A{line[..20]}B{line[20..40]}C{line[40..60]}D{line[60..]}");
        var mapping = Soon(Texts.Take(string.Join('\n', lines)), Texts.Take(string.Join('\n', changed)));
        mapping.Edits.Length.ShouldBe(3_000);
    }

    private static RevisionMapping Soon(CanonicalText old, CanonicalText @new)
    {
        var clock = Stopwatch.StartNew();
        var mapping = RevisionMapping.Between(old, @new);
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
        LeadsFrom(old, @new, mapping);
        return mapping;
    }

    private static string Book(Random random, int lines)
    {
        var text = new StringBuilder();
        for (var line = 0; line < lines; line++)
        {
            for (var letter = 0; letter < 80; letter++)
                text.Append((char)('a' + random.Next(26)));
            text.Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<(int Start, int End)> Ranges(int length) =>
        from start in Enumerable.Range(0, length)
        from size in new[] { 1, 2, 5, length - start }
        where start + size <= length
        select (start, start + size);

    private static void LeadsFrom(CanonicalText old, CanonicalText @new, RevisionMapping mapping)
    {
        mapping.Fits(old.Length, @new.Length).ShouldBeTrue();
        var rebuilt = new StringBuilder();
        var at = 0;
        foreach (var edit in mapping.Edits)
        {
            rebuilt.Append(old.Slice(at, edit.OldStart)).Append(@new.Slice(edit.NewStart, edit.NewEnd));
            at = edit.OldEnd;
        }

        rebuilt.Append(old.Slice(at, old.Length)).ToString().ShouldBe(@new.Value);
    }
}
