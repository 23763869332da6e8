namespace EvidenceBase.Database;

/// <summary>How long to wait before a restart: not at all the first time, then 1, 2, 4 … at most 30 seconds; forgotten after a minute without a death.</summary>
internal sealed class RestartPause
{
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private int _deaths;

    public TimeSpan Next(DateTimeOffset now)
    {
        _deaths = now - _last > TimeSpan.FromMinutes(1) ? 0 : _deaths + 1;
        var pause = _deaths == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Math.Min(30, Math.Pow(2, _deaths - 1)));
        _last = now + pause;
        return pause;
    }
}
