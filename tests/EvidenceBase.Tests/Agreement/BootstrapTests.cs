using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

public sealed class BootstrapTests
{
    private static readonly string[] Items40 = ["abcabcaabbccabcabcabcaabbccabcabcabcaabb", "abcabbaabbccabcabaabcaabbcaabcabcabcaabc"];

    /// <summary>Of two documents a replicate has one twice, or both, or the other twice.</summary>
    [Fact]
    public void Given_two_documents_when_they_are_drawn_anew_then_the_interval_lies_between_their_own_values()
    {
        var data = Of(2, 1, [(10, [new(0, 0, 0, 0, 5), new(0, 1, 0, 0, 4)]), (10, [new(0, 0, 0, 0, 5), new(0, 1, 0, 0, 10)])]);

        var result = data.OfCode(Presence() with { Bootstrap = new(400, Level: 90) }, Coefficient.PercentAgreement, 0);

        result.Value.ShouldBe("0.7");
        result.Interval.ShouldBe(new ConfidenceInterval("0.5", "0.9", 400));
        data.OfCode(Presence() with { Bootstrap = new(400, Level: 20) }, Coefficient.PercentAgreement, 0).Interval.ShouldBe(new("0.7", "0.7", 400));
    }

    [Fact]
    public void Given_a_seed_when_it_is_used_again_then_the_interval_is_the_same_to_the_last_digit_and_with_another_it_is_another()
    {
        var data = Items(Items40);

        ConfidenceInterval Interval(long seed) =>
            data.Overall(Categories() with { Bootstrap = new(1000, seed, Resampled: Resampled.Units) }, Coefficient.AlphaNominal).Interval!;

        Interval(1).ShouldBe(Interval(1));
        Interval(1).ShouldNotBe(Interval(2));
        Interval(1).ShouldBe(new("0.698473282443", "0.962612399432", 1000), "as another program gives it that follows the same definitions");
    }

    /// <summary>The share of agreeing units among 40 independent ones, of which 36 agree: binomial, with a standard deviation of 0.047.</summary>
    [Fact]
    public void Given_independent_units_when_they_are_drawn_anew_then_the_interval_is_that_of_a_binomial_share()
    {
        var interval = Items(Items40).Overall(Categories() with { Bootstrap = new(5000, Level: 90, Resampled: Resampled.Units) }, Coefficient.PercentAgreement).Interval!;

        interval.Lower.ShouldBe("0.825");
        interval.Upper.ShouldBe("0.975");
    }

    [Fact]
    public void Given_each_code_by_itself_when_units_are_drawn_anew_then_they_are_the_same_units_for_all_codes()
    {
        var data = Of(2, 2, [(20, [new(0, 0, 0, 0, 9), new(0, 1, 0, 0, 6), new(0, 0, 1, 0, 9), new(0, 1, 1, 0, 6)])]);
        var results = AgreementMeasurement.Of(data, Presence(Coefficient.CohenKappa) with { Bootstrap = new(200, Resampled: Resampled.Units) });

        results[0].Interval.ShouldBe(results[1].Interval);
        results[2].Interval.ShouldBe(results[0].Interval);
    }

    [Fact]
    public void Given_replicates_without_a_value_when_an_interval_is_made_then_it_is_told_how_many_count()
    {
        var data = Of(2, 1, [(10, [new(0, 0, 0, 0, 5), new(0, 1, 0, 0, 4)]), (10, [])]);

        var interval = data.OfCode(Presence() with { Bootstrap = new(400) }, Coefficient.CohenKappa, 0).Interval!;

        interval.Replicates.ShouldBeInRange(250, 350);
        interval.Lower.ShouldNotBeNull();
    }

    [Fact]
    public void Given_data_that_cannot_be_drawn_anew_when_an_interval_is_asked_for_then_the_value_comes_with_a_reason()
    {
        var data = Of(2, 1, [(10, [new(0, 0, 0, 0, 5), new(0, 1, 0, 0, 4)])]);
        var far = Of(2, 1, [(2_000_001, [new(0, 0, 0, 0, 5), new(0, 1, 0, 0, 4)])]);

        var single = data.OfCode(Presence() with { Bootstrap = new(100) }, Coefficient.CohenKappa, 0);
        single.Value.ShouldNotBeNull();
        single.Interval!.Undefined!.Kind.ShouldBe("single-document");
        data.Overall(Presence() with { Bootstrap = new(100, Resampled: Resampled.Units) }, Coefficient.UAlpha).Interval!.Undefined!.Kind.ShouldBe("continuum-of-documents");
        far.OfCode(Presence() with { Bootstrap = new(100, Resampled: Resampled.Units) }, Coefficient.CohenKappa, 0).Interval!.Undefined!.Kind.ShouldBe("too-many-draws");
        Of(2, 1, [(10, []), (10, [])]).OfCode(Presence() with { Bootstrap = new(100) }, Coefficient.CohenKappa, 0).Interval!.Undefined!.Kind.ShouldBe("no-replicate");
    }
}
