namespace EvidenceBase.Record.Kernel;

/// <summary>A thing that a reversed command had changed, and how it stands from then on.</summary>
public sealed record ReversedThing(Guid Id, Standing Standing);

/// <summary>
/// What one command recorded in a stream was undone, or done again. The events it is about stay where they are; from here on the stream stands as it
/// would without them, or with them again. Each word has two such events of its own.
/// </summary>
/// <param name="From">The version of the stream at the first event of the command.</param>
/// <param name="To">That at the last.</param>
public abstract record Reversal(long From, long To, IReadOnlyList<ReversedThing> Things)
{
    /// <summary>What the event says stands from then on; null where nothing does.</summary>
    internal abstract object? After { get; }

    public bool Covers(long version) => version >= From && version <= To;
}

/// <inheritdoc />
/// <param name="Stands">The state from then on; null where without the command there is none.</param>
public abstract record Reversal<TState>(long From, long To, IReadOnlyList<ReversedThing> Things, TState? Stands) : Reversal(From, To, Things)
    where TState : class
{
    internal override object? After => Stands;
}

/// <summary>An event with its number in its stream.</summary>
public sealed record Recorded(long Version, object Event);
