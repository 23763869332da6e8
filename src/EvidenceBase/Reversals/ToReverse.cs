using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Reversals;

/// <summary>One command that is to be undone or done again, as it stands in the record.</summary>
/// <param name="Kind">The kind of the stream – of the part, where the stream keeps its parts one by one.</param>
/// <param name="Thing">The id of the stream, or of that part.</param>
/// <param name="From">The version of the stream at the command's first event.</param>
/// <param name="To">That at its last.</param>
/// <param name="Sequence">Where its last event stands in the store.</param>
/// <param name="Actor">Whose command it is.</param>
/// <param name="Key">Its key, as it stands in the history as the causation of its events.</param>
/// <param name="Changed">What it brought into being or changed, with kinds; the thing itself among it.</param>
/// <param name="Grounds">What must stand for it to be in force again.</param>
public sealed record ToReverse(
    StreamDefinition Definition,
    Guid StreamId,
    string Kind,
    Guid Thing,
    long From,
    long To,
    long Sequence,
    string? Actor,
    string? Key,
    IReadOnlyList<object> Events,
    IReadOnlyList<ThingReference> Changed,
    IReadOnlyList<ThingReference> Grounds)
{
    /// <summary>Who may do such a thing at all.</summary>
    public Right Right => Definition.Kind switch
    {
        Kinds.Study => Right.Manage,
        Kinds.Sheet or Kinds.Memo => Right.Code,
        Kinds.Codebook when Events.All(@event => @event is Record.Codebooks.CodeDefined) => Right.Code,
        _ => Right.Write,
    };

    /// <summary>What it brought into being, or said something of that everybody who names it stands on.</summary>
    public IReadOnlySet<Guid> Brought => Events
        .SelectMany(@event => Definition.RegisterChanges(StreamId, @event).Select(change => change switch
        {
            RegisterChange.Enters enters => enters.Id,
            RegisterChange.Changes changes when Definition.Reversals!.Grounds(@event) => changes.Id,
            _ => (Guid?)null,
        }))
        .OfType<Guid>()
        .ToHashSet();
}
