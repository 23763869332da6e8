namespace EvidenceBase.Record.Agreement;

/// <summary>
/// The measures of agreement, one name each for every variant; <see cref="CoefficientSources"/> says whose definition it is. Formulas:
/// docs/agreement.md.
/// </summary>
public enum Coefficient
{
    PercentAgreement,
    Holsti,
    CohenKappa,
    LightKappa,
    ScottPi,
    BennettS,
    FleissKappa,
    GwetAc1,
    AlphaNominal,
    AlphaOrdinal,
    AlphaInterval,
    AlphaRatio,

    /// <summary>α_U, of 1995 and 2004: squared differences of overlapping units of one code.</summary>
    AlphaUnitizing,

    /// <summary>uα, of 2016: all segments, identified ones and gaps, with their codes.</summary>
    UAlpha,

    /// <summary>|uα: identified matter against gaps, whatever the codes.</summary>
    BinaryUAlpha,

    /// <summary>cuα: the codes of intersecting segments.</summary>
    CuAlpha,

    /// <summary>(k)uα: one code among intersecting segments.</summary>
    KuAlpha,
}

/// <summary>What sort of data a coefficient is defined for.</summary>
public enum CoefficientData
{
    /// <summary>Units with one value each of every layer.</summary>
    Ratings,

    /// <summary>Such units whose values are numbers.</summary>
    Numbers,

    /// <summary>Continua on which each layer has put segments of its own.</summary>
    Continua,
}

/// <summary>Whose definition each coefficient follows.</summary>
public static class CoefficientSources
{
    public static CoefficientData DataOf(Coefficient coefficient) => coefficient switch
    {
        Coefficient.AlphaOrdinal or Coefficient.AlphaInterval or Coefficient.AlphaRatio => CoefficientData.Numbers,
        >= Coefficient.AlphaUnitizing => CoefficientData.Continua,
        _ => CoefficientData.Ratings,
    };

    public static string Of(Coefficient coefficient) => coefficient switch
    {
        Coefficient.PercentAgreement => "Share of agreeing pairs of values in a unit, mean over units",
        Coefficient.Holsti => "Holsti 1969, p. 140: 2M/(N1+N2); with more than two layers the mean of all pairs",
        Coefficient.CohenKappa => "Cohen 1960, eq. 1; over several codes pooled as in De Vries et al. 2008",
        Coefficient.LightKappa => "Light 1971: mean of Cohen's kappa over all pairs of layers",
        Coefficient.ScottPi => "Scott 1955",
        Coefficient.BennettS => "Bennett, Alpert & Goldstein 1954; Brennan & Prediger 1981 (free marginals)",
        Coefficient.FleissKappa => "Fleiss 1971; with missing values as in Gwet 2014",
        Coefficient.GwetAc1 => "Gwet 2008; with missing values as in Gwet 2014",
        Coefficient.AlphaNominal => "Krippendorff 2011, nominal metric",
        Coefficient.AlphaOrdinal => "Krippendorff 2011, ordinal metric",
        Coefficient.AlphaInterval => "Krippendorff 2011, interval metric",
        Coefficient.AlphaRatio => "Krippendorff 2011, ratio metric",
        Coefficient.AlphaUnitizing => "Krippendorff 2004, sect. 11.6, after Krippendorff 1995",
        Coefficient.UAlpha => "Krippendorff, Mathet, Bouvry & Widlöcher 2016: uα",
        Coefficient.BinaryUAlpha => "Krippendorff, Mathet, Bouvry & Widlöcher 2016: |uα",
        Coefficient.CuAlpha => "Krippendorff, Mathet, Bouvry & Widlöcher 2016: cuα",
        Coefficient.KuAlpha => "Krippendorff, Mathet, Bouvry & Widlöcher 2016: (k)uα",
        _ => throw new ArgumentOutOfRangeException(nameof(coefficient)),
    };
}
