using System.Collections.Immutable;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codings;

/// <summary>
/// All codings of one layer in one document, or of the statements of one interview. Folded whole only to verify: in use, codings are kept one
/// by one, since a sheet grows without bound.
/// </summary>
public sealed record Sheet(ImmutableDictionary<Guid, Coding> Codings)
{
    /// <summary>The key of a sheet in the register. Keys of things never change, and no key begins with another kind's name and a slash.</summary>
    /// <param name="key">The human key of the document or interview.</param>
    public static string KeyOf(string kind, string key, string layer) => $"{kind}/{layer}/{key}";

    /// <summary>The key of the sheet that begins with an event.</summary>
    /// <param name="keyOf">The human key of a document or interview.</param>
    public static string? KeyOf(object first, Func<Guid, string?> keyOf) => first switch
    {
        SegmentCoded coded => KeyOf(Kinds.Document, keyOf(coded.DocumentId)!, coded.Layer),
        RegionCoded coded => KeyOf(Kinds.Document, keyOf(coded.DocumentId)!, coded.Layer),
        RecordingCoded coded => KeyOf(Kinds.Document, keyOf(coded.DocumentId)!, coded.Layer),
        StatementCoded coded => KeyOf(Kinds.Interview, keyOf(coded.InterviewId)!, coded.Layer),
        _ => null,
    };

    public static Sheet? Evolve(Sheet? sheet, object @event)
    {
        var codings = sheet?.Codings ?? ImmutableDictionary<Guid, Coding>.Empty;
        if (CodingIdOf(@event) is not { } id || Coding.Evolve(codings.GetValueOrDefault(id), @event) is not { } coding)
            return sheet;
        return new(codings.SetItem(id, coding));
    }

    /// <summary>The coding that an event is about; null for events that are not of a sheet.</summary>
    public static Guid? CodingIdOf(object @event) => @event switch
    {
        SegmentCoded coded => coded.CodingId,
        StatementCoded coded => coded.CodingId,
        RegionCoded coded => coded.CodingId,
        RecordingCoded coded => coded.CodingId,
        CodingNoted noted => noted.CodingId,
        CodingMoved moved => moved.CodingId,
        CodingConfirmed confirmed => confirmed.CodingId,
        CodingRemoved removed => removed.CodingId,
        Reversal<Coding> reversal => reversal.Things[0].Id,
        _ => null,
    };
}
