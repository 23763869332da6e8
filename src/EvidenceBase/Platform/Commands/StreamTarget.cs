using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Commands;

/// <summary>The stream that a command writes to.</summary>
public abstract class StreamTarget
{
    internal StreamTarget(StreamDefinition definition, NamedThing thing, Opening opening) =>
        (Definition, Named, Opening) = (definition, thing, opening);

    internal StreamDefinition Definition { get; }

    internal NamedThing Named { get; }

    internal Opening Opening { get; }

    internal object? Loaded { get; set; }

    /// <summary>Every event of the stream – of the one part that was named, where the stream keeps its parts one by one; null where it was not asked for.</summary>
    internal List<Recorded>? History { get; init; }

    /// <summary>Whether its events are read: for the state, or for the history.</summary>
    internal bool ReadsEvents => History is not null || (Definition.KeepsState && Opening != Opening.New);

    /// <summary>The id of the stream; a new one where it begins with this command.</summary>
    public Guid Id { get; internal set; }

    /// <summary>How many events the stream has before this command; 0 where it begins.</summary>
    public long Version { get; internal set; }

    public bool IsNew => Version == 0;

    internal void Take(Recorded one)
    {
        if (History is not null)
            History.Add(one);
        else
            Loaded = Definition.Evolve(Loaded, one.Event);
    }
}

/// <inheritdoc />
public sealed class StreamTarget<TState> : StreamTarget
    where TState : class
{
    internal StreamTarget(StreamDefinition definition, NamedThing thing, Opening opening)
        : base(definition, thing, opening)
    {
    }

    /// <summary>The folded state, or null where the stream begins with this command or keeps no state.</summary>
    public TState? StateOrNone => (TState?)Loaded;

    public TState State => StateOrNone ?? throw new InvalidOperationException($"The {Definition.Kind} “{Named.Name}” has no state.");
}
