using System.Collections.Concurrent;

namespace EvidenceBase.Codings;

/// <summary>How far a batch has come.</summary>
public enum BatchPhase
{
    /// <summary>Its lines arrive and are checked.</summary>
    Reading,

    /// <summary>Everything was right; it is being written.</summary>
    Appending,

    /// <summary>It is in the record.</summary>
    Done,
}

/// <param name="Lines">How many were read.</param>
/// <param name="Wrong">How many of them are wrong.</param>
/// <param name="Answer">What the sender of the batch was told; null before it is done.</param>
public sealed record BatchProgressView(BatchPhase Phase, int Lines, int Wrong, BatchAnswer? Answer = null);

/// <summary>How far the batches have come that this process is taking.</summary>
public sealed class BatchProgress
{
    private readonly ConcurrentDictionary<(string Study, string Actor, string Key), BatchStanding> standings = new();

    internal BatchStanding Begin(string study, string actor, string key) =>
        standings[(study, actor, key)] = new(standing => standings.TryRemove(new((study, actor, key), standing)));

    internal BatchProgressView? Find(string study, string actor, string key) => standings.GetValueOrDefault((study, actor, key))?.View;
}

/// <summary>Where one batch stands; disposed when it has been answered.</summary>
internal sealed class BatchStanding(Action<BatchStanding> end) : IDisposable
{
    public BatchProgressView View { get; private set; } = new(BatchPhase.Reading, 0, 0);

    public void Checked(CodingPortion portion, int wrong) =>
        View = View with { Lines = View.Lines + portion.Lines.Count + portion.Wrong.Count, Wrong = wrong };

    public void Appending() => View = View with { Phase = BatchPhase.Appending };

    public void Dispose() => end(this);
}
