using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>A claim with every piece of its evidence resolved to what it cites.</summary>
public sealed record ClaimView(
    Guid Id,
    string Key,
    long Version,
    long WordedAt,
    ClaimKind Kind,
    string Text,
    Judgement Judgement,
    Locator? Locator,
    IReadOnlyList<NamedView> Cases,
    IReadOnlyList<Qualification> Qualifications,
    IReadOnlyList<EvidenceView> Evidence,
    IReadOnlyList<NamedView> Rivals,
    IReadOnlyList<string> Contested,
    string? Retracted,
    IReadOnlyList<Gap> Gaps)
{
    public static IEnumerable<View> Render(Guid id, Claim claim, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(Kinds.Claim, id, claim.Key, version, claim.Key, Of(id, claim, version, lookup));
    }

    public static ClaimView Of(Guid id, Claim claim, long version, Lookup lookup)
    {
        var evidence = EvidenceView.Of(claim, lookup);
        return new(
            id,
            claim.Key,
            version,
            claim.WordedAt,
            claim.Kind,
            claim.Text,
            claim.Judgement,
            claim.Locator,
            [.. claim.Cases.Select(one => NamedView.Of(one, lookup)).OfType<NamedView>()],
            claim.Qualifications,
            evidence,
            [.. claim.Rivals.Select(one => NamedView.Of(one, lookup)).OfType<NamedView>()],
            claim.Contested,
            claim.Retracted,
            Gap.Of(claim, evidence));
    }
}
