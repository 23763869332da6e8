namespace EvidenceBase.Record.Kernel;

/// <summary>A state with its identity and its version at one position of the record.</summary>
/// <param name="Version">How many events have made it.</param>
/// <param name="Position">The position of the last of them in the study.</param>
/// <param name="Contents">Which content it has had; null before its second event, and where its kind is not cited.</param>
public sealed record Stated(Guid Id, string Kind, string? Key, long Version, object State, long Position = 0, ContentHistory? Contents = null)
{
    /// <summary>Whether it says something else than at the version that was cited.</summary>
    public bool HasChangedSince(long cited) => cited != Version && (Contents is null || Contents.HasChangedSince(cited));
}

/// <summary>
/// The states that a view may look at while it is rendered, all at one position. It remembers what was asked for – so that a view is
/// rendered again when any of it changes – and what was not there yet, so that it can be loaded and the rendering repeated.
/// </summary>
public sealed class Lookup(IReadOnlyDictionary<Guid, Stated?> known, IReadOnlyDictionary<string, IReadOnlyList<Stated>> whole)
{
    private readonly HashSet<Guid> asked = [];
    private readonly HashSet<Guid> missing = [];
    private readonly HashSet<string> askedKinds = [];
    private readonly HashSet<string> missingKinds = [];

    /// <summary>Everything the rendering has looked at.</summary>
    public IReadOnlySet<Guid> Asked => asked;

    /// <summary>Every kind that was asked for as a whole; a new thing of that kind matters too.</summary>
    public IReadOnlySet<string> AskedKinds => askedKinds;

    /// <summary>What must be loaded before the rendering is right. Empty when it is.</summary>
    public IReadOnlySet<Guid> Missing => missing;

    public IReadOnlySet<string> MissingKinds => missingKinds;

    /// <summary>The latest position of anything the rendering has looked at: the same whenever and in whatever portions it is rendered.</summary>
    public long Position { get; private set; }

    public bool IsComplete => missing.Count == 0 && missingKinds.Count == 0;

    public Stated? Find(Guid id)
    {
        asked.Add(id);
        if (known.TryGetValue(id, out var stated))
        {
            if (stated is { State: NoState })
                return null;
            Position = Math.Max(Position, stated?.Position ?? 0);
            return stated;
        }

        missing.Add(id);
        return null;
    }

    public TState? Find<TState>(Guid id)
        where TState : class => Find(id)?.State as TState;

    /// <summary>Every state of a kind of which a study has few (cases, the codebook, the study itself).</summary>
    public IReadOnlyList<Stated> All(string kind)
    {
        askedKinds.Add(kind);
        if (!whole.TryGetValue(kind, out var stated))
        {
            missingKinds.Add(kind);
            return [];
        }

        foreach (var one in stated)
        {
            asked.Add(one.Id);
            Position = Math.Max(Position, one.Position);
        }

        return stated;
    }
}
