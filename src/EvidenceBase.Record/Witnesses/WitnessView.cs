using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Witnesses;

/// <summary>A witness of the study's log.</summary>
/// <param name="VerifierKey">By which its cosignatures are checked, as C2SP signed-note writes it.</param>
/// <param name="Removed">Why no more cosignatures of it are taken.</param>
public sealed record WitnessView(Guid Id, string Key, long Version, string VerifierKey, string? Removed)
{
    public static IEnumerable<View> Render(Guid id, Witness witness, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(Kinds.Witness, id, witness.Key, version, witness.Key, new WitnessView(id, witness.Key, version, witness.VerifierKey, witness.Removed));
    }
}
