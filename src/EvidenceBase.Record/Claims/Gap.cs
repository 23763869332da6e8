using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>What is missing or weak, by name.</summary>
/// <param name="Kind">A stable word: <c>no-claims</c>, <c>no-evidence</c>, <c>only-challenged</c>, <c>retracted</c>, <c>withdrawn</c>,
/// <c>changed-since-cited</c>, <c>changed-since-placed</c>, <c>single-interview</c>, <c>same-interview</c>, <c>incomplete-source</c>.</param>
/// <param name="Detail">The same in a sentence.</param>
/// <param name="Claim">The key of the claim it is about.</param>
/// <param name="Evidence">The evidence it is about.</param>
public sealed record Gap(string Kind, string Detail, string? Claim = null, Guid? Evidence = null)
{
    public static IReadOnlyList<Gap> Of(Claim claim, IReadOnlyList<EvidenceView> evidence)
    {
        var gaps = new List<Gap>();
        if (claim.Retracted is { } reason)
            gaps.Add(new("retracted", $"Claim {claim.Key} was retracted: {reason}", claim.Key));
        if (evidence.Count == 0)
            gaps.Add(new("no-evidence", $"Claim {claim.Key}: no evidence.", claim.Key));
        else if (evidence.All(one => one.Stance == Stance.Challenges))
            gaps.Add(new("only-challenged", $"Claim {claim.Key}: all its evidence challenges it.", claim.Key));
        foreach (var one in evidence)
            gaps.AddRange(OfCitation(claim, one));
        var support = evidence.Where(one => one.Stance == Stance.Supports).ToList();
        if (support.Count > 0 && support.All(one => one.Citation?.Interview is not null)
            && support.DistinctBy(one => one.Citation!.Interview!.Id).Count() == 1)
        {
            gaps.Add(new("single-interview", $"Claim {claim.Key} rests on a single interview, {support[0].Citation!.Interview!.Title}.", claim.Key));
        }

        return gaps;
    }

    /// <summary>The gaps of a step: those of its claims, and those that only show where claims stand together.</summary>
    /// <param name="claims">Each with whether it is worded otherwise now than when it was placed.</param>
    public static IReadOnlyList<Gap> OfStep(IReadOnlyList<(bool HasChanged, ClaimView View)> claims)
    {
        if (claims.Count == 0)
            return [new("no-claims", "This step rests on no claim.")];
        var gaps = claims.SelectMany(one => one.View.Gaps).ToList();
        gaps.AddRange(claims
            .Where(one => one.HasChanged)
            .Select(one => new Gap("changed-since-placed", $"Claim {one.View.Key} has been put differently since it was placed here.", one.View.Key)));
        var shared = claims
            .SelectMany(one => one.View.Evidence.Select(evidence => (Claim: one.View.Key, evidence.Citation?.Interview)))
            .Where(one => one.Interview is not null)
            .GroupBy(one => one.Interview!.Id)
            .Where(group => group.DistinctBy(one => one.Claim).Count() > 1);
        gaps.AddRange(shared.Select(group => new Gap(
            "same-interview",
            $"{group.First().Interview!.Title} carries {string.Join(", ", group.Select(one => one.Claim).Distinct())}: this evidence is not independent.")));
        return gaps;
    }

    private static IEnumerable<Gap> OfCitation(Claim claim, EvidenceView evidence)
    {
        if (evidence.Citation is not { } citation)
            yield break;
        if (citation.Withdrawn)
            yield return new("withdrawn", $"Claim {claim.Key} rests on something withdrawn: {citation.Text}", claim.Key, evidence.Id);
        if (citation.ChangedSinceCited)
        {
            yield return new(
                "changed-since-cited",
                $"Claim {claim.Key} cites version {citation.CitedVersion} of {citation.Key ?? citation.Kind}, which is at version {citation.CurrentVersion} now.",
                claim.Key,
                evidence.Id);
        }

        if (citation.Incomplete)
            yield return new("incomplete-source", $"Claim {claim.Key} cites a source that is not recorded whole: {citation.Text}", claim.Key, evidence.Id);
    }
}
