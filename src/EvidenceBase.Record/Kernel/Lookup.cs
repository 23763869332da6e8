namespace EvidenceBase.Record.Kernel;

/// <summary>A state with its identity and its version at one position of the record.</summary>
public sealed record Stated(Guid Id, string Kind, string? Key, long Version, object State);

/// <summary>
/// The states that a view may look at while it is rendered, all at one position. It remembers what was asked for – so that a view is
/// rendered again when any of it changes – and what was not there yet, so that it can be loaded and the rendering repeated.
/// </summary>
public sealed class Lookup(IReadOnlyDictionary<Guid, Stated?> known, IReadOnlyDictionary<string, IReadOnlyList<Stated>> whole)
{
    private readonly HashSet<Guid> asked = [];
    private readonly HashSet<Guid> missing = [];
    private readonly HashSet<string> missingKinds = [];

    /// <summary>Everything the rendering has looked at.</summary>
    public IReadOnlySet<Guid> Asked => asked;

    /// <summary>What must be loaded before the rendering is right. Empty when it is.</summary>
    public IReadOnlySet<Guid> Missing => missing;

    public IReadOnlySet<string> MissingKinds => missingKinds;

    public bool IsComplete => missing.Count == 0 && missingKinds.Count == 0;

    public Stated? Find(Guid id)
    {
        asked.Add(id);
        if (known.TryGetValue(id, out var stated))
            return stated;
        missing.Add(id);
        return null;
    }

    public TState? Find<TState>(Guid id)
        where TState : class => Find(id)?.State as TState;

    /// <summary>Every state of a kind of which a study has few (cases, the codebook, the study itself).</summary>
    public IReadOnlyList<Stated> All(string kind)
    {
        if (!whole.TryGetValue(kind, out var stated))
        {
            missingKinds.Add(kind);
            return [];
        }

        asked.UnionWith(stated.Select(one => one.Id));
        return stated;
    }
}
