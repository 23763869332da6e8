using System.Text.Json;
using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>The flat table of codings: a row for every coding in every place it stood, from one position to another.</summary>
public sealed class CodingRows(EventCatalog catalog) : RowProjection
{
    internal override IReadOnlyList<RowTable> Tables { get; } =
    [
        new(
            "coding",
            [
                "study", "id", "key", "sheet_id", "layer", "document_id", "revision", "segment", "interview_id", "code_ids",
                "from_position", "to_position", "version", "position", "state", "contents",
            ],
            Id: 1,
            Number: 10),
    ];

    public override async Task Project(
        NpgsqlConnection connection, IDocumentOperations operations, IReadOnlyList<PositionedEvent> events, CancellationToken cancellation)
    {
        var touched = events.Select(one => (Id: Sheet.CodingIdOf(one.Data), Event: one)).Where(one => one.Id is not null).ToList();
        if (touched.Count == 0)
            return;
        var older = touched.Where(one => !CodingRow.Beginnings.Contains(one.Event.Data.GetType())).Select(one => one.Id!.Value).Distinct().ToArray();
        var last = await CodingRow.Last(connection, operations.TenantId, older, cancellation);
        var changed = new Dictionary<(Guid Id, long From), CodingRow>();
        foreach (var (id, one) in touched)
        {
            foreach (var row in CodingRow.After(last.GetValueOrDefault(id!.Value), one))
                changed[(row.Coding.Id, row.From)] = last[row.Coding.Id] = row;
        }

        Write(operations, [.. changed.Values]);
    }

    internal override async Task<RowFold> Fold(NpgsqlConnection events, string study, long upTo, IReadOnlyList<RowMatch> tables, CancellationToken cancellation) =>
        new CodingRowFold(catalog, study, tables[0], await Changing(events, study, upTo, cancellation), await Named(events, study, upTo, cancellation));

    private static async Task<HashSet<Guid>> Changing(NpgsqlConnection events, string study, long upTo, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select distinct {CodingRow.IdOfEvent} from evidence.mt_events where tenant_id = $1 and type = any($2) and seq_id <= $3", events)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = study }, new() { Value = ChangingEvents }, new() { Value = upTo } },
        };
        var changing = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            changing.Add(reader.GetGuid(0));
        return changing;
    }

    /// <summary>What events name that are not of sheets, where a coding is among it: they tell its kind. A study without sheets has none.</summary>
    private async Task<HashSet<Guid>> Named(NpgsqlConnection events, string study, long upTo, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select type, data::text from evidence.mt_events
            where tenant_id = $1 and not type = any($2) and seq_id <= $3 and exists (select from evidence.mt_streams where tenant_id = $1 and type = $4)
                and data::text like $5
            """,
            events)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = study }, new() { Value = SheetStream.Definition.Events.Keys.Append("tombstone").ToArray() }, new() { Value = upTo },
                new() { Value = Kinds.Sheet }, new() { Value = $"%\"{Kinds.Coding}\"%" },
            },
        };
        var named = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            named.UnionWith(EventSubjects.Of(Guid.Empty, catalog.Read(reader.GetString(0), reader.GetString(1))));
        return named;
    }

    /// <summary>The stored names of the events that a coding begins with.</summary>
    internal static string[] BeginningEvents { get; } = [.. SheetStream.Definition.Events.Where(pair => CodingRow.Beginnings.Contains(pair.Value)).Select(pair => pair.Key)];

    /// <summary>Those of what can happen to it later.</summary>
    internal static readonly string[] ChangingEvents = [.. SheetStream.Definition.Events.Keys.Except(BeginningEvents)];

    private static void Write(IDocumentOperations operations, IReadOnlyList<CodingRow> rows)
    {
        var codings = rows.Select(row => row.Coding).ToList();
        operations.QueueSqlCommand(
            """
            insert into evidence.coding (study, id, key, sheet_id, layer, document_id, revision, segment, interview_id, code_ids,
                                         from_position, to_position, version, position, state, contents)
            select ?, n.id, nullif(n.key, ''), n.sheet_id, n.layer, nullif(n.document_id, ?), nullif(n.revision, 0), nullif(n.segment, '')::int4range,
                   nullif(n.interview_id, ?), n.code_ids::uuid[], n.from_position, nullif(n.to_position, 0), n.version, n.position, n.state::json, nullif(n.contents, '')::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
              as n (id, key, sheet_id, layer, document_id, revision, segment, interview_id, code_ids, from_position, to_position, version, position, state, contents)
            on conflict (study, id, from_position) do update
            set to_position = excluded.to_position, version = excluded.version, position = excluded.position, state = excluded.state, contents = excluded.contents
            """,
            operations.TenantId,
            Guid.Empty,
            Guid.Empty,
            codings.Select(coding => coding.Id).ToArray(),
            codings.Select(coding => coding.Key ?? string.Empty).ToArray(),
            rows.Select(row => row.SheetId).ToArray(),
            codings.Select(coding => coding.Layer).ToArray(),
            rows.Select(row => row.DocumentId ?? Guid.Empty).ToArray(),
            codings.Select(coding => coding.Segment?.Revision ?? 0).ToArray(),
            codings.Select(Range).ToArray(),
            codings.Select(coding => coding.InterviewId ?? Guid.Empty).ToArray(),
            codings.Select(coding => $"{{{string.Join(',', coding.CodeIds)}}}").ToArray(),
            rows.Select(row => row.From).ToArray(),
            rows.Select(row => row.Until ?? 0).ToArray(),
            codings.Select(coding => coding.Version).ToArray(),
            rows.Select(row => row.Position).ToArray(),
            codings.Select(coding => JsonSerializer.Serialize(coding, RecordJson.Options)).ToArray(),
            rows.Select(row => row.Contents?.ToJson() ?? string.Empty).ToArray());
    }

    private static string Range(Coding coding) => coding.Segment is { } segment ? $"[{segment.Start},{segment.End})" : string.Empty;
}
