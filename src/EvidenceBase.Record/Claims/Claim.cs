using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>One link from a claim to what it rests on, as last judged.</summary>
public sealed record Evidence(
    Guid Id,
    CitedThing? Cited,
    Pinpoint? Pinpoint,
    Stance Stance,
    Judgement Judgement,
    Locator? Locator,
    string? Weight,
    ProcessTest? Test,
    Likelihoods? Likelihoods,
    string? DependsOn,
    Absence? Absence);

public sealed record Qualification(Guid Id, string Text, Locator? Locator);

/// <summary>A proposition that the study asserts, with the evidence under it in the order in which it was linked.</summary>
/// <param name="Version">How many events have made it.</param>
/// <param name="WordedAt">The version at which it got its present wording.</param>
public sealed record Claim(
    string Key,
    ClaimKind Kind,
    string Text,
    Judgement Judgement,
    Locator? Locator,
    ImmutableList<Guid> Cases,
    ImmutableList<Qualification> Qualifications,
    ImmutableList<Evidence> Evidence,
    ImmutableList<Guid> Rivals,
    ImmutableList<string> Contested,
    string? Retracted,
    long Version,
    long WordedAt)
{
    public static Claim? Evolve(Claim? claim, object @event)
    {
        var version = (claim?.Version ?? 0) + 1;
        var next = Next(claim, @event);
        return next is null ? null : next with { Version = version, WordedAt = @event is ClaimAsserted or ClaimReworded ? version : next.WordedAt };
    }

    private static Claim? Next(Claim? claim, object @event) => (claim, @event) switch
    {
        (null, ClaimAsserted asserted) => new(
            asserted.Key, asserted.Kind, asserted.Text, asserted.Judgement, asserted.Locator, [.. asserted.Cases], [], [], [], [], null, 0, 0),
        ({ }, ClaimReworded reworded) => claim with
        {
            Kind = reworded.Kind,
            Text = reworded.Text,
            Judgement = reworded.Judgement,
            Locator = reworded.Locator,
            Cases = [.. reworded.Cases],
        },
        ({ }, ClaimQualified qualified) => claim with
        {
            Qualifications = claim.Qualifications.Add(new(qualified.QualificationId, qualified.Text, qualified.Locator)),
        },
        ({ }, EvidenceLinked linked) => claim with { Evidence = claim.Evidence.Add(Of(linked)) },
        ({ }, EvidenceReassessed reassessed) => claim with
        {
            Evidence = [.. claim.Evidence.Select(one => one.Id == reassessed.EvidenceId ? Reassessed(one, reassessed) : one)],
        },
        ({ }, EvidenceUnlinked unlinked) => claim with { Evidence = claim.Evidence.RemoveAll(one => one.Id == unlinked.EvidenceId) },
        ({ }, RivalNamed rival) => claim with { Rivals = claim.Rivals.Add(rival.RivalId) },
        ({ }, ClaimContested contested) => claim with { Contested = claim.Contested.Add(contested.Reason) },
        ({ }, ClaimRetracted retracted) => claim with { Retracted = retracted.Reason },
        _ => claim,
    };

    private static Evidence Of(EvidenceLinked linked) => new(
        linked.EvidenceId,
        linked.Cited,
        linked.Pinpoint,
        linked.Stance,
        linked.Judgement,
        linked.Locator,
        linked.Weight,
        linked.Test,
        linked.Likelihoods,
        linked.DependsOn,
        linked.Absence);

    private static Evidence Reassessed(Evidence evidence, EvidenceReassessed reassessed) => evidence with
    {
        Cited = reassessed.Cited,
        Stance = reassessed.Stance,
        Judgement = reassessed.Judgement,
        Weight = reassessed.Weight,
        Test = reassessed.Test,
        Likelihoods = reassessed.Likelihoods,
    };
}
