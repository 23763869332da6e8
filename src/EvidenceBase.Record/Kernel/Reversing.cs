namespace EvidenceBase.Record.Kernel;

/// <param name="Facts">What the register has to say of things from then on, where the command had said something else: a null takes the fact away.</param>
public sealed record ReversalDecision(Decision Decision, IReadOnlyDictionary<Guid, IReadOnlyDictionary<string, string?>> Facts)
{
    public static implicit operator ReversalDecision(Problem problem) => new(problem, new Dictionary<Guid, IReadOnlyDictionary<string, string?>>());
}

/// <summary>
/// Undoing and redoing what one command recorded, decided from the history of its stream alone: the state from then on is what the other events
/// fold into. Whether work in other streams rests on it is asked elsewhere.
/// </summary>
public static class Reversing
{
    /// <summary>The versions whose events count: those that nothing has undone, or that were done again. Reversals themselves never do.</summary>
    public static ISet<long> Counting(ReversalRules rules, IReadOnlyList<Recorded> history)
    {
        var counting = new HashSet<long>();
        foreach (var one in history)
        {
            if (one.Event is not Reversal reversal)
                counting.Add(one.Version);
            else if (one.Event.GetType() == rules.Undone)
                counting.RemoveWhere(reversal.Covers);
            else
                counting.UnionWith(history.Where(other => reversal.Covers(other.Version)).Select(other => other.Version));
        }

        return counting;
    }

    /// <param name="history">Every event of the stream, in order – of the one part, where the stream keeps its parts one by one.</param>
    public static ReversalDecision Undo(StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history, long from, long to)
    {
        var rules = Rules(definition);
        var counting = Counting(rules, history);
        var command = Command(history, from, to);
        if (Final(rules, command) is { } final)
            return final;
        if (command.Exists(one => !counting.Contains(one.Version)))
            return Problem.Conflict("already-undone", "It was undone already. To have it again, redo it.");
        if (Later(definition, rules, history.Where(one => one.Version > to && counting.Contains(one.Version)), command) is { } later)
            return Problem.Conflict("changed-later", $"What it did was changed later, by event {later.Version} of the same thing ({NameOf(definition, later.Event)}). Undo that first.");
        counting.ExceptWith(command.Select(one => one.Version));
        return Settle(definition, rules, streamId, history, counting, command, rules.MakeUndone);
    }

    /// <inheritdoc cref="Undo" />
    public static ReversalDecision Redo(StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history, long from, long to)
    {
        var rules = Rules(definition);
        var counting = Counting(rules, history);
        var command = Command(history, from, to);
        if (history.LastOrDefault(one => one.Event is Reversal reversal && reversal.Covers(from)) is not { } undone || undone.Event.GetType() != rules.Undone)
            return Problem.Conflict("not-undone", "It was not undone, so there is nothing to redo.");
        if (Later(definition, rules, history.Where(one => one.Version > undone.Version && counting.Contains(one.Version)), command) is { } later)
            return Problem.Conflict("changed-later", $"What it did was done otherwise since, by event {later.Version} of the same thing ({NameOf(definition, later.Event)}). Undo that first.");
        if (command[0].Version > history[0].Version && Fold(rules, history, counting) is null)
            return Problem.Conflict("undone-itself", "The thing that it changed is undone itself. Redo that first.");
        counting.UnionWith(command.Select(one => one.Version));
        return Settle(definition, rules, streamId, history, counting, command, rules.MakeRedone);
    }

    /// <summary>The ids that the events of a command brought into being or changed.</summary>
    public static IEnumerable<Guid> Changed(StreamDefinition definition, Guid streamId, IEnumerable<object> events) =>
        events.SelectMany(@event => definition.RegisterChanges(streamId, @event)).Select(IdOf).Distinct();

    /// <summary>
    /// The facts that the register has of all things of a stream after its whole history; null stands for one that is there no more, because what had
    /// said it was reversed.
    /// </summary>
    /// <param name="history">Every event of the stream, in order – of the one part, where the stream keeps its parts one by one.</param>
    public static IReadOnlyDictionary<Guid, Dictionary<string, string?>> Facts(StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history)
    {
        var facts = new Dictionary<Guid, Dictionary<string, string?>>();
        for (var count = 1; count <= history.Count; count++)
        {
            var now = history[count - 1].Event;
            if (now is Reversal reversal)
            {
                var until = history.Take(count).ToList();
                foreach (var (id, said) in Facts(definition, streamId, until, Counting(Rules(definition), until), Command(until, reversal.From, reversal.To)))
                    Say(id, said);
                continue;
            }

            foreach (var change in definition.RegisterChanges(streamId, now))
                Say(IdOf(change), FactsOf(change)?.Select(fact => KeyValuePair.Create(fact.Key, (string?)fact.Value)) ?? []);
        }

        return facts;

        void Say(Guid id, IEnumerable<KeyValuePair<string, string?>> said)
        {
            if (!facts.TryGetValue(id, out var known))
                facts[id] = known = [];
            foreach (var (name, value) in said)
                known[name] = value;
        }
    }

    /// <summary>What the register has to say from then on of the things of a command that was reversed.</summary>
    private static Dictionary<Guid, IReadOnlyDictionary<string, string?>> Facts(
        StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history, ISet<long> counting, List<Recorded> command)
    {
        var facts = Register(definition, streamId, history, counting).Facts;
        return Changed(definition, streamId, command.Select(one => one.Event))
            .ToDictionary(id => id, IReadOnlyDictionary<string, string?> (id) => Restored(definition, streamId, command, id, facts.GetValueOrDefault(id)));
    }

    private static ReversalDecision Settle(
        StreamDefinition definition,
        ReversalRules rules,
        Guid streamId,
        IReadOnlyList<Recorded> history,
        ISet<long> counting,
        List<Recorded> command,
        ReversalRules.Making make)
    {
        var state = Fold(rules, history, counting);
        var changed = Changed(definition, streamId, command.Select(one => one.Event)).ToList();
        state = rules.Versioned(rules.Count(state), Versions(definition, streamId, history, changed));
        if (state is not null && rules.Fault(state) is { } fault)
            return fault;
        var standings = Register(definition, streamId, history, counting).Standings;
        var reversal = make(
            command[0].Version, command[^1].Version, [.. changed.Select(id => new ReversedThing(id, standings.GetValueOrDefault(id, Standing.Active)))], state);
        return new(Decision.Accept(reversal), Facts(definition, streamId, history, counting, command));
    }

    /// <summary>What the events that count come to; the others pass by.</summary>
    private static object? Fold(ReversalRules rules, IReadOnlyList<Recorded> history, ISet<long> counting) =>
        history.Aggregate((object?)null, (state, one) => counting.Contains(one.Version) ? rules.Evolve(state, one.Event) : rules.Count(state));

    /// <summary>What the register counts for the things that a command changed, once it is reversed.</summary>
    private static Dictionary<Guid, long> Versions(StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history, List<Guid> changed)
    {
        var counted = history.SelectMany(one => definition.RegisterChanges(streamId, one.Event))
            .Where(change => change is RegisterChange.Enters or RegisterChange.Changes)
            .CountBy(IdOf).ToDictionary(one => one.Key, one => (long)one.Value);
        return changed.ToDictionary(id => id, id => counted.GetValueOrDefault(id) + 1);
    }

    private static Dictionary<string, string?> Restored(
        StreamDefinition definition, Guid streamId, List<Recorded> command, Guid id, Dictionary<string, string>? facts) => command
        .SelectMany(one => definition.RegisterChanges(streamId, one.Event))
        .Where(change => IdOf(change) == id)
        .SelectMany(change => FactsOf(change)?.Keys ?? [])
        .Distinct()
        .ToDictionary(name => name, name => facts?.GetValueOrDefault(name));

    /// <summary>What the register would have, had only these events happened.</summary>
    private static (Dictionary<Guid, Standing> Standings, Dictionary<Guid, Dictionary<string, string>> Facts) Register(
        StreamDefinition definition, Guid streamId, IReadOnlyList<Recorded> history, ISet<long> counting)
    {
        var standings = new Dictionary<Guid, Standing>();
        var facts = new Dictionary<Guid, Dictionary<string, string>>();
        foreach (var one in history.Where(one => one.Event is not Reversal))
        {
            foreach (var change in definition.RegisterChanges(streamId, one.Event))
            {
                if (!counting.Contains(one.Version))
                {
                    if (change is RegisterChange.Enters)
                        standings[IdOf(change)] = Standing.Undone;
                    continue;
                }

                if (change is RegisterChange.Enters)
                    standings[IdOf(change)] = Standing.Active;
                else if (change is RegisterChange.Stands stands)
                    standings[stands.Id] = stands.Standing;
                if (!facts.TryGetValue(IdOf(change), out var said))
                    facts[IdOf(change)] = said = [];
                foreach (var (name, value) in FactsOf(change) ?? new Dictionary<string, string>())
                    said[name] = value;
            }
        }

        return (standings, facts);
    }

    private static Recorded? Later(StreamDefinition definition, ReversalRules rules, IEnumerable<Recorded> later, List<Recorded> command)
    {
        var touched = command.SelectMany(one => rules.Touches(one.Event)).Distinct().ToList();
        return later.FirstOrDefault(one => rules.Touches(one.Event).Any(path => touched.Exists(other => Meet(path, other))));
    }

    private static bool Meet(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        return shorter.Length == 0 || longer == shorter || longer.StartsWith(shorter + "/", StringComparison.Ordinal);
    }

    private static Problem? Final(ReversalRules rules, List<Recorded> command) =>
        command.Select(one => rules.Final.GetValueOrDefault(one.Event.GetType())).FirstOrDefault(why => why is not null) is { } reason
            ? Problem.Conflict("not-undoable", reason)
            : null;

    private static List<Recorded> Command(IReadOnlyList<Recorded> history, long from, long to) =>
        history.Where(one => one.Version >= from && one.Version <= to && one.Event is not Reversal).ToList() is { Count: > 0 } command
            ? command
            : throw new ArgumentOutOfRangeException(nameof(from), $"The stream has no command at {from} to {to}.");

    private static ReversalRules Rules(StreamDefinition definition) =>
        definition.Reversals ?? throw new ArgumentException($"Nothing of a {definition.Kind} is undone.", nameof(definition));

    private static string NameOf(StreamDefinition definition, object @event) => definition.Events.Single(pair => pair.Value == @event.GetType()).Key;

    private static Guid IdOf(RegisterChange change) => change switch
    {
        RegisterChange.Enters enters => enters.Id,
        RegisterChange.Changes changes => changes.Id,
        RegisterChange.Stands stands => stands.Id,
        _ => throw new ArgumentOutOfRangeException(nameof(change)),
    };

    private static IReadOnlyDictionary<string, string>? FactsOf(RegisterChange change) => change switch
    {
        RegisterChange.Enters enters => enters.Facts,
        RegisterChange.Changes changes => changes.Facts,
        _ => null,
    };
}
