using System.Text.Json;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Store;
using EvidenceBase.Platform.Vault;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>A sheet that a batch writes to.</summary>
/// <param name="Version">How many events it has before the batch; 0 where it begins.</param>
/// <param name="Added">How many the batch adds.</param>
internal sealed record BatchSheet(string Key, Guid Id, long Version, int Added);

/// <summary>Writes a batch: copied into a temporary table while nothing is locked, then appended by a handful of statements.</summary>
internal static class BatchRows
{
    /// <summary>In seconds; a million codings take their time on a small machine.</summary>
    public const int LongestWrite = 1_800;

    public const string Table =
        """
        create temporary table coding_batch (
            line int not null, sheet int not null, place int not null, event_id uuid not null, type text not null, dotnet_type text not null,
            data jsonb not null, coding_id uuid not null, key text, facts jsonb not null)
        """;

    private static readonly Dictionary<Type, string> StoredNames = SheetStream.Definition.Events.ToDictionary(pair => pair.Value, pair => pair.Key);

    public static async Task Stage(
        NpgsqlConnection connection, string study, BatchDecisions batch, IReadOnlyList<string> sheets, CancellationToken cancellation)
    {
        await using (var command = new NpgsqlCommand($"{Table} on commit drop", connection))
            await command.ExecuteNonQueryAsync(cancellation);
        var ordinals = sheets.Index().ToDictionary(one => one.Item, one => one.Index);
        var places = new int[sheets.Count];
        await Copy(connection, batch.Decided, sheet => (ordinals[sheet], ++places[ordinals[sheet]]), cancellation);
        await Vault(connection, study, batch.Sealed, cancellation);
    }

    /// <param name="place">The number of a sheet, and the place of the next coding among those that the batch adds to it.</param>
    public static async Task Copy(
        NpgsqlConnection connection, IEnumerable<DecidedCoding> decided, Func<string, (int Sheet, int Place)> place, CancellationToken cancellation)
    {
        await using var rows = await connection.BeginBinaryImportAsync("copy coding_batch from stdin (format binary)", cancellation);
        foreach (var coding in decided)
        {
            var (sheet, next) = place(coding.Sheet);
            var type = coding.Event.GetType();
            var enters = (RegisterChange.Enters)SheetStream.Definition.RegisterChanges(Guid.Empty, coding.Event).Single();
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(coding.Line, NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync(sheet, NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync(next, NpgsqlDbType.Integer, cancellation);
            await rows.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(StoredNames[type], NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync($"{type.FullName}, {type.Assembly.GetName().Name}", NpgsqlDbType.Text, cancellation);
            await rows.WriteAsync(JsonSerializer.Serialize(coding.Event, type, RecordJson.Options), NpgsqlDbType.Jsonb, cancellation);
            await rows.WriteAsync(coding.Id, NpgsqlDbType.Uuid, cancellation);
            if (coding.Key is { } key)
                await rows.WriteAsync(key, NpgsqlDbType.Text, cancellation);
            else
                await rows.WriteNullAsync(cancellation);
            await rows.WriteAsync(JsonSerializer.Serialize(enters.Facts), NpgsqlDbType.Jsonb, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }

    /// <summary>Appends what is staged. Sequence numbers are drawn by the last statement, so that others wait for them as shortly as can be.</summary>
    public static async Task Append(
        NpgsqlConnection connection,
        CommandEnvelope envelope,
        DateTimeOffset now,
        IReadOnlyList<BatchSheet> sheets,
        NpgsqlBatchCommand answer,
        CancellationToken cancellation)
    {
        var (begun, older) = (sheets.Where(sheet => sheet.Version == 0).ToList(), sheets.Where(sheet => sheet.Version > 0).ToList());
        await using var batch = new NpgsqlBatch(connection)
        {
            Timeout = LongestWrite,
            BatchCommands =
            {
                Sheets(
                    "insert into evidence.register (study, id, kind, key, stream_id, version) select $1, n.id, 'sheet', n.key, n.id, n.version from unnest($2, $3, $4) as n (id, key, version)",
                    envelope, begun),
                Sheets(
                    "insert into evidence.mt_streams (tenant_id, id, type, version) select $1, n.id, 'sheet', n.version from unnest($2, $3, $4) as n (id, key, version)",
                    envelope, begun),
                Sheets(
                    "update evidence.register r set version = n.version from unnest($2, $3, $4) as n (id, key, version) where r.study = $1 and r.id = n.id",
                    envelope, older),
                Sheets(
                    "update evidence.mt_streams s set version = n.version, timestamp = now() from unnest($2, $3, $4) as n (id, key, version) where s.tenant_id = $1 and s.id = n.id",
                    envelope, older),
                new(
                    """
                    insert into evidence.register (study, id, kind, key, stream_id, facts)
                    select $1, b.coding_id, 'coding', b.key, s.id, b.facts
                    from coding_batch b join unnest($2) with ordinality as s (id, ordinal) on s.ordinal = b.sheet + 1
                    """)
                {
                    Parameters = { new() { Value = envelope.Study }, new() { Value = sheets.Select(sheet => sheet.Id).ToArray() } },
                },
                answer,
                Events(envelope, now, sheets),
            },
        };
        await batch.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlBatchCommand Events(CommandEnvelope envelope, DateTimeOffset now, IReadOnlyList<BatchSheet> sheets) => new(
        """
        insert into evidence.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type,
                                        correlation_id, causation_id, headers, user_name, is_archived)
        select nextval('evidence.mt_events_sequence'), e.event_id, e.sheet_id, e.version, e.data, e.type, $1, $4, e.dotnet_type, $5, $6, $7, $8, false
        from (select b.event_id, s.id as sheet_id, s.version + b.place as version, b.data, b.type, b.dotnet_type
              from coding_batch b join unnest($2, $3) with ordinality as s (id, version, ordinal) on s.ordinal = b.sheet + 1
              order by b.line) e
        """)
    {
        Parameters =
        {
            new() { Value = envelope.Study },
            new() { Value = sheets.Select(sheet => sheet.Id).ToArray() },
            new() { Value = sheets.Select(sheet => sheet.Version).ToArray() },
            new() { Value = now, NpgsqlDbType = NpgsqlDbType.TimestampTz },
            new() { Value = (object?)envelope.CorrelationId ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar },
            new() { Value = envelope.CausationId ?? envelope.IdempotencyKey, NpgsqlDbType = NpgsqlDbType.Varchar },
            new() { Value = JsonSerializer.Serialize(EventMetadata.Headers(envelope)), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = envelope.Actor, NpgsqlDbType = NpgsqlDbType.Varchar },
        },
    };

    private static NpgsqlBatchCommand Sheets(string sql, CommandEnvelope envelope, IReadOnlyList<BatchSheet> sheets) => new(sql)
    {
        Parameters =
        {
            new() { Value = envelope.Study },
            new() { Value = sheets.Select(sheet => sheet.Id).ToArray() },
            new() { Value = sheets.Select(sheet => sheet.Key).ToArray() },
            new() { Value = sheets.Select(sheet => sheet.Version + sheet.Added).ToArray() },
        },
    };

    /// <param name="table">The vault, or a table like it in which entries wait.</param>
    public static async Task Vault(
        NpgsqlConnection connection, string study, List<SealedEntry> entries, CancellationToken cancellation, string table = "evidence.vault_entry")
    {
        if (entries.Count == 0)
            return;
        await using var rows = await connection.BeginBinaryImportAsync(
            $"copy {table} (study, handle, holder, nonce, ciphertext) from stdin (format binary)", cancellation);
        foreach (var entry in entries)
        {
            await rows.StartRowAsync(cancellation);
            await rows.WriteAsync(study, NpgsqlDbType.Varchar, cancellation);
            await rows.WriteAsync(entry.Handle, NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(entry.Holder, NpgsqlDbType.Uuid, cancellation);
            await rows.WriteAsync(entry.Nonce, NpgsqlDbType.Bytea, cancellation);
            await rows.WriteAsync(entry.Ciphertext, NpgsqlDbType.Bytea, cancellation);
        }

        await rows.CompleteAsync(cancellation);
    }
}
