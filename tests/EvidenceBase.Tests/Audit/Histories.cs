using System.Text.Json;
using EvidenceBase.Record;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Tests.Audit;

/// <summary>Histories as a test tells them: each event one second after the one before.</summary>
internal sealed class Histories
{
    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly List<HistoryEvent> events = [];
    private readonly Dictionary<Guid, long> versions = [];

    public IReadOnlyList<HistoryEvent> Events => events;

    public ReadHistory Read => _ => events.ToAsyncEnumerable();

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    /// <summary>One more event, after a round trip through JSON, as it is stored.</summary>
    public Histories And(Guid stream, object @event, string actor = "anna", string? reason = null, string? onBehalfOf = null)
    {
        var type = RecordStreams.All.SelectMany(one => one.Events).Single(pair => pair.Value == @event.GetType()).Key;
        var headers = new Dictionary<string, string?> { ["software"] = "0.1.0", ["reason"] = reason, ["on-behalf-of"] = onBehalfOf }.Where(pair => pair.Value is not null).ToDictionary();
        var position = events.Count + 1;
        versions[stream] = versions.GetValueOrDefault(stream) + 1;
        events.Add(HistoryEvent.Read(
            position,
            Id(1_000_000 + position),
            stream,
            versions[stream],
            type,
            JsonSerializer.Serialize(@event, RecordJson.Options),
            Begin.AddSeconds(position),
            actor,
            JsonSerializer.Serialize(headers)));
        return this;
    }

    public Task<FoldedStudy> Fold(AuditTrail? trail = null) =>
        FoldedStudy.Of(Read, (trail ?? new AuditTrail()).Take, CancellationToken.None);

    public async Task<ReportDocument> Report()
    {
        var trail = new AuditTrail();
        return await AuditReport.Of(new("log.example/harbour", events.Count, "root="), await Fold(trail), trail, Read, CancellationToken.None);
    }
}
