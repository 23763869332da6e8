using System.Text.Json;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>The flat table of codings.</summary>
public sealed class CodingRows : RowProjection
{
    public override IReadOnlyList<string> Tables => ["evidence.coding"];

    public override async Task Project(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<PositionedEvent> events, CancellationToken cancellation)
    {
        var touched = events.Select(one => (Id: Sheet.CodingIdOf(one.Data), Event: one)).Where(one => one.Id is not null).ToList();
        if (touched.Count == 0)
            return;
        var began = touched.Where(one => one.Event.Data is SegmentCoded or StatementCoded)
            .ToDictionary(one => one.Id!.Value, one => (one.Event.StreamId, From: one.Event.Position.Number));
        var before = await CodingParts.Stored(
            connection, operations.TenantId, [.. touched.Select(one => one.Id!.Value).Where(id => !began.ContainsKey(id)).Distinct()], cancellation);
        var after = CodingParts.After(before, events);
        if (began.Count > 0)
            Insert(operations, [.. after.Where(one => began.ContainsKey(one.Id))], began);
        Update(operations, [.. after.Where(one => !began.ContainsKey(one.Id))]);
    }

    private static void Insert(IDocumentOperations operations, IReadOnlyList<Stated> codings, Dictionary<Guid, (Guid Sheet, long From)> began)
    {
        var states = codings.Select(one => (Coding)one.State).ToList();
        operations.QueueSqlCommand(
            """
            insert into evidence.coding (study, id, key, sheet_id, layer, document_id, revision, segment, interview_id, code_ids,
                                         from_position, to_position, version, position, state)
            select ?, n.id, nullif(n.key, ''), n.sheet_id, n.layer, nullif(n.document_id, ?), nullif(n.revision, 0), nullif(n.segment, '')::int4range,
                   nullif(n.interview_id, ?), n.code_ids::uuid[], n.from_position, nullif(n.to_position, 0), n.version, n.position, n.state::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as n (id, key, sheet_id, layer, document_id, revision, segment, interview_id, code_ids, from_position, to_position, version, position, state)
            """,
            operations.TenantId,
            Guid.Empty,
            Guid.Empty,
            codings.Select(one => one.Id).ToArray(),
            states.Select(coding => coding.Key ?? string.Empty).ToArray(),
            codings.Select(one => began[one.Id].Sheet).ToArray(),
            states.Select(coding => coding.Layer).ToArray(),
            states.Select(coding => coding.Segment?.DocumentId ?? Guid.Empty).ToArray(),
            states.Select(coding => coding.Segment?.Revision ?? 0).ToArray(),
            states.Select(Range).ToArray(),
            states.Select(coding => coding.InterviewId ?? Guid.Empty).ToArray(),
            states.Select(coding => $"{{{string.Join(',', coding.CodeIds)}}}").ToArray(),
            codings.Select(one => began[one.Id].From).ToArray(),
            codings.Select(Until).ToArray(),
            codings.Select(one => one.Version).ToArray(),
            codings.Select(one => one.Position).ToArray(),
            states.Select(coding => JsonSerializer.Serialize(coding, RecordJson.Options)).ToArray());
    }

    private static void Update(IDocumentOperations operations, IReadOnlyList<Stated> codings)
    {
        if (codings.Count == 0)
            return;
        var states = codings.Select(one => (Coding)one.State).ToList();
        operations.QueueSqlCommand(
            """
            update evidence.coding c set revision = nullif(n.revision, 0), segment = nullif(n.segment, '')::int4range, to_position = nullif(n.to_position, 0),
                   version = n.version, position = n.position, state = n.state::json
            from unnest(?, ?, ?, ?, ?, ?, ?) as n (id, revision, segment, to_position, version, position, state)
            where c.study = ? and c.id = n.id
            """,
            codings.Select(one => one.Id).ToArray(),
            states.Select(coding => coding.Segment?.Revision ?? 0).ToArray(),
            states.Select(Range).ToArray(),
            codings.Select(Until).ToArray(),
            codings.Select(one => one.Version).ToArray(),
            codings.Select(one => one.Position).ToArray(),
            states.Select(coding => JsonSerializer.Serialize(coding, RecordJson.Options)).ToArray(),
            operations.TenantId);
    }

    private static string Range(Coding coding) => coding.Segment is { } segment ? $"[{segment.Start},{segment.End})" : string.Empty;

    /// <summary>The position at which it was removed; 0 while it stands.</summary>
    private static long Until(Stated stated) => ((Coding)stated.State).IsRemoved() ? stated.Position : 0;
}
