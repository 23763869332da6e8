using EvidenceBase.Platform;
using Npgsql;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// Studies whose log could not go on: each by itself, so that none holds up the others. It is tried again, later each time; what does not pass by itself is an alarm.
/// </summary>
internal sealed class Setbacks(TimeProvider clock)
{
    /// <summary>How often in a row the database may not be there before that is an alarm.</summary>
    private const int Borne = 5;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, Setback> setbacks = [];

    public bool IsDue(string study) => !setbacks.TryGetValue(study, out var setback) || setback.Until <= clock.GetUtcNow();

    /// <summary>As a rule the database is not there for a moment; what was begun was not committed.</summary>
    public static bool Passes(Exception failure) => failure is NpgsqlException { IsTransient: true } or IOException or TimeoutException;

    /// <returns>Whether someone has to look at it.</returns>
    public bool Failed(string study, Exception failure)
    {
        if (!setbacks.TryGetValue(study, out var setback))
            setbacks[study] = setback = new(new(FirstPause, LongestPause));
        setback.Until = clock.GetUtcNow() + setback.Backoff.Next();
        return ++setback.Count >= Borne || !Passes(failure);
    }

    public void Passed(string study) => setbacks.Remove(study);

    private sealed class Setback(Backoff backoff)
    {
        public Backoff Backoff { get; } = backoff;

        public DateTimeOffset Until { get; set; }

        public int Count { get; set; }
    }
}
