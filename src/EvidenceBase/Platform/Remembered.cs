using System.Collections.Concurrent;

namespace EvidenceBase.Platform;

/// <summary>
/// Values that are asked for with every request and may be as old as two seconds: what was changed elsewhere counts after that time, what
/// was changed in this process at once, since it is forgotten. That there is none is never remembered.
/// </summary>
public sealed class Remembered<TKey, TValue>(TimeProvider clock, Func<TKey, CancellationToken, Task<TValue?>> read)
    where TKey : notnull
{
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<TKey, (TValue Value, long Read)> known = new();
    private long forgotten;

    public async ValueTask<TValue?> Get(TKey key, CancellationToken cancellation)
    {
        if (known.TryGetValue(key, out var found) && clock.GetElapsedTime(found.Read) < Longest)
            return found.Value;
        var (began, asked) = (Interlocked.Read(ref forgotten), clock.GetTimestamp());
        var value = await read(key, cancellation);
        if (known.Count >= Most)
            known.Clear();

        // What was read before something was forgotten may be what was to be forgotten.
        if (value is not null && Interlocked.Read(ref forgotten) == began)
            known[key] = (value, asked);
        return value;
    }

    public void Forget()
    {
        Interlocked.Increment(ref forgotten);
        known.Clear();
    }
}
