using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>
/// A word that keeps rows of its own (codings, citations, placements) beside the views. Deterministic: the rows follow from the events alone.
/// Rows carry the positions between which they stand, so that they answer for any moment.
/// </summary>
public abstract class RowProjection
{
    /// <summary>The tables it owns; a rebuild makes them anew.</summary>
    internal abstract IReadOnlyList<RowTable> Tables { get; }

    /// <summary>Queues what the events change in the rows; reads through the connection what was there before the batch.</summary>
    public abstract Task Project(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<PositionedEvent> events, CancellationToken cancellation);

    /// <summary>Begins to make the same rows anew from the whole history of a study.</summary>
    /// <param name="events">May read the event tables and nothing else.</param>
    /// <param name="upTo">The sequence number of the last event that will be taken before the rows are settled.</param>
    /// <param name="tables">Take the rows: those of <see cref="Tables"/>, in their order.</param>
    internal abstract Task<RowFold> Fold(NpgsqlConnection events, string study, long upTo, IReadOnlyList<RowMatch> tables, CancellationToken cancellation);
}

/// <summary>
/// Makes rows from a study's history in the order of its positions. What the events have settled for good is given away as they come, so that
/// what is kept in memory does not grow with the history.
/// </summary>
internal abstract class RowFold
{
    public abstract void Take(PositionedEvent one);

    /// <summary>Gives away what will not change any more.</summary>
    public abstract Task Write(CancellationToken cancellation);

    /// <summary>Gives away everything: all events are taken but those that are recorded while this goes on.</summary>
    public abstract Task Settle(CancellationToken cancellation);

    /// <summary>Makes the rows anew that were changed after they were settled.</summary>
    /// <returns>Which those are; null where nothing was changed.</returns>
    public abstract Task<Revised?> Finish(NpgsqlConnection events, NpgsqlConnection shadow, CancellationToken cancellation);

    /// <summary>The states of those ids that are its own (<see cref="PartStates"/>), after all events that were taken.</summary>
    public abstract Task<IReadOnlyList<Stated>> States(NpgsqlConnection events, IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
}

/// <summary>A source of states that are not streams of their own (single codings), for rendering.</summary>
public abstract class PartStates
{
    /// <summary>The states of those ids that are its own, as they are after the given events, which are not written yet.</summary>
    public abstract Task<IReadOnlyList<Stated>> Current(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, IReadOnlyList<PositionedEvent> unwritten, CancellationToken cancellation);

    /// <summary>The same as they were when the store's sequence stood at the given number, folded from the events.</summary>
    public abstract Task<IReadOnlyList<Stated>> At(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, long sequence, CancellationToken cancellation);

    /// <summary>The ids that an event of its streams changes.</summary>
    public abstract IEnumerable<Guid> Changed(object @event);
}
