using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Witnesses;

public static class WitnessStream
{
    /// <summary>The fact of the register by which cosignatures are checked.</summary>
    public const string VerifierKeyFact = "verifierKey";

    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Witness>(
        Kinds.Witness,
        new Dictionary<string, Type>
        {
            ["witness_registered"] = typeof(WitnessRegistered),
            ["witness_removed"] = typeof(WitnessRemoved),
        },
        Witness.Evolve,
        RegisterChanges,
        WitnessView.Render);

    private static IEnumerable<RegisterChange> RegisterChanges(Guid witnessId, object @event) => @event switch
    {
        WitnessRegistered registered =>
            [new RegisterChange.Enters(Kinds.Witness, witnessId, registered.Key, new Dictionary<string, string> { [VerifierKeyFact] = registered.VerifierKey })],
        WitnessRemoved => [new RegisterChange.Changes(witnessId), new RegisterChange.Stands(witnessId, Standing.Withdrawn)],
        _ => [new RegisterChange.Changes(witnessId)],
    };
}
