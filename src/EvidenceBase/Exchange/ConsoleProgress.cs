namespace EvidenceBase.Exchange;

/// <summary>
/// Shows how far a load is: on a terminal one line that is written over, elsewhere a line at every tenth.
/// </summary>
internal sealed class ConsoleProgress(TextWriter console, bool terminal)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private DateTime next = DateTime.MinValue;
    private int tenth = -1;
    private int width;

    public void Report(LoadProgress progress)
    {
        var percent = progress.Done * 100 / progress.All;
        var line = $"Loading {progress.Study}: {progress.Done} of {progress.All} ({percent} %), {progress.Phase}";
        if (terminal && (DateTime.UtcNow >= next || progress.Done == progress.All))
        {
            console.Write('\r' + line.PadRight(width));
            width = line.Length;
            next = DateTime.UtcNow + Pause;
        }
        else if (!terminal && percent / 10 > tenth)
        {
            console.WriteLine(line);
            tenth = percent / 10;
        }
    }

    /// <summary>Ends the line that was written over.</summary>
    public void Say(string line)
    {
        if (width > 0)
            console.WriteLine();
        width = 0;
        console.WriteLine(line);
    }
}
