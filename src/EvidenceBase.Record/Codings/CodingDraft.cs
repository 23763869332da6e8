using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>A coding of a segment as it is asked for.</summary>
/// <param name="Revision">The revision that the positions are of; null stands for the present one.</param>
public sealed record SegmentDraft(
    Guid Id, string Layer, int? Revision, int Start, int End, int? Confidence = null, int? Weight = null, string? Note = null);

/// <summary>A coding of a region or of a span of a recording as it is asked for: one of the two.</summary>
public sealed record PlacedDraft(
    Guid Id, string Layer, Region? Region, PlayedSpan? Played, int? Confidence = null, int? Weight = null, string? Note = null);

/// <summary>A coding of a statement as it is asked for.</summary>
public sealed record StatementDraft(
    Guid Id,
    string? Key,
    string Layer,
    SealedText Statement,
    Locator? Locator = null,
    Judgement Judgement = Judgement.Reading,
    int? Confidence = null,
    int? Weight = null,
    string? Note = null);
