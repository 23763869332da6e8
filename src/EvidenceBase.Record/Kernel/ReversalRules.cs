namespace EvidenceBase.Record.Kernel;

/// <summary>How the commands of one kind of stream are undone and done again.</summary>
public sealed class ReversalRules
{
    private ReversalRules(Type undone, Type redone, Func<object?, object, object?> evolve) => (Undone, Redone, Evolve) = (undone, redone, evolve);

    public delegate Reversal Making(long from, long to, IReadOnlyList<ReversedThing> things, object? stands);

    public Type Undone { get; }

    public Type Redone { get; }

    public Func<object?, object, object?> Evolve { get; }

    public required Making MakeUndone { get; init; }

    public required Making MakeRedone { get; init; }

    /// <summary>A state that one more event has passed by without changing anything else.</summary>
    public required Func<object?, object?> Count { get; init; }

    /// <summary>A state whose parts have these versions, as the register counts them: what names a part's version must find the same everywhere.</summary>
    public required Func<object?, IReadOnlyDictionary<Guid, long>, object?> Versioned { get; init; }

    /// <summary>
    /// Which parts of the stream an event changes or stands on, as paths (<c>step:…/place</c>). Two events get in each other's way where the path of one leads to that
    /// of the other; the empty path leads to everything.
    /// </summary>
    public required Func<object, IEnumerable<string>> Touches { get; init; }

    /// <summary>Events that are not undone, and why.</summary>
    public required IReadOnlyDictionary<Type, string> Final { get; init; }

    /// <summary>Whether whoever only names the thing later rests on what the event says of it; citing it at a version always does.</summary>
    public required Func<object, bool> Grounds { get; init; }

    /// <summary>What a state breaks that every state of the kind must hold.</summary>
    public required Func<object, Problem?> Fault { get; init; }

    /// <param name="evolve">Folds an event of the stream – of one part, where the stream keeps its parts one by one.</param>
    /// <param name="count">Where the state counts its events.</param>
    public static ReversalRules Of<TState, TUndone, TRedone>(
        Func<TState?, object, TState?> evolve,
        Func<long, long, IReadOnlyList<ReversedThing>, TState?, TUndone> undone,
        Func<long, long, IReadOnlyList<ReversedThing>, TState?, TRedone> redone,
        Func<object, IEnumerable<string>> touches,
        IReadOnlyDictionary<Type, string>? final = null,
        Func<object, bool>? grounds = null,
        Func<TState, Problem?>? fault = null,
        Func<TState?, TState?>? count = null,
        Func<TState, IReadOnlyDictionary<Guid, long>, TState>? versioned = null)
        where TState : class
        where TUndone : Reversal<TState>
        where TRedone : Reversal<TState> => new(typeof(TUndone), typeof(TRedone), (state, @event) => evolve((TState?)state, @event))
        {
            MakeUndone = (from, to, things, stands) => undone(from, to, things, (TState?)stands),
            MakeRedone = (from, to, things, stands) => redone(from, to, things, (TState?)stands),
            Count = state => count is null ? state : count((TState?)state),
            Versioned = (state, versions) => state is null || versioned is null ? state : versioned((TState)state, versions),
            Touches = touches,
            Final = final ?? new Dictionary<Type, string>(),
            Grounds = grounds ?? (_ => false),
            Fault = state => fault?.Invoke((TState)state),
        };
}
