namespace EvidenceBase.Platform.Seeing;

/// <summary>An event with the position it was given.</summary>
public sealed record PositionedEvent(Position Position, Guid StreamId, long Version, object Data);
