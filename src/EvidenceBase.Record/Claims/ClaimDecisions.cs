using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

/// <summary>What may happen to a claim, decided from its state and from what the register says of the things it names.</summary>
public static class ClaimDecisions
{
    public static Decision Assert(ClaimAsserted asserted, IReadOnlyList<Registered> cases) =>
        Uncitable(cases, "cases") is { } problem ? problem : Decision.Accept(asserted);

    public static Decision Reword(Claim claim, ClaimReworded reworded, IReadOnlyList<Registered> cases)
    {
        if (Retracted(claim) is { } retracted)
            return retracted;
        if (Uncitable(cases, "cases") is { } problem)
            return problem;
        var same = claim.Text == reworded.Text && claim.Kind == reworded.Kind && claim.Judgement == reworded.Judgement
            && claim.Locator == reworded.Locator && claim.Cases.SequenceEqual(reworded.Cases);
        return same ? Decision.Accept() : Decision.Accept(reworded);
    }

    public static Decision Qualify(Claim claim, ClaimQualified qualified) =>
        Retracted(claim) is { } problem ? problem : Decision.Accept(qualified).Creating(qualified.QualificationId);

    /// <param name="cited">What the evidence cites, or null where it records an absence.</param>
    public static Decision Link(Guid claimId, Claim claim, EvidenceLinked linked, Registered? cited)
    {
        if (Retracted(claim) is { } retracted)
            return retracted;
        if (cited?.NotCitable("cites") is { } notCitable)
            return notCitable;
        if (cited is { Kind: Kinds.Figure } && FigureFacts.NotThere(cited, linked.Pinpoint?.Cell, linked.Pinpoint?.Derived, "pinpoint") is { } notThere)
            return notThere;
        if (cited?.Id == claimId)
            return Problem.Conflict("self-citation", "A claim cannot be evidence for itself.", "cites");
        return Decision.Accept(linked).Creating(linked.EvidenceId);
    }

    public static Decision Reassess(Claim claim, EvidenceReassessed reassessed, Registered? cited)
    {
        if (Retracted(claim) is { } retracted)
            return retracted;
        if (claim.Evidence.Find(one => one.Id == reassessed.EvidenceId) is not { } evidence)
            return Problem.NotFound("evidence", reassessed.EvidenceId.ToString());
        if (evidence.Cited is not null && cited?.NotCitable("evidence") is { } notCitable)
            return notCitable;
        return Decision.Accept(reassessed).About(reassessed.EvidenceId);
    }

    public static Decision Unlink(Claim claim, Guid evidenceId, string? reason)
    {
        if (claim.Evidence.Find(one => one.Id == evidenceId) is null)
            return Problem.NotFound("evidence", evidenceId.ToString());
        return Decision.Accept(new EvidenceUnlinked(evidenceId, reason)).About(evidenceId);
    }

    public static Decision NameRival(Guid claimId, Claim claim, Registered rival)
    {
        if (Retracted(claim) is { } retracted)
            return retracted;
        if (rival.NotCitable("rival") is { } notCitable)
            return notCitable;
        if (rival.Id == claimId)
            return Problem.Conflict("self-rival", "A claim cannot be its own rival.", "rival");
        return claim.Rivals.Contains(rival.Id) ? Decision.Accept() : Decision.Accept(new RivalNamed(rival.Id));
    }

    public static Decision Contest(Claim claim, string reason) =>
        Retracted(claim) is { } problem ? problem : Decision.Accept(new ClaimContested(reason));

    /// <summary>A claim can be retracted while steps rest on it: they then show the gap.</summary>
    public static Decision Retract(Claim claim, string reason) =>
        Retracted(claim) is { } problem ? problem : Decision.Accept(new ClaimRetracted(reason));

    private static Problem? Retracted(Claim claim) => claim.Retracted is null
        ? null
        : Problem.Conflict("retracted", $"The claim “{claim.Key}” was retracted and can no longer be changed. Assert a new one.");

    private static Problem? Uncitable(IReadOnlyList<Registered> things, string field) =>
        things.Select(thing => thing.NotCitable(field)).FirstOrDefault(problem => problem is not null);
}
