using CsCheck;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Codings;

/// <summary>A stretch that was deleted is looked for elsewhere: the same words, or words alike, and else nowhere.</summary>
public sealed class ReanchoringTests
{
    private const string Words = "They closed the dock on a Monday";

    [Fact]
    public void Given_words_that_were_moved_when_they_are_looked_for_then_the_same_words_are_found_without_the_blanks_about_them()
    {
        var found = Suggest($"One. {Words}. Two. Three.", $" {Words}", $"One. Two. 龙𝄞 Three. {Words}.");

        found.ShouldNotBeNull();
        (found.Text, found.Value.Basis, found.Value.Likeness, found.Value.Revision).ShouldBe((Words, SuggestionBasis.SameWords, 100, 2));
    }

    [Fact]
    public void Given_words_that_stand_in_several_places_when_they_are_looked_for_then_the_surroundings_decide_and_then_the_distance()
    {
        const string Old = "A: closed the dock again. B: nothing.";

        Suggest(Old, "closed the dock again", "closed the dock again! C: closed the dock again. B: nothing.")!.Value.Start.ShouldBe(26);
        Suggest("closed the dock", "closed the dock", "1 closed the dock 2 closed the dock 3", near: 36)!.Value.Start.ShouldBe(20);
        Suggest("closed the dock", "closed the dock", "1 closed the dock 2 closed the dock 3", near: 0)!.Value.Start.ShouldBe(2);
    }

    [Fact]
    public void Given_words_that_were_also_reworded_when_they_are_looked_for_then_those_most_alike_are_found_with_how_alike_they_are()
    {
        var found = Suggest($"One. {Words}. Two.", Words, "One. Two. Then they had closed the docks on a Monday, he said.");

        found.ShouldNotBeNull();
        found.Value.Basis.ShouldBe(SuggestionBasis.SimilarWords);
        found.Value.Likeness.ShouldBeInRange(80, 99);
        found.Text.ShouldEndWith("closed the docks on a Monday");
    }

    [Theory]
    [InlineData("One. They closed the dock on a Monday. Two.", "They closed the dock on a Monday", "One. Two.")]
    [InlineData("One. They closed the dock on a Monday. Two.", "They closed the dock on a Monday", "Nobody spoke about the weather that winter, nor of wages.")]
    [InlineData("He said yes twice.", "yes", "The eyes have it.")]
    [InlineData("One.   Two.", "   ", "One. Two.   ")]
    public void Given_words_of_which_nothing_is_left_when_they_are_looked_for_then_nothing_is_suggested(string old, string words, string present) =>
        Suggest(old, words, present).ShouldBeNull();

    [Fact]
    public void Given_few_words_when_something_about_them_is_the_same_then_they_are_found() =>
        Suggest("A: yes. B: no.", "yes", "B: no. A: yes.")!.Text.ShouldBe("yes");

    /// <summary>Whatever is cut out of a text and put in elsewhere is found again, at its place.</summary>
    [Fact]
    public void A_passage_that_was_moved_as_it_is_is_found_where_it_stands_now()
    {
        var letters = Gen.Char["abc ."].Array[40, 200].Select(characters => new string(characters));
        Gen.Select(letters, letters, Gen.Int[0, 1000], Gen.Int[0, 1000]).Sample((rest, other, from, to) =>
        {
            var passage = $"«{other}»";
            var (cut, put) = (from % rest.Length, to % rest.Length);
            var found = Suggest(rest.Insert(cut, passage), passage, rest.Insert(put, passage));
            (found!.Text, found.Value.Start).ShouldBe((passage, put));
        });
    }

    private static Found? Suggest(string old, string words, string present, int near = 0)
    {
        var (before, now) = (CanonicalText.Trusted(old), CanonicalText.Trusted(present));
        var start = old.IndexOf(words, StringComparison.Ordinal);
        var suggestion = Reanchoring.Suggest(before, start, start + words.Length, now, near, 2);
        return suggestion is null ? null : new(suggestion, now.Slice(suggestion.Start, suggestion.End));
    }

    private sealed record Found(Suggestion Value, string Text);
}
