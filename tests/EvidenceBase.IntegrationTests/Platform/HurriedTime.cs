namespace EvidenceBase.IntegrationTests.Platform;

/// <summary>The time as it is; but who waits for long waits for a moment only.</summary>
/// <param name="longer">Which waits are long.</param>
internal sealed class HurriedTime(TimeSpan longer) : TimeProvider
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(200);
    private readonly List<TimeSpan> pauses = [];

    /// <summary>How long somebody would have waited, in order.</summary>
    public IReadOnlyList<TimeSpan> Pauses
    {
        get
        {
            lock (pauses)
                return [.. pauses];
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // What ticks is no pause of anybody's.
        if (dueTime < longer || period != Timeout.InfiniteTimeSpan)
            return base.CreateTimer(callback, state, dueTime, period);
        lock (pauses)
            pauses.Add(dueTime);
        return base.CreateTimer(callback, state, Moment, period);
    }
}
