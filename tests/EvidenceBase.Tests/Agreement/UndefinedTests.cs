using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

/// <summary>Where a definition gives no number, none is shown.</summary>
public sealed class UndefinedTests
{
    [Theory]
    [InlineData(Coefficient.CohenKappa)]
    [InlineData(Coefficient.ScottPi)]
    [InlineData(Coefficient.FleissKappa)]
    [InlineData(Coefficient.LightKappa)]
    [InlineData(Coefficient.AlphaNominal)]
    public void Given_one_category_for_everything_when_chance_would_do_the_same_then_there_is_no_value_though_all_agree(Coefficient coefficient)
    {
        var data = Items(["aaaa", "aaaa"], ['a', 'b']);

        data.Rated(Coefficient.PercentAgreement).Value.ShouldBe("1");
        data.Rated(coefficient).Value.ShouldBeNull();
        data.Rated(coefficient).ExpectedDisagreement.ShouldBe("0");
        data.Rated(coefficient).Undefined!.Kind.ShouldBe("no-variation");
        data.Rated(Coefficient.BennettS).Value.ShouldBe("1");
    }

    [Theory]
    [InlineData(Coefficient.BennettS)]
    [InlineData(Coefficient.GwetAc1)]
    public void Given_a_scale_of_one_category_when_its_choices_are_counted_then_there_was_no_choice(Coefficient coefficient) =>
        Items("aaaa", "aaaa").Rated(coefficient).Undefined!.Kind.ShouldBe("one-category");

    [Theory]
    [InlineData(Coefficient.PercentAgreement)]
    [InlineData(Coefficient.Holsti)]
    [InlineData(Coefficient.CohenKappa)]
    [InlineData(Coefficient.FleissKappa)]
    [InlineData(Coefficient.GwetAc1)]
    [InlineData(Coefficient.AlphaNominal)]
    public void Given_coders_who_never_rated_the_same_unit_when_they_are_compared_then_nothing_can_be(Coefficient coefficient) =>
        Items("ab**", "**ab").Rated(coefficient).Undefined!.Kind.ShouldBe("no-pairable-units");

    [Fact]
    public void Given_three_coders_when_a_coefficient_is_for_two_then_it_says_so_and_which_are_for_more()
    {
        var data = Items("ab", "ab", "ba");

        data.Rated(Coefficient.CohenKappa).Undefined!.Kind.ShouldBe("two-layers-only");
        data.Rated(Coefficient.ScottPi).Undefined!.Detail.ShouldContain("fleissKappa");
        data.Rated(Coefficient.LightKappa).Value.ShouldNotBeNull();
    }

    [Fact]
    public void Given_documents_that_nobody_coded_when_they_are_measured_then_nothing_is_expected_or_observed()
    {
        var data = Of(2, 1, [(50, [])]);

        data.OfCode(Presence(), Coefficient.CohenKappa, 0).Undefined!.Kind.ShouldBe("no-variation");
        data.OfCode(Presence(), Coefficient.Holsti, 0).Undefined!.Kind.ShouldBe("nothing-coded");
        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).Undefined!.Kind.ShouldBe("no-variation");
        data.Overall(Presence(), Coefficient.UAlpha).Undefined!.Kind.ShouldBe("no-variation");
        data.Overall(Presence(), Coefficient.CuAlpha).Undefined!.Kind.ShouldBe("no-pairable-units");
        data.OfCode(Presence() with { Untouched = Untouched.Missing }, Coefficient.AlphaNominal, 0).Undefined!.Kind.ShouldBe("no-pairable-units");
        Of(2, 0, [(50, [])]).Overall(Presence(), Coefficient.AlphaNominal).Undefined!.Kind.ShouldBe("nothing-coded");
    }

    [Fact]
    public void Given_two_codes_on_the_same_text_when_they_should_exclude_each_other_then_the_place_is_named()
    {
        var data = Of(2, 2, [(50, [new(0, 1, 0, 10, 20)]), (50, [new(0, 0, 0, 5, 15), new(0, 0, 1, 12, 30)])]);

        var code = data.Overall(Presence() with { Valuation = Valuation.Code }, Coefficient.AlphaNominal).Undefined!;
        var continuum = data.Overall(Presence(), Coefficient.UAlpha).Undefined!;

        code.Kind.ShouldBe("not-exclusive");
        code.Detail.ShouldContain("D2 12–15");
        code.Detail.ShouldContain("“c0” and “c1”");
        continuum.Kind.ShouldBe("not-exclusive");
        continuum.Detail.ShouldContain("D2 12–15");
        data.Overall(Presence() with { Valuation = Valuation.CodeSet }, Coefficient.AlphaNominal).Undefined.ShouldBeNull();
    }

    [Fact]
    public void Given_units_of_one_code_that_overlap_when_they_are_unitized_then_the_place_is_named_and_other_codes_are_measured()
    {
        var data = Of(2, 2, [(50, [new(0, 0, 0, 5, 15), new(0, 0, 0, 12, 30), new(0, 0, 0, 12, 30), new(0, 1, 1, 31, 40)])]);

        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).Undefined!.Detail.ShouldContain("D1 12–15");
        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 1).Undefined.ShouldBeNull();
        data.Overall(Presence(), Coefficient.AlphaUnitizing).Undefined!.Kind.ShouldBe("overlapping-units");
        data.Overall(Presence(), Coefficient.UAlpha).Undefined!.Kind.ShouldBe("overlapping-units");
    }

    [Fact]
    public void Given_the_same_coding_twice_when_it_is_unitized_then_it_is_one_unit()
    {
        var once = Of(2, 1, [(50, [new(0, 0, 0, 5, 15), new(0, 1, 0, 6, 15)])]);
        var twice = Of(2, 1, [(50, [new(0, 0, 0, 5, 15), new(0, 0, 0, 5, 15), new(0, 1, 0, 6, 15)])]);

        twice.Overall(Presence(), Coefficient.AlphaUnitizing).ShouldBe(once.Overall(Presence(), Coefficient.AlphaUnitizing));
        twice.Overall(Presence(), Coefficient.UAlpha).ShouldBe(once.Overall(Presence(), Coefficient.UAlpha));
    }

    [Fact]
    public void Given_two_weights_on_the_same_text_when_they_are_compared_then_the_place_is_named_and_equal_ones_are_one()
    {
        CodedSpan[] others = [new(0, 0, 0, 0, 5, 90), new(0, 1, 0, 0, 5, 80), new(0, 1, 0, 10, 20, 40)];
        var conflict = Of(2, 1, [(50, [.. others, new(0, 0, 0, 8, 15, 40), new(0, 0, 0, 12, 20, 41)])]);
        var same = Of(2, 1, [(50, [.. others, new(0, 0, 0, 8, 15, 40), new(0, 0, 0, 12, 20, 40)])]);

        conflict.OfCode(Weights(), Coefficient.AlphaInterval, 0).Undefined!.Detail.ShouldContain("D1 12–15");
        same.OfCode(Weights(), Coefficient.AlphaInterval, 0).Undefined.ShouldBeNull();
    }
}
