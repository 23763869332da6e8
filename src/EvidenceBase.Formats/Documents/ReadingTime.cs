using System.Diagnostics;
using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>How long a file may keep its reader busy, counted from here; looked at wherever a file decides how often something is done.</summary>
internal sealed class ReadingTime(TimeSpan most, CancellationToken cancellation)
{
    private readonly long start = Stopwatch.GetTimestamp();

    /// <exception cref="RefusedException">The time is over.</exception>
    /// <exception cref="OperationCanceledException">Nobody waits for the text any more.</exception>
    public void Check()
    {
        cancellation.ThrowIfCancellationRequested();
        if (Stopwatch.GetElapsedTime(start) >= most)
        {
            throw new RefusedException(
                $"Reading the file took longer than {most.TotalSeconds.ToString(CultureInfo.InvariantCulture)} seconds and was given up; it was made to harm, or it is far too large. Split it, or send its text.");
        }
    }
}
