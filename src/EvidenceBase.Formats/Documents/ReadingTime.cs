using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>How long a file may keep its reader busy, counted from here; looked at wherever a file decides how often something is done.</summary>
/// <param name="clock">Null where the time is not limited.</param>
internal sealed class ReadingTime(int seconds, TimeProvider? clock, CancellationToken cancellation)
{
    private readonly long start = clock?.GetTimestamp() ?? 0;

    /// <exception cref="RefusedException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the text any more.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (clock?.GetElapsedTime(start).TotalSeconds >= seconds)
        {
            throw new RefusedException(
                $"Reading the file took longer than {seconds.ToString(CultureInfo.InvariantCulture)} seconds and was given up; it was made to harm, or it is far too large. Split it, or send its text.");
        }
    }
}
