namespace EvidenceBase.Platform.Seeing;

/// <summary>A place in a study's own dense numbering of its events.</summary>
/// <param name="Number">1 for the first event of the study; 0 stands before it.</param>
/// <param name="Sequence">The store-wide sequence number of the event at this position; everything up to it is in.</param>
/// <param name="RecordedAt">Never earlier than that of the position before.</param>
public sealed record Position(long Number, long Sequence, DateTimeOffset RecordedAt)
{
    /// <summary>Before the first event.</summary>
    public static Position None { get; } = new(0, 0, DateTimeOffset.MinValue);
}
