namespace EvidenceBase.Record.Agreement;

/// <summary>Why a definition gives no value for the data.</summary>
/// <param name="Kind">A stable word in kebab-case.</param>
/// <param name="Detail">The same in a sentence.</param>
public sealed record Undefined(string Kind, string Detail)
{
    public static Undefined NoPairableUnits { get; } = new("no-pairable-units", "No unit has values of two layers, so nothing can be compared.");

    public static Undefined NoVariation { get; } = new(
        "no-variation", "All values that can be paired are the same, so all agreement is expected by chance and none beyond it could be observed.");

    public static Undefined OneCategory { get; } = new("one-category", "There is only one category to choose from, so no choice was made.");

    public static Undefined NothingCoded { get; } = new("nothing-coded", "None of the layers has applied any of the codes.");

    public static Undefined TwoLayersOnly { get; } = new(
        "two-layers-only", "It is defined for two layers. For more take “lightKappa”, “fleissKappa” or one of the alphas.");

    /// <summary>
    /// What the 2016 article takes off the expected coincidences of cuα for more than two observers is read in different ways by the programs
    /// that are known, with different values; an erratum to it exists.
    /// </summary>
    public static Undefined UnsettledForMoreThanTwo { get; } = new(
        "unsettled-for-more-than-two", "What is taken off for more than two layers is not settled beyond doubt in the literature. Measure the layers two by two.");

    public static Undefined ContinuumOfDocuments { get; } = new(
        "continuum-of-documents", "Single units of a continuum cannot be drawn anew without tearing its segments apart. Resample documents.");

    public static Undefined SingleDocument { get; } = new(
        "single-document", "With one document there is nothing to draw anew. Take more documents, or resample units.");

    public static Undefined NoReplicate { get; } = new("no-replicate", "The coefficient is defined for none of the replicates.");

    public static Undefined TooManyDraws(long units, long most) => new(
        "too-many-draws", $"{units} units are too many to be drawn anew so often; with these replicates {most} would do. Resample documents, or take fewer replicates.");

    /// <param name="place">Where, for instance <c>D1 120–140</c>.</param>
    public static Undefined NotExclusive(string layer, string place, string codes) => new(
        "not-exclusive", $"The codes must exclude each other, but layer “{layer}” has applied {codes} to the same text (in {place}). Measure each code by itself, or take the valuation “codeSet”.");

    public static Undefined OverlappingUnits(string layer, string place, string code) => new(
        "overlapping-units", $"Units of one code must lie apart, but in layer “{layer}” codings with “{code}” overlap (in {place}).");

    public static Undefined ConflictingWeights(string layer, string place, string code) => new(
        "conflicting-weights", $"A unit has one weight, but in layer “{layer}” codings with “{code}” of different weights meet (in {place}).");
}
