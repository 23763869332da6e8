using CsCheck;
using EvidenceBase.Record.Documents;
using EvidenceBase.Tests.Formats;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Documents;

public sealed class TextSearchTests
{
    [Theory]
    [InlineData("The harbour. HARBOUR!", "harbour", "4-11 13-20")]
    [InlineData("😀 the old\n  crane", "old crane", "6-17")]
    [InlineData("没有人告诉我们。", "告诉", "3-5")]
    [InlineData("a.b axb", "a.b", "0-3")]
    [InlineData("cafe\u0301 caf\u00e9", "caf\u00e9", "0-5 6-10")]
    [InlineData("caf\u00e9", "cafe\u0301", "0-4")]
    [InlineData("cafe\u0301", "cafe", "")]
    [InlineData("aaaa", "aa", "0-2 2-4")]
    [InlineData("harbours harbour", "harbour", "0-7 9-16")]
    public void Words_are_found_whatever_their_case_spacing_or_composition(string text, string query, string places) =>
        Found(text, query).ShouldBe(places);

    [Theory]
    [InlineData("harbours harbour, harbour7 (harbour)", "harbour", "9-16 28-35")]
    [InlineData("xa a a", "a a", "3-6")]
    public void Whole_words_have_no_letter_or_digit_beside_them(string text, string query, string places) =>
        Found(text, query, areWhole: true).ShouldBe(places);

    [Fact]
    public void The_line_of_each_place_is_told() =>
        Search("x").In(Texts.Take("x\n\nyx x\nx")).Select(place => place.Line).ShouldBe([1, 3, 3, 4]);

    [Fact]
    public void A_search_goes_on_from_a_position() =>
        Search("x").In(Texts.Take("😀x\nx"), 2).ShouldBe([new TextPlace(3, 4, 2)]);

    [Theory]
    [InlineData(null)]
    [InlineData(" \t")]
    public void Nothing_to_look_for_is_refused(string? query) => TextSearch.Of(query, false).Problem.ShouldNotBeNull().Field.ShouldBe("q");

    [Fact]
    public void More_than_a_few_words_are_refused() => TextSearch.Of(new string('x', 201), false).Problem.ShouldNotBeNull().Type.ShouldBe("malformed-query");

    /// <summary>What is found is what was looked for, and nothing between two places was passed over.</summary>
    [Fact]
    public void Every_place_holds_the_words_and_every_place_is_found() =>
        (from pieces in Hostile.AnyOf("a", "b", "😀", "\n", " ").List[0, 60] select string.Concat(pieces)).Sample(text =>
        {
            var canonical = Texts.Take(text);
            var places = Search("ab").In(canonical).ToList();
            places.ShouldAllBe(place => canonical.Slice(place.Start, place.End) == "ab");
            places.Count.ShouldBe(text.Split("ab").Length - 1);
            places.ShouldAllBe(place => place.Line == canonical.LineAt(place.Start));
        });

    private static string Found(string text, string query, bool areWhole = false) =>
        string.Join(' ', Search(query, areWhole).In(Texts.Take(text)).Select(place => $"{place.Start}-{place.End}"));

    private static TextSearch Search(string query, bool areWhole = false) => TextSearch.Of(query, areWhole).Search.ShouldNotBeNull();
}
