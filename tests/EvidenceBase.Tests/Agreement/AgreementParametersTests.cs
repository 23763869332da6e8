using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Agreement;

public sealed class AgreementParametersTests
{
    private static readonly AgreementParameters Sound = new(UnitOfAnalysis.Characters, Valuation.Presence, [Coefficient.AlphaNominal]);

    public static TheoryData<AgreementParameters, string> Unfitting => new()
    {
        { Sound with { Coefficients = [] }, "coefficients" },
        { Sound with { Coefficients = [Coefficient.Holsti, Coefficient.Holsti] }, "coefficients" },
        { Sound with { Coefficients = [Coefficient.AlphaOrdinal] }, "coefficients" },
        { Sound with { Unit = UnitOfAnalysis.Segments, Coefficients = [Coefficient.UAlpha] }, "coefficients" },
        { Sound with { Valuation = Valuation.Weight, Coefficients = [Coefficient.Holsti] }, "coefficients" },
        { Sound with { Unit = UnitOfAnalysis.Documents, Valuation = Valuation.Count, Coefficients = [Coefficient.GwetAc1] }, "coefficients" },
        { Sound with { Valuation = Valuation.Count }, "valuation" },
        { Sound with { Unit = UnitOfAnalysis.Documents, Valuation = Valuation.Weight }, "valuation" },
        { Sound with { Uncoded = Uncoded.Missing }, "uncoded" },
        { Sound with { Overlap = 50 }, "overlap" },
        { Sound with { Unit = UnitOfAnalysis.Segments, Overlap = 0 }, "overlap" },
        { Sound with { Unit = UnitOfAnalysis.Segments, Overlap = 101 }, "overlap" },
        { Sound with { Bootstrap = new(99) }, "bootstrap.replicates" },
        { Sound with { Bootstrap = new(10_001) }, "bootstrap.replicates" },
        { Sound with { Bootstrap = new(1000, Seed: -1) }, "bootstrap.seed" },
        { Sound with { Bootstrap = new(1000, Seed: 1L << 53) }, "bootstrap.seed" },
        { Sound with { Bootstrap = new(1000, Level: 100) }, "bootstrap.level" },
    };

    [Theory]
    [MemberData(nameof(Unfitting), DisableDiscoveryEnumeration = true)]
    public void Given_parameters_that_do_not_go_together_when_they_are_checked_then_the_field_is_named(AgreementParameters parameters, string field) =>
        parameters.Problems().ShouldHaveSingleItem().Field.ShouldBe(field);

    [Fact]
    public void Given_every_coefficient_with_the_data_that_it_is_for_when_they_are_checked_then_there_is_no_problem()
    {
        var coefficients = Enum.GetValues<Coefficient>().GroupBy(CoefficientSources.DataOf).ToDictionary(group => group.Key, group => group.ToList());

        (Sound with { Coefficients = [.. coefficients[CoefficientData.Ratings], .. coefficients[CoefficientData.Continua]] }).Problems().ShouldBeEmpty();
        (Sound with { Valuation = Valuation.Weight, Coefficients = coefficients[CoefficientData.Numbers] }).Problems().ShouldBeEmpty();
        (Sound with { Unit = UnitOfAnalysis.Segments, Valuation = Valuation.Code, Uncoded = Uncoded.Missing, Overlap = 1 }).Problems().ShouldBeEmpty();
        Enum.GetValues<Coefficient>().Select(CoefficientSources.Of).ShouldBeUnique();
    }
}
