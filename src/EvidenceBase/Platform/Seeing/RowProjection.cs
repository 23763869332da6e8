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
    public abstract IReadOnlyList<string> Tables { get; }

    /// <summary>Queues what the events change in the rows; reads through the connection what was there before the batch.</summary>
    public abstract Task Project(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<PositionedEvent> events, CancellationToken cancellation);

    /// <summary>Begins to make the same rows anew from the whole history of a study.</summary>
    /// <param name="events">May read the event tables and nothing else.</param>
    /// <param name="upTo">The sequence number of the last event that will be taken, as far as it is known yet.</param>
    /// <param name="schema">Where the tables lie that are filled: named as here, and empty.</param>
    public abstract Task<RowFold> Fold(NpgsqlConnection events, string study, long upTo, string schema, CancellationToken cancellation);
}

/// <summary>
/// Makes rows from a study's history in the order of its positions. What the events have settled for good is written as they come, so that
/// what is kept in memory does not grow with the history.
/// </summary>
public abstract class RowFold
{
    public abstract void Take(PositionedEvent one);

    /// <summary>Writes what will not change any more; after the last event everything.</summary>
    public abstract Task Write(NpgsqlConnection shadow, bool isLast, CancellationToken cancellation);

    /// <summary>The states of those ids that are its own (<see cref="PartStates"/>), after everything was written.</summary>
    public abstract Task<IReadOnlyList<Stated>> States(NpgsqlConnection shadow, IReadOnlyCollection<Guid> ids, CancellationToken cancellation);
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
