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
        },
        Claim.Evolve,
        RegisterChanges,
        ClaimView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid claimId, object @event) => @event switch
    {
        ClaimAsserted asserted => [new RegisterChange.Enters(Kinds.Claim, claimId, asserted.Key)],
        ClaimRetracted => [new RegisterChange.Changes(claimId), new RegisterChange.Stands(claimId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(claimId)],
    };
}
