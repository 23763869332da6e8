using EvidenceBase.Record.Agreement;
using Shouldly;
using Xunit;
using static EvidenceBase.Tests.Agreement.ReliabilityData;

namespace EvidenceBase.Tests.Agreement;

/// <summary>Values that the literature prints, worked out from the data it prints with them.</summary>
public sealed class PublishedRatingsTests
{
    private static readonly int[,] Cohen1960Page37 = { { 25, 12, 3 }, { 13, 2, 15 }, { 12, 16, 2 } };
    private static readonly int[,] Cohen1960Page45 = { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } };
    private static readonly int[,] ArtsteinPoesio2008 = { { 20, 10 }, { 20, 50 } };
    private static readonly int[,] BrennanPrediger1981Page689 = { { 50, 0, 0 }, { 10, 10, 10 }, { 20, 0, 0 } };
    private static readonly int[,] BrennanPrediger1981Page691 = { { 50, 0, 10 }, { 0, 10, 10 }, { 10, 10, 0 } };
    private static readonly int[,] Zwick1988Example1 = { { 20, 0, 0, 5 }, { 0, 10, 15, 0 }, { 0, 15, 10, 0 }, { 5, 0, 0, 20 } };
    private static readonly int[,] Zwick1988Example2 = { { 20, 10, 10, 0 }, { 10, 10, 0, 0 }, { 10, 0, 10, 0 }, { 0, 0, 0, 20 } };
    private static readonly int[,] Zwick1988Example3 = { { 20, 5, 5, 10 }, { 0, 10, 5, 5 }, { 0, 5, 10, 5 }, { 0, 0, 0, 20 } };
    private static readonly int[,] GwetParadox = { { 80, 7 }, { 8, 5 } };
    private static readonly int[,] GwetAbstractors = { { 13, 0, 0 }, { 0, 20, 7 }, { 0, 4, 56 } };
    private static readonly int[,] Agresti1992 = { { 22, 2, 2, 0 }, { 5, 7, 14, 0 }, { 0, 2, 36, 0 }, { 0, 1, 17, 10 } };

    /// <summary>Krippendorff 2011, sect. A, and 2004, p. 224; 1980, p. 133.</summary>
    private static readonly string[] MegAndOwen = ["0100000010", "1110010000"];

    /// <summary>Krippendorff 2011, sect. B.</summary>
    private static readonly string[] BenAndGerry = ["aabbdcccedda", "babbbccceddd"];

    /// <summary>Krippendorff 2011, sect. C; the same data are <c>cac.raw4raters</c> of Gwet 2014, p. 120.</summary>
    private static readonly string[] FourObservers = ["123321412***", "1233224125*3", "*3332342251*", "12332441251*"];

    /// <summary>Krippendorff 1980, p. 139: three observers, nine units.</summary>
    private static readonly string[] ThreeObservers = ["112412132", "122442232", "122442332"];

    /// <summary>Hayes and Krippendorff 2007, p. 84: five observers, forty units.</summary>
    private static readonly string[] FiveObservers =
    [
        "112*001122*01311211000201001111223222221",
        "1130000*21102311121000302102111122222221",
        "203000222100221123001*30*1012202*2232*21",
        "*13****0*10022***31*103021122**122***12*",
        "2**0001*2****3112**0*0**2*0**20*2*2222*1",
    ];

    /// <summary>The example of Wikipedia's article on Krippendorff's alpha.</summary>
    private static readonly string[] FifteenUnits = ["*****34121133*3", "1*213343*******", "**21344*21133*4"];

    /// <summary>Fleiss 1971, table 1: six psychiatrists, thirty patients.</summary>
    private static readonly string[] SixPsychiatrists =
    [
        "422521311511212311215221121215",
        "423521311542242311235421421235",
        "423523334544244311435444421435",
        "453543334544344341455454421435",
        "453543534544344351455454425435",
        "455543544544345552455454545435",
    ];

    public static TheoryData<string, int[,], Coefficient, decimal, int> TwoCoders => new()
    {
        { "Cohen 1960, p. 37", Cohen1960Page37, Coefficient.PercentAgreement, 0.29m, 2 },
        { "Cohen 1960, p. 37", Cohen1960Page37, Coefficient.CohenKappa, -0.09m, 2 },
        { "Cohen 1960, p. 37", Cohen1960Page37, Coefficient.GwetAc1, -0.04797m, 5 },
        { "Cohen 1960, p. 45", Cohen1960Page45, Coefficient.CohenKappa, 0.492m, 3 },
        { "Cohen 1960, p. 45", Cohen1960Page45, Coefficient.GwetAc1, 0.57597m, 5 },
        { "Artstein & Poesio 2008, sect. 2", ArtsteinPoesio2008, Coefficient.PercentAgreement, 0.7m, 3 },
        { "Artstein & Poesio 2008, sect. 2", ArtsteinPoesio2008, Coefficient.BennettS, 0.4m, 3 },
        { "Artstein & Poesio 2008, sect. 2", ArtsteinPoesio2008, Coefficient.ScottPi, 0.341m, 3 },
        { "Artstein & Poesio 2008, sect. 2", ArtsteinPoesio2008, Coefficient.CohenKappa, 0.348m, 3 },
        { "Brennan & Prediger 1981, p. 689", BrennanPrediger1981Page689, Coefficient.CohenKappa, 0.27m, 2 },
        { "Brennan & Prediger 1981, p. 689", BrennanPrediger1981Page689, Coefficient.BennettS, 0.40m, 2 },
        { "Brennan & Prediger 1981, p. 691", BrennanPrediger1981Page691, Coefficient.CohenKappa, 0.29m, 2 },
        { "Brennan & Prediger 1981, p. 691", BrennanPrediger1981Page691, Coefficient.BennettS, 0.40m, 2 },
        { "Zwick 1988, p. 376, 1", Zwick1988Example1, Coefficient.BennettS, 0.467m, 3 },
        { "Zwick 1988, p. 376, 1", Zwick1988Example1, Coefficient.ScottPi, 0.467m, 3 },
        { "Zwick 1988, p. 376, 1", Zwick1988Example1, Coefficient.CohenKappa, 0.467m, 3 },
        { "Zwick 1988, p. 376, 2", Zwick1988Example2, Coefficient.BennettS, 0.467m, 3 },
        { "Zwick 1988, p. 376, 2", Zwick1988Example2, Coefficient.ScottPi, 0.444m, 3 },
        { "Zwick 1988, p. 376, 2", Zwick1988Example2, Coefficient.CohenKappa, 0.444m, 3 },
        { "Zwick 1988, p. 376, 3", Zwick1988Example3, Coefficient.BennettS, 0.467m, 3 },
        { "Zwick 1988, p. 376, 3", Zwick1988Example3, Coefficient.ScottPi, 0.46m, 2 },
        { "Zwick 1988, p. 376, 3", Zwick1988Example3, Coefficient.CohenKappa, 0.474m, 3 },
        { "Agresti 1992, p. 202", Agresti1992, Coefficient.CohenKappa, 0.493m, 3 },
        { "irrCAC 1.4, skewed 2 × 2 table", GwetParadox, Coefficient.GwetAc1, 0.808m, 3 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.PercentAgreement, 0.89m, 7 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.CohenKappa, 0.7964094m, 7 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.ScottPi, 0.7962397m, 7 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.GwetAc1, 0.8493305m, 7 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.BennettS, 0.835m, 7 },
        { "irrCAC, cont3x3abstractors", GwetAbstractors, Coefficient.AlphaNominal, 0.7972585m, 7 },
    };

    public static TheoryData<string, string[], Coefficient, decimal, int> ManyCoders => new()
    {
        { "Krippendorff 2011, A", MegAndOwen, Coefficient.AlphaNominal, 0.095m, 3 },
        { "Krippendorff 1980, p. 133", MegAndOwen, Coefficient.PercentAgreement, 0.6m, 3 },
        { "Krippendorff 2011, B", BenAndGerry, Coefficient.AlphaNominal, 0.692m, 3 },
        { "Krippendorff 2011, C", FourObservers, Coefficient.AlphaNominal, 0.743m, 3 },
        { "Gwet 2014, p. 120 (irrCAC)", FourObservers, Coefficient.PercentAgreement, 0.81818m, 5 },
        { "Gwet 2014, p. 120 (irrCAC)", FourObservers, Coefficient.GwetAc1, 0.77544m, 5 },
        { "Gwet 2014, p. 120 (irrCAC)", FourObservers, Coefficient.FleissKappa, 0.76117m, 5 },
        { "Gwet 2014, p. 120 (irrCAC)", FourObservers, Coefficient.AlphaNominal, 0.74342m, 5 },
        { "Gwet 2014, p. 120 (irrCAC)", FourObservers, Coefficient.BennettS, 0.77273m, 5 },
        { "Krippendorff 1980, p. 139", ThreeObservers, Coefficient.PercentAgreement, 0.741m, 3 },
        { "Krippendorff 1980, p. 139", ThreeObservers, Coefficient.AlphaNominal, 0.642m, 3 },
        { "Wikipedia, Krippendorff's alpha", FifteenUnits, Coefficient.AlphaNominal, 0.691m, 3 },
        { "Fleiss 1971, p. 381", SixPsychiatrists, Coefficient.PercentAgreement, 0.556m, 3 },
        { "Fleiss 1971, p. 381", SixPsychiatrists, Coefficient.FleissKappa, 0.430m, 3 },
        { "Krippendorff 2004, p. 227", ["aabbbbbccccc", "abbbbbcccccc"], Coefficient.AlphaNominal, 0.734m, 3 },
    };

    public static TheoryData<string, string[], Coefficient, decimal, int> Numeric => new()
    {
        { "Krippendorff 2011, C", FourObservers, Coefficient.AlphaNominal, 0.743m, 3 },
        { "Krippendorff 2011, C", FourObservers, Coefficient.AlphaOrdinal, 0.815m, 3 },
        { "Krippendorff 2011, C", FourObservers, Coefficient.AlphaInterval, 0.849m, 3 },
        { "Krippendorff 2011, C", FourObservers, Coefficient.AlphaRatio, 0.797m, 3 },
        { "Krippendorff 1980, p. 139", ThreeObservers, Coefficient.AlphaInterval, 0.547m, 3 },
        { "Krippendorff 1980, p. 139", ThreeObservers, Coefficient.AlphaRatio, 0.483m, 3 },
        { "Wikipedia, Krippendorff's alpha", FifteenUnits, Coefficient.AlphaInterval, 0.811m, 3 },
        { "Hayes & Krippendorff 2007, p. 84", FiveObservers, Coefficient.AlphaOrdinal, 0.7598m, 4 },
    };

    [Theory]
    [MemberData(nameof(TwoCoders), DisableDiscoveryEnumeration = true)]
    public void Given_a_contingency_table_when_it_is_measured_then_the_printed_value_comes_out(
        string source, int[,] table, Coefficient coefficient, decimal printed, int decimals) =>
        Table(table).Rated(coefficient).Value.Rounded(decimals).ShouldBe(printed, source);

    [Theory]
    [MemberData(nameof(ManyCoders), DisableDiscoveryEnumeration = true)]
    public void Given_categories_of_many_coders_when_they_are_measured_then_the_printed_value_comes_out(
        string source, string[] coders, Coefficient coefficient, decimal printed, int decimals) =>
        Items(coders).Rated(coefficient).Value.Rounded(decimals).ShouldBe(printed, source);

    [Theory]
    [MemberData(nameof(Numeric), DisableDiscoveryEnumeration = true)]
    public void Given_numbers_when_they_are_measured_then_the_printed_value_comes_out(
        string source, string[] coders, Coefficient coefficient, decimal printed, int decimals) =>
        Numbers(coders).OfCode(Weights(), coefficient, 0).Value.Rounded(decimals).ShouldBe(printed, source);

    /// <summary>Of a category by itself, Fleiss' kappa is that of having chosen it or not. He prints .248 .248 .517 .470 .565 from rounded shares.</summary>
    [Theory]
    [InlineData(0, 0.245)]
    [InlineData(1, 0.245)]
    [InlineData(2, 0.520)]
    [InlineData(3, 0.471)]
    [InlineData(4, 0.566)]
    public void Given_fleiss_1971_when_each_category_is_measured_then_its_own_kappa_comes_out(int category, decimal kappa) =>
        Items(SixPsychiatrists).OfCode(Presence(), Coefficient.FleissKappa, category).Value.Rounded(3).ShouldBe(kappa);

    /// <summary>Warrens 2010, p. 284, after O'Malley et al. 2006: eight pathologists, thirty lesions; the last digit printed is one too high.</summary>
    [Theory]
    [InlineData(Coefficient.FleissKappa, 0.8324)]
    [InlineData(Coefficient.LightKappa, 0.8325)]
    [InlineData(Coefficient.BennettS, 0.8358)]
    public void Given_warrens_2010_when_eight_coders_are_measured_then_the_printed_value_comes_out(Coefficient coefficient, decimal printed)
    {
        (string Ratings, int Times)[] lesions =
        [
            ("NNNNNNNN", 14), ("NNNANNNN", 1), ("NNNNNNNA", 1), ("AAAAAAAA", 10), ("AANAAAAN", 2), ("AANANAAN", 1), ("AANANANN", 1),
        ];
        var coders = Enumerable.Range(0, 8).Select(coder => string.Concat(lesions.Select(lesion => new string(lesion.Ratings[coder], lesion.Times))));

        Items([.. coders]).Rated(coefficient).Value.Rounded(12).ShouldBe(printed, 0.0001m);
    }

    /// <summary>Randolph 2005, p. 17: where all is skewed, free and fixed margins part.</summary>
    [Fact]
    public void Given_randolph_2005_when_margins_are_fixed_or_free_then_kappa_is_below_or_above_nothing()
    {
        var data = Items("YYYY", "YYYY", "YNNY");

        data.Rated(Coefficient.FleissKappa).Value.Rounded(2).ShouldBe(-0.2m);
        data.Rated(Coefficient.BennettS).Value.Rounded(2).ShouldBe(0.33m);
    }

    /// <summary>
    /// NVivo's example of 1,000 characters, 50 coded by both and 150 by one: 85 % agreement whoever coded them, but kappa depends on that.
    /// </summary>
    [Theory]
    [InlineData(70, 80, "0.314442413163")]
    [InlineData(0, 150, "0.347826086957")]
    [InlineData(75, 75, "0.314285714286")]
    public void Given_the_same_share_of_agreement_when_it_is_differently_made_up_then_kappa_differs(int firstAlone, int secondAlone, string kappa)
    {
        CodedSpan[] spans = [new(0, 0, 0, 0, 50 + firstAlone), new(0, 1, 0, 0, 50), new(0, 1, 0, 500, 500 + secondAlone)];
        var data = Of(2, 1, [(1000, spans)]);

        data.OfCode(Presence(), Coefficient.PercentAgreement, 0).Value.ShouldBe("0.85");
        data.OfCode(Presence(), Coefficient.CohenKappa, 0).Value.ShouldBe(kappa);
    }
}
