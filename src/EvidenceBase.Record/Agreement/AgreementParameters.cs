using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Agreement;

/// <summary>What is compared one by one.</summary>
public enum UnitOfAnalysis
{
    /// <summary>Every code point of the documents.</summary>
    Characters,

    /// <summary>Every distinct segment that one of the layers has coded with one of the codes.</summary>
    Segments,

    /// <summary>Every document.</summary>
    Documents,
}

/// <summary>What a layer says of a unit.</summary>
public enum Valuation
{
    /// <summary>For each code by itself: whether it is applied.</summary>
    Presence,

    /// <summary>Which one of the codes is applied: they must exclude each other.</summary>
    Code,

    /// <summary>Which of the codes are applied, together one value.</summary>
    CodeSet,

    /// <summary>For each code by itself: the weight, 0 to 100, it is applied with; no value where it is not applied or has no weight.</summary>
    Weight,

    /// <summary>For each code by itself: how often it is applied; of documents only.</summary>
    Count,
}

/// <summary>What a unit counts as to which a layer has applied none of the codes.</summary>
public enum Uncoded
{
    /// <summary>A value of its own.</summary>
    Category,

    /// <summary>No value.</summary>
    Missing,
}

/// <summary>What a document counts as in which a layer has no coding at all, with whatever code.</summary>
public enum Untouched
{
    /// <summary>The layer looked at it and found nothing to code.</summary>
    Uncoded,

    /// <summary>The layer did not code it.</summary>
    Missing,
}

/// <summary>What is drawn anew, with replacement, for each replicate.</summary>
public enum Resampled
{
    Documents,
    Units,
}

/// <summary>A confidence interval by the percentile bootstrap (Efron 1979), with draws that follow from the seed alone.</summary>
/// <param name="Seed">Of <see cref="SplitMix64"/>, 0 to 2^53 − 1.</param>
/// <param name="Level">The coverage, in per cent.</param>
public sealed record Bootstrap(int Replicates, long Seed = 1, int Level = 95, Resampled Resampled = Resampled.Documents)
{
    public const int FewestReplicates = 100;
    public const int MostReplicates = 10_000;
    public const long GreatestSeed = (1L << 53) - 1;

    /// <summary>Units drawn in all replicates together; more would take minutes.</summary>
    public const long MostDraws = 200_000_000;
}

/// <summary>Everything that is chosen about a measurement but the layers, documents, codes and the moment.</summary>
/// <param name="Coefficients">Each once.</param>
/// <param name="Overlap">
/// Of segments: how much of both together, in per cent, a coding must share with a segment to count for it; 100 is the same place.
/// </param>
/// <param name="Subcodes">Whether codings with codes under one of the codes count as codings with that.</param>
public sealed record AgreementParameters(
    UnitOfAnalysis Unit,
    Valuation Valuation,
    IReadOnlyList<Coefficient> Coefficients,
    Uncoded Uncoded = Uncoded.Category,
    Untouched Untouched = Untouched.Uncoded,
    int Overlap = 100,
    bool Subcodes = false,
    Bootstrap? Bootstrap = null)
{
    /// <summary>Whether there is one value for each code by itself, and one over all of them.</summary>
    internal bool IsByCode => Valuation is Valuation.Presence or Valuation.Weight or Valuation.Count;

    /// <summary>What does not go together, field by field.</summary>
    public IEnumerable<Problem> Problems()
    {
        if (Coefficients.Count == 0 || Coefficients.Distinct().Count() != Coefficients.Count)
            yield return Wrong("coefficients", "Name at least one coefficient, and each only once.");
        if (Valuation == Valuation.Count && Unit != UnitOfAnalysis.Documents)
            yield return Wrong("valuation", "Codings are counted in documents: take unit “documents”, or another valuation.");
        if (Valuation == Valuation.Weight && Unit == UnitOfAnalysis.Documents)
            yield return Wrong("valuation", "A document has no weight of its own: take unit “characters” or “segments”, or another valuation.");
        if (Uncoded == Uncoded.Missing && IsByCode)
            yield return Wrong("uncoded", "Where each code is looked at by itself, uncoded units cannot be left out; that is for the valuations “code” and “codeSet”.");
        if (Overlap is < 1 or > 100)
            yield return Wrong("overlap", "The overlap is a whole number of per cent from 1 to 100.");
        if (Overlap != 100 && Unit != UnitOfAnalysis.Segments)
            yield return Wrong("overlap", "An overlap is for the unit “segments” alone.");
        foreach (var problem in Coefficients.Select(Unfitting).OfType<string>())
            yield return Wrong("coefficients", problem);
        foreach (var problem in Bootstrap is null ? [] : Unfitting(Bootstrap))
            yield return problem;
    }

    private string? Unfitting(Coefficient coefficient) => CoefficientSources.DataOf(coefficient) switch
    {
        CoefficientData.Numbers when Valuation is not (Valuation.Weight or Valuation.Count) =>
            $"“{coefficient}” needs numbers, so the valuation “weight” or “count”; codes have no order.",
        CoefficientData.Continua when Unit != UnitOfAnalysis.Characters => $"“{coefficient}” compares segments on a continuum: take the unit “characters”.",
        _ when coefficient == Coefficient.Holsti && Valuation is (Valuation.Weight or Valuation.Count) =>
            "“Holsti” counts decisions to apply a code: take the valuation “presence”, “code” or “codeSet”.",
        _ when coefficient is (Coefficient.BennettS or Coefficient.GwetAc1) && Valuation == Valuation.Count =>
            $"“{coefficient}” needs to know how many values there are to choose from, and a count has no end: take another coefficient.",
        _ => null,
    };

    private static IEnumerable<Problem> Unfitting(Bootstrap bootstrap)
    {
        if (bootstrap.Replicates is < Bootstrap.FewestReplicates or > Bootstrap.MostReplicates)
            yield return Wrong("bootstrap.replicates", $"Draw from {Bootstrap.FewestReplicates} to {Bootstrap.MostReplicates} replicates.");
        if (bootstrap.Seed is < 0 or > Bootstrap.GreatestSeed)
            yield return Wrong("bootstrap.seed", $"A seed is a whole number from 0 to {Bootstrap.GreatestSeed}.");
        if (bootstrap.Level is < 1 or > 99)
            yield return Wrong("bootstrap.level", "The level is a whole number of per cent from 1 to 99.");
    }

    private static Problem Wrong(string field, string detail) => Problem.Unprocessable("agreement-parameters", detail, field);
}
