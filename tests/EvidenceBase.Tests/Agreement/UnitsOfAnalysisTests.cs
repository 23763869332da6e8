using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

/// <summary>What is compared: characters, segments or documents, and what the layers say of them.</summary>
public sealed class UnitsOfAnalysisTests
{
    private static readonly AgreementParameters Segments = new(UnitOfAnalysis.Segments, Valuation.Presence, []);
    private static readonly AgreementParameters Documents = new(UnitOfAnalysis.Documents, Valuation.Presence, []);

    [Fact]
    public void Given_segments_with_the_same_boundaries_when_they_are_compared_then_each_distinct_one_is_a_unit()
    {
        var data = Of(2, 2, [(50, [new(0, 0, 0, 0, 10), new(0, 1, 0, 0, 10), new(0, 0, 1, 0, 10), new(0, 0, 0, 20, 30), new(0, 1, 1, 20, 31)])]);

        var result = data.OfCode(Segments, Coefficient.PercentAgreement, 0);

        // 0–10 both, 20–30 the first alone, 20–31 neither.
        result.Units.ShouldBe(3);
        result.Value.ShouldBe("0.666666666667");
    }

    /// <summary>9 of 11 code points are 81.8 per cent.</summary>
    [Theory]
    [InlineData(81, "1")]
    [InlineData(82, "0")]
    public void Given_segments_that_overlap_when_they_share_enough_of_what_both_cover_then_they_count_as_coded(int overlap, string agreement)
    {
        var data = Of(2, 1, [(50, [new(0, 0, 0, 10, 20), new(0, 1, 0, 11, 21)])]);

        var result = data.OfCode(Segments with { Overlap = overlap }, Coefficient.PercentAgreement, 0);

        result.Units.ShouldBe(2);
        result.Value.ShouldBe(agreement);
    }

    [Fact]
    public void Given_segments_of_all_lengths_when_a_small_overlap_will_do_then_every_pair_that_shares_it_is_found()
    {
        // A long one that begins far before, one inside of it, one that only touches.
        var data = Of(2, 1, [(1000, [new(0, 0, 0, 0, 1000), new(0, 1, 0, 985, 1000), new(0, 1, 0, 0, 9)])]);

        data.OfCode(Segments with { Overlap = 1 }, Coefficient.Holsti, 0).Value.ShouldBe("0.8");
    }

    [Fact]
    public void Given_documents_when_they_are_compared_then_a_code_is_in_them_or_not_and_so_often()
    {
        var data = Of(2, 1, [(9, [new(0, 0, 0, 0, 3), new(0, 0, 0, 3, 5), new(0, 1, 0, 0, 5)]), (9, [new(0, 0, 0, 0, 3)]), (9, [])]);

        data.OfCode(Documents, Coefficient.PercentAgreement, 0).Value.ShouldBe("0.666666666667");
        data.OfCode(Documents with { Valuation = Valuation.Count }, Coefficient.PercentAgreement, 0).Value.ShouldBe("0.333333333333");
        data.OfCode(Documents with { Valuation = Valuation.Count }, Coefficient.AlphaInterval, 0).ObservedDisagreement.ShouldBe("0.666666666667");
    }

    [Fact]
    public void Given_a_document_that_a_layer_has_not_touched_when_that_means_missing_then_it_is_not_compared()
    {
        var data = Of(2, 1, [(9, [new(0, 0, 0, 0, 3), new(0, 1, 0, 0, 5)]), (9, [new(0, 0, 0, 0, 3)])]);

        data.OfCode(Presence(), Coefficient.PercentAgreement, 0).Units.ShouldBe(18);
        data.OfCode(Presence() with { Untouched = Untouched.Missing }, Coefficient.PercentAgreement, 0).Units.ShouldBe(9);
        data.Overall(Presence() with { Untouched = Untouched.Missing }, Coefficient.UAlpha).Units.ShouldBe(9);
    }

    [Fact]
    public void Given_uncoded_text_when_it_is_no_category_then_only_what_both_have_coded_is_compared()
    {
        var data = Of(2, 2, [(100, [new(0, 0, 0, 0, 10), new(0, 0, 1, 10, 20), new(0, 1, 0, 5, 12), new(0, 1, 1, 12, 20)])]);
        var parameters = Presence() with { Valuation = Valuation.Code };

        data.Overall(parameters, Coefficient.PercentAgreement).Units.ShouldBe(100);
        data.Overall(parameters with { Uncoded = Uncoded.Missing }, Coefficient.PercentAgreement).Units.ShouldBe(15);
        data.Overall(parameters with { Uncoded = Uncoded.Missing }, Coefficient.PercentAgreement).Value.ShouldBe("0.866666666667");

        // Two categories, or three with “uncoded”: S = (13/15 − 1/2)/(1/2), and (1 − 7/100 − 1/3)/(2/3).
        data.Overall(parameters with { Uncoded = Uncoded.Missing }, Coefficient.BennettS).Value.ShouldBe("0.733333333333");
        data.Overall(parameters, Coefficient.BennettS).Value.ShouldBe("0.895");
    }

    /// <summary>De Vries, Elliott, Kanouse and Teleki 2008: (mean observed − mean expected)/(1 − mean expected), which is no mean of kappas.</summary>
    [Fact]
    public void Given_kappas_of_two_codes_when_they_are_pooled_then_agreement_is_and_not_kappa()
    {
        var data = Of(2, 2, [(100, [new(0, 0, 0, 0, 50), new(0, 1, 0, 0, 40), new(0, 0, 1, 0, 10), new(0, 1, 1, 8, 18)])]);

        var first = data.OfCode(Presence(), Coefficient.CohenKappa, 0);
        var second = data.OfCode(Presence(), Coefficient.CohenKappa, 1);
        var pooled = data.Overall(Presence(), Coefficient.CohenKappa);

        (first.ObservedDisagreement, first.ExpectedDisagreement, first.Value).ShouldBe(("0.1", "0.5", "0.8"));
        (second.ObservedDisagreement, second.ExpectedDisagreement).ShouldBe(("0.16", "0.18"));
        pooled.Value.ShouldBe("0.617647058824");
    }

    [Fact]
    public void Given_holstis_decisions_when_several_codes_are_applied_then_each_is_a_decision()
    {
        var data = Of(2, 3, [(10, [new(0, 0, 0, 0, 10), new(0, 0, 1, 0, 10), new(0, 1, 0, 0, 10), new(0, 1, 1, 0, 5), new(0, 1, 2, 5, 10)])]);

        // M = 10 + 5, N = 20 of each, whether the codes of a character are one value or each by itself.
        data.Overall(Presence(), Coefficient.Holsti).Value.ShouldBe("0.75");
        data.Overall(Presence() with { Valuation = Valuation.CodeSet }, Coefficient.Holsti).Value.ShouldBe("0.75");
    }

    [Theory]
    [InlineData(-1, 5)]
    [InlineData(5, 5)]
    [InlineData(5, 10)]
    public void Given_a_span_outside_of_its_document_when_data_are_made_of_it_then_they_are_refused(int start, int end) =>
        Should.Throw<ArgumentException>(() => Of(2, 1, [(9, [new(0, 0, 0, start, end)])]));
}
