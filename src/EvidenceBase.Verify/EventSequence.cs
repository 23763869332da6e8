using EvidenceBase.TransparencyLog.Events;

namespace EvidenceBase.Verify;

/// <summary>Whether what was signed makes sense as a history: events of one study, in the order of their sequence numbers, each stream without a gap.</summary>
internal sealed class EventSequence(Report report)
{
    private readonly Dictionary<Guid, long> versions = [];
    private string? study;
    private long last;
    private long count;
    private bool isBroken;

    /// <summary>The event in an entry, or null where it is none.</summary>
    public EventLeaf? Next(long position, ReadOnlyMemory<byte> entry)
    {
        EventLeaf leaf;
        try
        {
            leaf = EventLeaf.Parse(entry);
        }
        catch (FormatException flaw)
        {
            Break(position, flaw.Message);
            return null;
        }

        study ??= leaf.Study;
        var stream = leaf.StreamId ?? Guid.Empty;
        var before = versions.GetValueOrDefault(stream);
        if (leaf.Study != study)
            Break(position, $"it is an event of the study “{leaf.Study}”, the others are of “{study}”.");
        else if (leaf.Sequence <= last)
            Break(position, $"its sequence number {leaf.Sequence} does not follow {last}.");
        else if (leaf.Version != before + 1)
            Break(position, $"it has number {leaf.Version} in its stream, after number {before}.");
        (versions[stream], last, count) = (leaf.Version, leaf.Sequence, count + 1);
        return leaf;
    }

    public void Conclude()
    {
        if (!isBroken)
            report.Proven($"These {count} events are of one study (“{study}”), in the order of their sequence numbers; none of their {versions.Count} streams has a gap.");
    }

    private void Break(long position, string why)
    {
        isBroken = true;
        report.Refuted($"Position {position}: {why}");
    }
}
