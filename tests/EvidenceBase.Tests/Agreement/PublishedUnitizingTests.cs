using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

/// <summary>Values of unitizing coefficients that the literature prints.</summary>
public sealed class PublishedUnitizingTests
{
    /// <summary>Krippendorff 2004, p. 254: observers i and j, categories c and k, on a continuum from 150 to 450.</summary>
    private static readonly AgreementData Page254 = Continuum(
        300, 2, (0, 0, 75, 70), (0, 0, 220, 30), (0, 1, 30, 60), (0, 1, 150, 50), (1, 0, 70, 80), (1, 0, 205, 20), (1, 0, 250, 20), (1, 1, 30, 60), (1, 1, 150, 50));

    private static readonly CodedSpan[] OfTwo =
    [
        new(0, 0, 0, 2, 5), new(0, 0, 0, 9, 11), new(0, 0, 1, 12, 20), new(0, 1, 0, 2, 5), new(0, 1, 1, 7, 15), new(0, 1, 0, 30, 38),
    ];

    [Fact]
    public void Given_krippendorff_2004_page_254_when_it_is_measured_then_alpha_of_each_category_and_of_both_comes_out()
    {
        var c = Page254.OfCode(Presence(), Coefficient.AlphaUnitizing, 0);
        var k = Page254.OfCode(Presence(), Coefficient.AlphaUnitizing, 1);

        c.ObservedDisagreement.Rounded(4).ShouldBe(0.0144m);
        c.ExpectedDisagreement.Rounded(4).ShouldBe(0.0532m);
        c.Value.Rounded(3).ShouldBe(0.729m);
        k.ObservedDisagreement.ShouldBe("0");
        k.ExpectedDisagreement.Rounded(4).ShouldBe(0.0490m);
        k.Value.ShouldBe("1");
        Page254.Overall(Presence(), Coefficient.AlphaUnitizing).Value.Rounded(12).ShouldBe(0.8591m, 0.0005m);
    }

    /// <summary>
    /// Krippendorff 1995, p. 57: pairs A to D, whose continuum of 24 is cut ever finer. Cohen's kappa is the same for A and B, where one coder
    /// marks one long passage and the other marks it piece by piece; α_U tells them apart.
    /// </summary>
    [Theory]
    [InlineData(0, 0.553)]
    [InlineData(1, -0.926)]
    [InlineData(2, 0.679)]
    [InlineData(3, 0.066)]
    public void Given_krippendorff_1995_when_the_continuum_is_fine_then_alpha_is_near_the_limit_that_is_printed(int pair, decimal limit) =>
        Krippendorff1995(fineness: 50_000).OfCode(Presence(), Coefficient.AlphaUnitizing, pair).Value.Rounded(3).ShouldBe(limit, 0.015m);

    [Theory]
    [InlineData(0, 0.03125)]
    [InlineData(1, 2.26736)]
    [InlineData(2, 0.02778)]
    [InlineData(3, 0.38715)]
    public void Given_krippendorff_1995_when_it_is_measured_then_the_observed_disagreement_is_the_one_that_is_printed(int pair, decimal observed) =>
        Krippendorff1995(fineness: 1).OfCode(Presence(), Coefficient.AlphaUnitizing, pair).ObservedDisagreement.Rounded(5).ShouldBe(observed);

    [Theory]
    [InlineData(0, 0.385, 0.314, 0.329)]
    [InlineData(1, 0.385, 0.314, 0.329)]
    [InlineData(2, 0.314, 0.314, 0.329)]
    public void Given_krippendorff_1995_when_characters_are_compared_then_the_coefficients_are_those_that_are_printed(
        int pair, decimal kappa, decimal pi, decimal alpha)
    {
        var data = Krippendorff1995(fineness: 1);

        data.OfCode(Presence(), Coefficient.CohenKappa, pair).Value.Rounded(3).ShouldBe(kappa);
        data.OfCode(Presence(), Coefficient.ScottPi, pair).Value.Rounded(3).ShouldBe(pi);
        data.OfCode(Presence(), Coefficient.AlphaNominal, pair).Value.Rounded(3).ShouldBe(alpha);
    }

    /// <summary>Where all four coders of pair D have coded everything, nothing can be expected but agreement.</summary>
    [Fact]
    public void Given_krippendorff_1995_when_everything_is_coded_by_both_then_kappa_is_undefined_and_alpha_of_the_units_is_not()
    {
        var data = Krippendorff1995(fineness: 1);

        data.OfCode(Presence(), Coefficient.CohenKappa, 3).Undefined!.Kind.ShouldBe("no-variation");
        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 3).Undefined.ShouldBeNull();
    }

    /// <summary>Values of <c>dkpro-statistics-agreement</c> 2.2.0 for one long unit against three short ones, and for a single unit.</summary>
    [Fact]
    public void Given_few_units_when_they_are_measured_then_alpha_is_what_the_formula_gives_by_hand()
    {
        var data = Continuum(10, 1, (0, 0, 1, 8), (1, 0, 2, 1), (1, 0, 4, 1), (1, 0, 6, 1));
        var single = new AgreementData(
            ["a", "b", "c"], [new(DocumentId(0), "D1", 1, 20, new HashSet<string> { "a" })], [new(CodeId(0), "c0")], [new(0, 0, 0, 0, 1)]);

        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).ObservedDisagreement.Rounded(4).ShouldBe(0.91m);
        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).ExpectedDisagreement.Rounded(12).ShouldBe(0.5351m, 0.0001m);
        data.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).Value.Rounded(12).ShouldBe(-0.7003m, 0.0002m);
        single.OfCode(Presence(), Coefficient.AlphaUnitizing, 0).Value.ShouldBe("0");
    }

    /// <summary>
    /// The 2016 article could not be had with its examples; these are what a program written after it by others gives
    /// (<c>lindanna/unitized_alpha</c>), to the digits that it prints.
    /// </summary>
    [Theory]
    [InlineData(Coefficient.UAlpha, 0.312)]
    [InlineData(Coefficient.BinaryUAlpha, 0.332)]
    [InlineData(Coefficient.CuAlpha, 0.609)]
    public void Given_two_unitized_continua_when_they_are_measured_then_another_program_agrees(Coefficient coefficient, decimal value) =>
        TwoCoders.Overall(Presence(), coefficient).Value.Rounded(3).ShouldBe(value);

    [Theory]
    [InlineData(0, 0.586, 0.5)]
    [InlineData(1, 0.633, 0.5)]
    public void Given_two_unitized_continua_when_single_codes_are_measured_then_another_program_agrees(int code, decimal value, decimal coverage)
    {
        TwoCoders.OfCode(Presence(), Coefficient.KuAlpha, code).Value.Rounded(3).ShouldBe(value);
        TwoCoders.OfCode(Presence(), Coefficient.KuAlpha, code).Coverage.Rounded(3).ShouldBe(coverage);
    }

    [Fact]
    public void Given_three_unitized_continua_when_they_are_measured_then_another_program_agrees_where_the_definition_is_settled()
    {
        var data = ThreeCoders;

        data.Overall(Presence(), Coefficient.UAlpha).Value.Rounded(3).ShouldBe(0.481m);
        data.Overall(Presence(), Coefficient.BinaryUAlpha).Value.Rounded(3).ShouldBe(0.475m);
        data.Overall(Presence(), Coefficient.CuAlpha).Undefined!.Kind.ShouldBe("unsettled-for-more-than-two");
        data.OfCode(Presence(), Coefficient.KuAlpha, 0).Undefined!.Kind.ShouldBe("unsettled-for-more-than-two");
    }

    private static AgreementData TwoCoders => Of(2, 2, [(60, OfTwo)]);

    private static AgreementData ThreeCoders => Of(3, 2, [(60, [.. OfTwo, new(0, 2, 0, 2, 5), new(0, 2, 1, 10, 15), new(0, 2, 0, 31, 40)])]);

    private static AgreementData Krippendorff1995(int fineness) => Continuum(
        24 * fineness,
        4,
        [
            .. new (int Layer, int Code, int Start, int Length)[]
            {
                (0, 0, 2, 8), (0, 0, 14, 6), (1, 0, 4, 4), (1, 0, 15, 2),
                (0, 1, 0, 18), (1, 1, 0, 2), (1, 1, 2, 1), (1, 1, 3, 1), (1, 1, 4, 1), (1, 1, 5, 1), (1, 1, 6, 3), (1, 1, 9, 1),
                (0, 2, 2, 6), (0, 2, 10, 2), (0, 2, 14, 4), (0, 2, 20, 2), (1, 2, 0, 2), (1, 2, 4, 4), (1, 2, 10, 4), (1, 2, 16, 2), (1, 2, 20, 2),
                (0, 3, 0, 2), (0, 3, 2, 8), (0, 3, 10, 4), (0, 3, 14, 6), (0, 3, 20, 4),
                (1, 3, 0, 4), (1, 3, 4, 4), (1, 3, 8, 7), (1, 3, 15, 2), (1, 3, 17, 7),
            }.Select(unit => (unit.Layer, unit.Code, unit.Start * fineness, unit.Length * fineness)),
        ]);

    private static AgreementData Continuum(int length, int codes, params (int Layer, int Code, int Start, int Length)[] units) => Of(
        2, codes, [(length, [.. units.Select(unit => new CodedSpan(0, unit.Layer, unit.Code, unit.Start, unit.Start + unit.Length))])]);
}
