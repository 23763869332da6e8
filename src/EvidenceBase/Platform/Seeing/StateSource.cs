using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Where the states come from that views are rendered from, all at one position.</summary>
internal abstract class StateSource
{
    public abstract Task<IReadOnlyList<Stated>> Load(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    public abstract Task<IReadOnlyList<Stated>> LoadKind(string kind, CancellationToken cancellation);
}
