using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>A piece of evidence under a claim, resolved.</summary>
/// <param name="Citation">What it cites; null where it records an absence.</param>
/// <param name="DependentWith">Other evidence of the same claim that rests on the same interview: the two do not count twice.</param>
public sealed record EvidenceView(
    Guid Id,
    Stance Stance,
    Judgement Judgement,
    CitationView? Citation,
    Pinpoint? Pinpoint,
    Locator? Locator,
    string? Weight,
    ProcessTest? Test,
    Likelihoods? Likelihoods,
    Absence? Absence,
    string? DependsOn,
    IReadOnlyList<Guid> DependentWith)
{
    public static IReadOnlyList<EvidenceView> Of(Claim claim, Lookup lookup)
    {
        var resolved = claim.Evidence
            .Select(one => (Evidence: one, Citation: one.Cited is { } cited ? CitationView.Of(cited, one.Pinpoint, lookup) : null))
            .ToList();
        var sharing = resolved.Where(one => one.Citation?.Interview is not null).ToLookup(one => one.Citation!.Interview!.Id, one => one.Evidence.Id);
        return
        [
            .. resolved.Select(one => new EvidenceView(
                one.Evidence.Id,
                one.Evidence.Stance,
                one.Evidence.Judgement,
                one.Citation,
                one.Evidence.Pinpoint,
                one.Evidence.Locator,
                one.Evidence.Weight,
                one.Evidence.Test,
                one.Evidence.Likelihoods,
                one.Evidence.Absence,
                one.Evidence.DependsOn,
                one.Citation?.Interview is { } interview ? [.. sharing[interview.Id].Where(id => id != one.Evidence.Id)] : [])),
        ];
    }
}
