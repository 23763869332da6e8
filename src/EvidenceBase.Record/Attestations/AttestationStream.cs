using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Attestations;

public static class AttestationStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Attestation>(
        Kinds.Attestation,
        new Dictionary<string, Type>
        {
            ["attestation_made"] = typeof(AttestationMade),
            ["attestation_withdrawn"] = typeof(AttestationWithdrawn),
        },
        Attestation.Evolve,
        RegisterChanges,
        AttestationView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid attestationId, object @event) => @event switch
    {
        AttestationMade made => [new RegisterChange.Enters(Kinds.Attestation, attestationId, made.Key)],
        AttestationWithdrawn => [new RegisterChange.Changes(attestationId), new RegisterChange.Stands(attestationId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(attestationId)],
    };
}
