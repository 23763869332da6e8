using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Claims;

public static class ClaimStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Claim>(
        Kinds.Claim,
        new Dictionary<string, Type>
        {
            ["claim_asserted"] = typeof(ClaimAsserted),
            ["claim_reworded"] = typeof(ClaimReworded),
            ["claim_qualified"] = typeof(ClaimQualified),
            ["evidence_linked"] = typeof(EvidenceLinked),
            ["evidence_reassessed"] = typeof(EvidenceReassessed),
            ["evidence_unlinked"] = typeof(EvidenceUnlinked),
            ["rival_named"] = typeof(RivalNamed),
            ["claim_contested"] = typeof(ClaimContested),
            ["claim_retracted"] = typeof(ClaimRetracted),
            ["claim_change_undone"] = typeof(ClaimChangeUndone),
            ["claim_change_redone"] = typeof(ClaimChangeRedone),
        },
        Claim.Evolve,
        RegisterChanges,
        ClaimView.Render,
        reversals: ReversalRules.Of<Claim, ClaimChangeUndone, ClaimChangeRedone>(
            Claim.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            @event => @event switch
            {
                ClaimReworded => ["wording"],
                ClaimQualified qualified => [$"qualification:{qualified.QualificationId}"],
                EvidenceLinked linked => [$"evidence:{linked.EvidenceId}"],
                EvidenceReassessed reassessed => [$"evidence:{reassessed.EvidenceId}"],
                EvidenceUnlinked unlinked => [$"evidence:{unlinked.EvidenceId}"],
                RivalNamed named => [$"rival:{named.RivalId}"],
                ClaimContested contested => [$"objection:{contested.Reason}"],
                _ => [string.Empty],
            },
            count: claim => claim is null ? null : claim with { Version = claim.Version + 1 }),
        content: claim => new { claim.Kind, claim.Text, claim.Judgement, claim.Locator, claim.Cases });

    private static IEnumerable<RegisterChange> RegisterChanges(Guid claimId, object @event) => @event switch
    {
        ClaimAsserted asserted => [new RegisterChange.Enters(Kinds.Claim, claimId, asserted.Key)],
        ClaimRetracted => [new RegisterChange.Changes(claimId), new RegisterChange.Stands(claimId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(claimId)],
    };
}
