using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Commands;

/// <summary>
/// What a command needs, declared before anything is read, so that one round trip locks and loads all of it – in the order of ids, which
/// keeps two commands from waiting for each other. After loading, the tokens that were handed out hold what was found.
/// </summary>
public sealed class CommandPlan(string study, string actor, DateTimeOffset now, Func<Guid> newId)
{
    private readonly List<NamedThing> things = [];
    private readonly List<ExtraRow> rows = [];
    private readonly List<ExtraRead> reads = [];
    private readonly Dictionary<string, string> headers = [];

    public string Study { get; } = study;

    public string Actor { get; } = actor;

    public DateTimeOffset Now { get; } = now;

    internal IReadOnlyList<NamedThing> Things => things;

    internal IReadOnlyList<ExtraRow> Rows => rows;

    internal IReadOnlyList<ExtraRead> Reads => reads;

    internal IReadOnlyDictionary<string, string> Headers => headers;

    internal StreamTarget? Target { get; private set; }

    /// <summary>Whether the command replaces something and therefore must say which version (If-Match).</summary>
    internal bool Replaces { get; private set; }

    internal NamedThing? Replaced { get; private set; }

    public Guid NewId() => newId();

    /// <summary>Something that the content of the command names; locked against withdrawal. Missing: 422 at the field.</summary>
    public NamedThing Cite(string kind, string name, string field) => Add(new(kind, name, LockMode.Shared, field));

    public IReadOnlyList<NamedThing> CiteAll(string kind, IEnumerable<string>? names, string field) =>
        [.. (names ?? []).Select((name, index) => Cite(kind, name, $"{field}[{index}]"))];

    public NamedThing? CiteOptional(string kind, string? name, string field) => name is null ? null : Cite(kind, name, field);

    /// <summary>A key that a part of a stream is to get. The returned function gives the problem where it is taken already.</summary>
    public Func<Decision?> Free(string kind, string key)
    {
        var taken = Add(new(kind, key, LockMode.None, null, Optional: true));
        return () => taken.Found is null
            ? null
            : Decision.Refuse(Problem.Conflict("key-taken", $"There is already a {kind} “{key}” in this study. Keys are never reused; choose another.", "key"));
    }

    /// <summary>Something that the address of the command names; locked against withdrawal. Missing: 404.</summary>
    public NamedThing Need(string kind, string name) => Add(new(kind, name, LockMode.Shared, null));

    /// <summary>Something that the command changes without it being the stream written to (a code to be retired). Missing: 404, or 422 at the field.</summary>
    public NamedThing Touch(string kind, string name, string? field = null) => Add(new(kind, name, LockMode.Exclusive, field));

    /// <summary>A new stream under a key of its own. Key taken: 409.</summary>
    public StreamTarget<TState> Open<TState>(StreamDefinition definition, string key)
        where TState : class => Aim(new StreamTarget<TState>(definition, Add(new(definition.Kind, key, LockMode.None, null, Optional: true)), Opening.New));

    /// <summary>An existing stream, with its state folded. Missing: 404.</summary>
    public StreamTarget<TState> Change<TState>(StreamDefinition definition, string name)
        where TState : class => Aim(new StreamTarget<TState>(definition, Add(new(definition.Kind, name, LockMode.Exclusive, null)), Opening.Existing));

    /// <summary>A stream that begins with its first event (the codebook, a coding sheet).</summary>
    public StreamTarget<TState> OpenOrChange<TState>(StreamDefinition definition, string key)
        where TState : class =>
        Aim(new StreamTarget<TState>(definition, Add(new(definition.Kind, key, LockMode.Exclusive, null, Optional: true)), Opening.Either));

    /// <summary>The stream in which a part lives that is known by its own id (the sheet of a coding). The part is locked too.</summary>
    public (StreamTarget<TState> Stream, NamedThing Part) ChangeStreamOf<TState>(StreamDefinition definition, string partKind, string partName)
        where TState : class
    {
        var part = Add(new(partKind, partName, LockMode.ExclusiveWithStream, null));
        return (Aim(new StreamTarget<TState>(definition, part, Opening.StreamOfPart)), part);
    }

    /// <summary>A stream with its whole history, also where it was undone; of a stream that keeps its parts one by one the history of one part.</summary>
    internal StreamTarget<object> Reverse(StreamDefinition definition, string kind, Guid thing)
    {
        var isPart = !definition.KeepsState;
        var named = Add(new(kind, thing.ToString(), isPart ? LockMode.ExclusiveWithStream : LockMode.Exclusive, null) { EvenUndone = true });
        return Aim(new StreamTarget<object>(definition, named, isPart ? Opening.StreamOfPart : Opening.Existing) { History = [] });
    }

    /// <summary>A part of the stream that is reversed.</summary>
    internal NamedThing TouchReversed(string kind, Guid thing) => Add(new(kind, thing.ToString(), LockMode.Exclusive, null) { EvenUndone = true });

    /// <summary>Something that what is done again rests on; locked against withdrawal.</summary>
    internal NamedThing Ground(string kind, Guid thing) => Add(new(kind, thing.ToString(), LockMode.Shared, null) { EvenUndone = true });

    /// <summary>Rows that are read in the same round trip, after everything that the command names is locked.</summary>
    internal ExtraRead AlsoRead(string sql, params object[] values)
    {
        reads.Add(new(sql, values));
        return reads[^1];
    }

    /// <summary>What is stamped on the events beside what is stamped on all.</summary>
    internal void Stamp(string name, string value) => headers[name] = value;

    /// <summary>The command replaces what it changes: without If-Match 428, with a stale one 412.</summary>
    /// <param name="part">The part whose own version counts, where it is not the stream's.</param>
    public void RequireVersion(NamedThing? part = null) => (Replaces, Replaced) = (true, part);

    /// <summary>If-Match, where it is given, is about the version of this part and not of the stream.</summary>
    public void VersionOf(NamedThing part) => Replaced = part;

    /// <summary>A row that must be there exactly if the events are (sealed text). Question marks stand for the values, none of them null.</summary>
    public void AlsoWrite(string sql, params object[] values) => rows.Add(new(sql, values));

    private NamedThing Add(NamedThing thing)
    {
        things.Add(thing);
        return thing;
    }

    private StreamTarget<TState> Aim<TState>(StreamTarget<TState> target)
        where TState : class
    {
        if (Target is not null)
            throw new InvalidOperationException("A command writes to one stream.");
        Target = target;
        return target;
    }
}

internal sealed record ExtraRow(string Sql, object[] Values);

internal sealed record ExtraRead(string Sql, object[] Values)
{
    /// <summary>To be asked only in a decision, after loading.</summary>
    public List<object?[]> Found { get; } = [];

    public NpgsqlBatchCommand Command()
    {
        var command = new NpgsqlBatchCommand(Sql);
        foreach (var value in Values)
            command.Parameters.Add(new() { Value = value });
        return command;
    }

    public async Task Fill(NpgsqlDataReader reader, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            Found.Add([.. row.Select(value => value is DBNull ? null : value)]);
        }
    }
}

internal enum LockMode
{
    None = 0,
    Shared = 1,
    Exclusive = 2,
    ExclusiveWithStream = 3,
}

internal enum Opening
{
    New,
    Existing,
    Either,
    StreamOfPart,
}
