using System.Text.Json;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>A coding in one place: its row in the flat table.</summary>
/// <param name="From">The position at which it came to stand there.</param>
/// <param name="Until">The position at which it was moved away or removed; null while it stands.</param>
/// <param name="Position">That of the last event before then.</param>
/// <param name="Contents">Which content the coding has had until then.</param>
internal sealed record CodingRow(Coding Coding, Guid SheetId, long From, long? Until, long Position, ContentHistory? Contents = null)
{
    /// <summary>The events that a coding begins with.</summary>
    public static IReadOnlyList<Type> Beginnings { get; } = [typeof(SegmentCoded), typeof(StatementCoded), typeof(RegionCoded), typeof(RecordingCoded)];

    /// <summary>In whose text, on whose pages or in whose recording it stands.</summary>
    public Guid? DocumentId => Coding.Segment?.DocumentId ?? Coding.Elsewhere?.DocumentId;

    public Stated Stated => new(Coding.Id, Kinds.Coding, Coding.Key, Coding.Version, Coding, Position, Contents);

    /// <summary>The rows of a coding after one more event: a move ends one row and begins another, everything else changes the last.</summary>
    /// <param name="last">The last row; null before the coding.</param>
    public static IReadOnlyList<CodingRow> After(CodingRow? last, PositionedEvent one)
    {
        var at = one.Position.Number;
        if (Coding.Follow(last?.Stated, one.Data, at) is not { State: Coding coding } after)
            return [];
        if (last is null)
            return [new(coding, one.StreamId, at, null, at)];
        var next = last with { Coding = coding, Position = at, Contents = after.Contents };
        if (one.Data is Reversal<Coding>)
            return Reversed(last, next);
        return one.Data is CodingMoved
            ? [last with { Until = at }, next with { From = at, Until = null }]
            : [next with { Until = coding.IsRemoved() ? at : null }];
    }

    /// <summary>Where it stands again, or stands elsewhere again, a new row begins.</summary>
    private static IReadOnlyList<CodingRow> Reversed(CodingRow last, CodingRow next)
    {
        var at = next.Position;
        if (next.Coding.IsRemoved())
            return [next with { Until = last.Until ?? at }];
        return last.Until is null && next.Coding.Segment == last.Coding.Segment
            ? [next]
            : [last with { Until = last.Until ?? at }, next with { From = at, Until = null }];
    }

    /// <summary>The last rows of codings, as the table has them.</summary>
    public static async Task<Dictionary<Guid, CodingRow>> Last(NpgsqlConnection connection, string study, Guid[] ids, CancellationToken cancellation)
    {
        var found = new Dictionary<Guid, CodingRow>();
        if (ids.Length == 0)
            return found;
        await using var command = new NpgsqlCommand(
            """
            select distinct on (id) sheet_id, from_position, to_position, position, state::text, contents::text
            from evidence.coding where study = $1 and id = any($2)
            order by id, from_position desc
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = ids } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var coding = JsonSerializer.Deserialize<Coding>(reader.GetString(4), RecordJson.Options)!;
            found[coding.Id] = new(
                coding,
                reader.GetGuid(0),
                reader.GetInt64(1),
                reader.IsDBNull(2) ? null : reader.GetInt64(2),
                reader.GetInt64(3),
                ContentHistory.Parse(reader.IsDBNull(5) ? null : reader.GetString(5)));
        }

        return found;
    }

    /// <summary>The id of the coding that an event of a sheet is about, in the event table.</summary>
    public const string IdOfEvent = "coalesce(data ->> 'codingId', data -> 'things' -> 0 ->> 'id')::uuid";

    /// <summary>All rows of some codings, folded from the events alone. Those that are no codings have none. The whole history is read through.</summary>
    /// <param name="events">May read the event tables and nothing else.</param>
    /// <param name="upTo">Inclusive, as a sequence number of the store.</param>
    public static async Task<Dictionary<Guid, IReadOnlyList<CodingRow>>> Folded(
        NpgsqlConnection events, EventCatalog catalog, string study, IReadOnlyCollection<Guid> ids, long upTo, CancellationToken cancellation)
    {
        var folded = new Dictionary<Guid, IReadOnlyList<CodingRow>>();
        if (ids.Count == 0)
            return folded;
        await using var command = new NpgsqlCommand(
            $"""
            select stream_id, version, type, data::text, seq_id, timestamp, position
            from (select *, row_number() over (order by seq_id) as position from evidence.mt_events where tenant_id = $1 and type <> 'tombstone' and seq_id <= $3) e
            where type = any($4) and {IdOfEvent} = any($2)
            order by seq_id
            """,
            events)
        {
            CommandTimeout = 0,
            Parameters =
            {
                new() { Value = study }, new() { Value = ids.ToArray() }, new() { Value = upTo }, new() { Value = SheetStream.Definition.Events.Keys.ToArray() },
            },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var position = new Position(reader.GetInt64(6), reader.GetInt64(4), reader.GetFieldValue<DateTimeOffset>(5));
            var one = new PositionedEvent(position, reader.GetGuid(0), reader.GetInt64(1), catalog.Read(reader.GetString(2), reader.GetString(3)));
            var id = Sheet.CodingIdOf(one.Data)!.Value;
            folded[id] = folded.TryGetValue(id, out var rows) ? [.. rows.SkipLast(1), .. After(rows[^1], one)] : After(null, one);
        }

        return folded;
    }
}
