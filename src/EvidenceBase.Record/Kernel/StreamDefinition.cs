namespace EvidenceBase.Record.Kernel;

/// <summary>
/// All that the rest of the system needs to know of one kind of stream: the stored names of its events, how they fold into a state, what
/// they change in the register, and which views the state owns. Everything here is pure.
/// </summary>
public sealed class StreamDefinition
{
    private readonly Func<object?, object, object?> evolve;
    private readonly Func<Guid, object, IEnumerable<RegisterChange>> register;
    private readonly Func<Guid, object, Lookup, IEnumerable<View>> render;
    private readonly Func<object, IEnumerable<Guid>> parts;
    private readonly Func<Guid, object, Guid, Lookup, IEnumerable<View>> renderPart;
    private readonly Func<object, Func<Guid, string?>, string?>? key;

    private StreamDefinition(
        string kind,
        Type stateType,
        bool keepsState,
        IReadOnlyDictionary<string, Type> events,
        Func<object?, object, object?> evolve,
        Func<Guid, object, IEnumerable<RegisterChange>> register,
        Func<Guid, object, Lookup, IEnumerable<View>> render,
        Func<object, IEnumerable<Guid>> parts,
        Func<Guid, object, Guid, Lookup, IEnumerable<View>> renderPart,
        ReversalRules? reversals,
        Func<object, Func<Guid, string?>, string?>? key,
        Func<object, object>? content) =>
        (Kind, StateType, KeepsState, Events, this.evolve, this.register, this.render, this.parts, this.renderPart, Reversals, this.key, Content) =
        (kind, stateType, keepsState, events, evolve, register, render, parts, renderPart, reversals, key, content);

    public string Kind { get; }

    public Type StateType { get; }

    /// <summary>False where the state grows without bound and is kept as rows instead (coding sheets).</summary>
    public bool KeepsState { get; }

    /// <summary>How its commands are undone; null where none is.</summary>
    public ReversalRules? Reversals { get; }

    /// <summary>
    /// What of a state is cited: while it is the same, word for word, the thing has not changed since. Null where a state of the kind is not cited.
    /// </summary>
    public Func<object, object>? Content { get; }

    /// <summary>Event types by their stored names, which never change.</summary>
    public IReadOnlyDictionary<string, Type> Events { get; }

    /// <param name="evolve">Folds one event into the state; null stands for a stream that has not begun.</param>
    /// <param name="register">What an event of the stream with this id changes in the register.</param>
    /// <param name="render">The views that the state of the stream with this id owns, but for those of its parts.</param>
    /// <param name="parts">The parts that have views of their own and are rendered one by one (the steps of an argument).</param>
    /// <param name="renderPart">The views of one part.</param>
    /// <param name="key">
    /// The key that a stream has in the register where its first event does not say it: from that event and the keys of the things that it names.
    /// </param>
    /// <param name="content">See <see cref="Content"/>.</param>
    public static StreamDefinition Of<TState>(
        string kind,
        IReadOnlyDictionary<string, Type> events,
        Func<TState?, object, TState?> evolve,
        Func<Guid, object, IEnumerable<RegisterChange>> register,
        Func<Guid, TState, Lookup, IEnumerable<View>> render,
        bool keepsState = true,
        Func<TState, IEnumerable<Guid>>? parts = null,
        Func<Guid, TState, Guid, Lookup, IEnumerable<View>>? renderPart = null,
        ReversalRules? reversals = null,
        Func<object, Func<Guid, string?>, string?>? key = null,
        Func<TState, object>? content = null)
        where TState : class =>
        new(
            kind,
            typeof(TState),
            keepsState,
            events,
            (state, @event) => evolve((TState?)state, @event),
            register,
            (id, state, lookup) => render(id, (TState)state, lookup),
            state => parts?.Invoke((TState)state) ?? [],
            (id, state, part, lookup) => renderPart?.Invoke(id, (TState)state, part, lookup) ?? [],
            reversals,
            key,
            content is null ? null : state => content((TState)state));

    public object? Evolve(object? state, object @event) => @event is Reversal reversal && KeepsState ? reversal.After : evolve(state, @event);

    public object? Fold(IEnumerable<object> events) => events.Aggregate((object?)null, Evolve);

    public IEnumerable<RegisterChange> RegisterChanges(Guid streamId, object @event) => @event is Reversal reversal
        ? reversal.Things.SelectMany(IEnumerable<RegisterChange> (thing) => [new RegisterChange.Changes(thing.Id), new RegisterChange.Stands(thing.Id, thing.Standing)])
        : register(streamId, @event);

    /// <summary>The key of a stream whose first event brings it into being without entering it in the register; null where there is none.</summary>
    /// <param name="keyOf">The key of another stream.</param>
    public string? KeyOf(object first, Func<Guid, string?> keyOf) => key?.Invoke(first, keyOf);

    public IEnumerable<Guid> Parts(object state) => parts(state);

    /// <param name="part">The part to render, or null for the views of the stream as a whole.</param>
    public IEnumerable<View> Render(Guid streamId, object state, Guid? part, Lookup lookup) =>
        part is { } one ? renderPart(streamId, state, one, lookup) : render(streamId, state, lookup);
}
