namespace EvidenceBase.Differences;

/// <summary>What was otherwise in a study at one moment than at another, both rendered by the same code.</summary>
/// <param name="Things">Those whose views differ, by kind and key.</param>
/// <param name="Codings">How many codings came, changed and went; each is in the history.</param>
/// <param name="RenderedBy">The version of the software that rendered both.</param>
public sealed record DifferencesView(
    DifferenceMoment From, DifferenceMoment To, IReadOnlyList<ThingDifference> Things, CodingChanges? Codings, string RenderedBy);

/// <param name="Asked">The moment as it was asked for.</param>
/// <param name="Position">The position of the study that it stands for; 0 is before its first event.</param>
/// <param name="RecordedAt">When the event at that position was recorded.</param>
public sealed record DifferenceMoment(string Asked, long Position, DateTimeOffset? RecordedAt);

public enum ThingChange
{
    Added,
    Changed,
    Removed,
}

/// <summary>A thing that was otherwise, field by field of its view.</summary>
/// <param name="Title">By which a reader recognises it, as it was at the later moment at which it was there.</param>
/// <param name="Fields">Where it differs; empty where it was added or removed whole.</param>
public sealed record ThingDifference(string Kind, Guid Id, string? Key, string? Title, ThingChange Change, IReadOnlyList<JsonDifference> Fields);

public sealed record CodingChanges(long Added, long Changed, long Removed);
