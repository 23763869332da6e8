using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Witnesses;

/// <summary>A witness of the study's log.</summary>
/// <param name="Removed">Why no more cosignatures of it are taken.</param>
public sealed record Witness(string Key, string VerifierKey, string? Removed)
{
    public static Witness? Evolve(Witness? witness, object @event) => (witness, @event) switch
    {
        (null, WitnessRegistered registered) => new(registered.Key, registered.VerifierKey, Removed: null),
        ({ }, WitnessRemoved removed) => witness with { Removed = removed.Reason },
        _ => witness,
    };

    public Decision Remove(string reason) => Removed is null
        ? Decision.Accept(new WitnessRemoved(reason))
        : Problem.Conflict("withdrawn", $"The witness “{Key}” was removed already.");
}
