using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Formats.Studies;

/// <summary>What <c>study.yaml</c> says of the study as a whole.</summary>
/// <param name="Article">The key of the source that the study publishes its argument in.</param>
/// <param name="InterviewsLocator">Where the numbers of interviews are stated.</param>
public sealed record BundledStudy(
    string Slug,
    string Title,
    string? Description,
    string? Article,
    InterviewDenominator? Interviews,
    Locator? InterviewsLocator,
    IReadOnlyList<Section> Sections,
    string? Note);

/// <summary>A thing of the bundle, by the kind it will have in the record and its key there.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>; a statement is a coding.</param>
public sealed record BundledThing(string Kind, string Key);
