namespace EvidenceBase.Record.Kernel;

/// <summary>
/// What a decision gives: events to append, or a problem. No events and no problem is a decision too: the record already says so.
/// </summary>
public sealed record Decision
{
    private Decision(IReadOnlyList<object> events, Problem? problem, Guid? subject, string? subjectKey) =>
        (Events, Problem, Subject, SubjectKey) = (events, problem, subject, subjectKey);

    public IReadOnlyList<object> Events { get; }

    public Problem? Problem { get; }

    /// <summary>Whether a part came into being that the caller is told about.</summary>
    public bool Created { get; private init; }

    /// <summary>The part of the stream that the caller is told about (a step, a code, an evidence link), where it is not the stream itself.</summary>
    public Guid? Subject { get; }

    public string? SubjectKey { get; }

    /// <summary>The part's own version after the events, where it has one that the caller must name to change it.</summary>
    public long? SubjectVersion { get; private init; }

    public static Decision Accept(params IReadOnlyList<object> events) => new(events, null, null, null);

    public static Decision Refuse(Problem problem) => new([], problem, null, null);

    public static implicit operator Decision(Problem problem) => Refuse(problem);

    /// <summary>The caller is told about this part of the stream.</summary>
    public Decision About(Guid subject, string? key = null, long? version = null) =>
        new(Events, Problem, subject, key) { Created = Created, SubjectVersion = version };

    /// <summary>The caller is told that this part of the stream came into being.</summary>
    public Decision Creating(Guid subject, string? key = null, long? version = null) => About(subject, key, version) with { Created = true };
}
