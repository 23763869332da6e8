using EvidenceBase.Record.Arguments;

namespace EvidenceBase.Formats.Studies;

/// <summary>The outline of <c>argument.yaml</c>, in order.</summary>
public sealed record BundledArgument(string Key, string Title, string? Question, IReadOnlyList<BundledStep> Steps);

public sealed record BundledStep(
    string Key,
    string Title,
    string Inference,
    string Section,
    string Stage,
    string? Case,
    string? Parent,
    IReadOnlyList<string> Claims,
    IReadOnlyList<BundledRelation> RestsOn);

public sealed record BundledRelation(string Step, StepRelation Relation, string? Warrant);
