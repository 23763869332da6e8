using EvidenceBase.Record.Interviews;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Formats.Studies;

/// <summary>A line of <c>interviews.csv</c>.</summary>
/// <param name="Consent">What the material says of consent (<c>not-stated</c>).</param>
/// <param name="Said">In other words, all that the article says of the interview.</param>
public sealed record BundledInterview(string Code, InterviewDescription Description, string? Consent, string? Said);

/// <summary>Codes applied to what the article attributes to an interview, from <c>statements.yaml</c>.</summary>
public sealed record BundledStatement(
    string Key, string Interview, IReadOnlyList<string> Codes, string Text, Locator Locator, Judgement Judgement, IReadOnlyList<string> Cases);
