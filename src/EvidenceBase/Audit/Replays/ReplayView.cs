namespace EvidenceBase.Audit.Replays;

public enum ReplayState
{
    /// <summary>One is replayed at a time.</summary>
    Waiting,
    Running,

    /// <summary>Compared to the end, with or without differences.</summary>
    Done,

    /// <summary>The history cannot be applied; the failure says at which event.</summary>
    Failed,

    Cancelled,
}

public enum ReplayPhase
{
    /// <summary>Events are read and folded.</summary>
    Folding,

    /// <summary>Views are rendered from the states at the end.</summary>
    Rendering,

    /// <summary>What was made is set beside what is shown.</summary>
    Comparing,
}

/// <summary>A replay of a study's whole history, and what it found.</summary>
/// <param name="Position">The position of the study at which it was compared: that of its last event then.</param>
/// <param name="Total">How many events the study had when the replay began.</param>
/// <param name="Events">How many of them have been folded.</param>
/// <param name="Percent">Of all the work, 0 to 100.</param>
/// <param name="EventsPerSecond">Since it began.</param>
/// <param name="SecondsRemaining">If it goes on as before.</param>
/// <param name="Views">How many views were rendered.</param>
/// <param name="Differences">How many rows differ; null before it is done.</param>
/// <param name="Failure">Why the history could not be applied.</param>
public sealed record ReplayView(
    Guid Id,
    string Study,
    ReplayState State,
    ReplayPhase? Phase,
    string RequestedBy,
    DateTimeOffset RequestedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    long? Position,
    long? Total,
    long Events,
    int Percent,
    double? EventsPerSecond,
    double? SecondsRemaining,
    long? Views,
    long? Differences,
    string? Failure)
{
    public bool IsOver => State is ReplayState.Done or ReplayState.Failed or ReplayState.Cancelled;
}

public enum DifferenceKind
{
    /// <summary>It is shown, and no event made it.</summary>
    Ghost,

    /// <summary>Events made it, and it is not shown.</summary>
    Missing,

    /// <summary>It is shown otherwise than the events made it.</summary>
    Altered,
}

/// <summary>A row that is not shown as the events made it. Only where it differs is told, not what it says.</summary>
/// <param name="Table">Where it stands: <c>view</c>, <c>state</c>, <c>coding</c>, <c>study_position</c>, <c>dependency</c>, <c>register</c>.</param>
/// <param name="Kind">The kind of thing.</param>
/// <param name="Key">Its human key; the position, of a position.</param>
/// <param name="Path">The first place at which an altered row differs.</param>
public sealed record ReplayDifference(DifferenceKind Difference, string Table, string? Kind, Guid? Id, string? Key, string? Path);
