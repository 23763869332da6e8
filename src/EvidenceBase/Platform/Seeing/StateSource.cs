using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Seeing;

/// <summary>
/// Where the states come from that views are rendered from, all at one position. It gives what is there: a stream whose beginning was undone has
/// events and no state.
/// </summary>
internal abstract class StateSource
{
    public async Task<IReadOnlyList<Stated>> Load(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        [.. (await Find(ids, cancellation)).Where(IsThere)];

    /// <summary>In the order of their ids.</summary>
    public async Task<IReadOnlyList<Stated>> LoadKind(string kind, CancellationToken cancellation) =>
        [.. (await FindKind(kind, cancellation)).Where(IsThere).OrderBy(stated => stated.Id)];

    protected abstract Task<IReadOnlyList<Stated>> Find(IReadOnlyCollection<Guid> ids, CancellationToken cancellation);

    protected abstract Task<IReadOnlyList<Stated>> FindKind(string kind, CancellationToken cancellation);

    private static bool IsThere(Stated stated) => stated.State is not NoState;
}
