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
    /// <param name="schema">Where the table lies: what is shown, or what a rebuild has made so far.</param>
    public static async Task<Dictionary<Guid, CodingRow>> Last(
        NpgsqlConnection connection, string study, Guid[] ids, CancellationToken cancellation, string schema = StoreConfiguration.Schema)
    {
        var found = new Dictionary<Guid, CodingRow>();
        if (ids.Length == 0)
            return found;
        await using var command = new NpgsqlCommand(
            $"""
            select distinct on (id) sheet_id, from_position, to_position, position, state::text, contents::text
            from {schema}.coding where study = $1 and id = any($2)
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
}
