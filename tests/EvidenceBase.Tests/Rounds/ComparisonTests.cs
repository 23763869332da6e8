using CsCheck;
using EvidenceBase.Record.Rounds;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Rounds;

public sealed class ComparisonTests
{
    private static readonly Guid[] Codes = [Guid.Parse("00000000-0000-0000-0000-00000000000a"), Guid.Parse("00000000-0000-0000-0000-00000000000b")];

    private static readonly Gen<ComparedCoding> AnyCoding =
        from layer in Gen.Int[0, 2].Select(index => new[] { "anna", "ben", "chen" }[index])
        from code in Gen.Int[0, 1].Select(index => Codes[index])
        from start in Gen.Int[0, 30]
        from length in Gen.Int[0, 10]
        select new ComparedCoding(layer, code, start, start + length);

    [Fact]
    public void Given_two_coders_when_one_codes_more_then_both_the_agreement_and_the_rest_are_told()
    {
        var places = Comparison.Of([new("anna", Codes[0], 0, 10), new("ben", Codes[0], 4, 10)]);

        places.Select(place => (place.Start, place.End, string.Join('+', place.Layers))).ShouldBe([(0, 4, "anna"), (4, 10, "anna+ben")]);
    }

    [Fact]
    public void Given_a_coder_who_codes_in_pieces_when_they_meet_then_they_count_as_one_stretch()
    {
        var places = Comparison.Of([new("anna", Codes[0], 0, 5), new("anna", Codes[0], 5, 8), new("anna", Codes[0], 3, 6)]);

        places.ShouldHaveSingleItem().ShouldSatisfyAllConditions(place => place.Start.ShouldBe(0), place => place.End.ShouldBe(8));
    }

    [Fact]
    public void Given_any_codings_when_they_are_compared_then_every_character_has_exactly_the_coders_that_coded_it() =>
        AnyCoding.List[0, 25].Sample(codings =>
        {
            var places = Comparison.Of(codings);
            foreach (var code in Codes)
            {
                for (var at = 0; at < 45; at++)
                {
                    var coded = codings.Where(one => one.CodeId == code && one.Start <= at && at < one.End).Select(one => one.Layer).Distinct().Order(StringComparer.Ordinal);
                    var told = places.Where(one => one.CodeId == code && one.Start <= at && at < one.End).ToList();
                    told.Count.ShouldBeLessThanOrEqualTo(1);
                    told.SelectMany(one => one.Layers).ShouldBe(coded);
                }
            }
        });

    [Fact]
    public void Given_any_codings_when_they_are_compared_then_stretches_are_as_long_as_can_be_and_the_order_of_codings_does_not_matter() =>
        AnyCoding.List[0, 25].Sample(codings =>
        {
            var places = Comparison.Of(codings);
            places.Zip(places.Skip(1)).ShouldAllBe(pair =>
                pair.First.CodeId != pair.Second.CodeId || pair.First.End < pair.Second.Start || !pair.First.Layers.SequenceEqual(pair.Second.Layers));
            Comparison.Of(Enumerable.Reverse(codings)).Select(Told).ShouldBe(places.Select(Told));
        });

    private static string Told(ComparedStretch place) => $"{place.CodeId} {place.Start} {place.End} {string.Join('+', place.Layers)}";
}
