using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>A claim from <c>claims.yaml</c>, with all that it rests on.</summary>
/// <param name="RivalTo">The claims it competes with; only where it is a rival.</param>
public sealed record BundledClaim(
    string Key,
    ClaimKind Kind,
    string Text,
    Judgement Judgement,
    Locator Locator,
    IReadOnlyList<string> Cases,
    IReadOnlyList<string> RivalTo,
    IReadOnlyList<BundledQualification> Qualifications,
    IReadOnlyList<BundledEvidence> Evidence,
    IReadOnlyList<BundledAbsence> Absences);

public sealed record BundledQualification(string Text, Locator? Locator);

/// <param name="Note">The note of the article through which the thing is cited.</param>
public sealed record BundledEvidence(
    BundledThing Cited,
    Pinpoint? Pinpoint,
    int? Note,
    Stance Stance,
    string? Weight,
    Judgement Judgement,
    ProcessTest? Test,
    string? DependsOn);

public sealed record BundledAbsence(Absence Absence, Judgement Judgement, Locator? Locator);
