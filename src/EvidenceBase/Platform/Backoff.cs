namespace EvidenceBase.Platform;

/// <summary>How long to wait before what has failed is tried again: twice as long each time.</summary>
/// <param name="first">After the first failure.</param>
/// <param name="longest">It never gets longer.</param>
public sealed class Backoff(TimeSpan first, TimeSpan longest)
{
    private TimeSpan last;

    /// <summary>It has failed once more.</summary>
    public TimeSpan Next() => last = last == TimeSpan.Zero ? first : last * 2 < longest ? last * 2 : longest;

    /// <summary>It has not failed.</summary>
    public void Reset() => last = TimeSpan.Zero;
}
