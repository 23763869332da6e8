using System.Text.Json;
using EvidenceBase.Record;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog.Events;

namespace EvidenceBase.Verify;

/// <summary>Whether the contents of events are those that the log committed to, and events that the record knows.</summary>
internal sealed class PayloadCheck(Report report)
{
    private static readonly Dictionary<string, Type> Known = RecordStreams.All.SelectMany(stream => stream.Events).ToDictionary();

    private readonly SortedSet<string> unknown = new(StringComparer.Ordinal);
    private readonly SortedSet<string> unreadable = new(StringComparer.Ordinal);
    private readonly PositionRanges refuted = new();
    private long proven;
    private long missing;

    /// <param name="line">A JSON object with payload and salt.</param>
    public void Next(long position, EventLeaf leaf, string? line)
    {
        try
        {
            using var json = JsonDocument.Parse(line ?? "{}");
            if (!json.RootElement.TryGetProperty("payload", out var payload) || !json.RootElement.TryGetProperty("salt", out var salt))
                missing++;
            else if (PayloadCommitment.Of(PayloadCommitment.ParseSalt(salt.GetString()), payload.GetRawText()) != leaf.PayloadCommitment)
                refuted.Add(position);
            else
                Read(leaf.Type, payload);
        }
        catch (Exception flaw) when (flaw is JsonException or FormatException or InvalidOperationException)
        {
            refuted.Add(position);
        }
    }

    public void Conclude()
    {
        if (proven > 0)
            report.Proven($"The contents of {proven} events are those that were signed.");
        foreach (var positions in refuted.InWords())
            report.Refuted($"{positions}: not the content that was signed.");
        if (missing > 0)
            report.Unchecked($"The contents of {missing} events were not given.");
        if (unknown.Count > 0)
            report.Open($"This program does not know what these events mean: {string.Join(", ", unknown)}. A newer one may.");
        if (unreadable.Count > 0)
            report.Open($"Some contents are signed, but not in the form that this program knows for: {string.Join(", ", unreadable)}.");
        report.Open($"That the texts of interviews and documents are those that the events name can be checked by whoever may read them, with their own salts.");
    }

    private void Read(string type, JsonElement payload)
    {
        proven++;
        if (!Known.TryGetValue(type, out var known))
        {
            unknown.Add(type);
            return;
        }

        try
        {
            payload.Deserialize(known, RecordJson.Options);
        }
        catch (JsonException)
        {
            unreadable.Add(type);
        }
    }
}
