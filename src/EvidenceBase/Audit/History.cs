using System.Globalization;
using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Audit;

/// <summary>The record as it is stored, in the order of positions.</summary>
public sealed class History(NpgsqlDataSource database, Moments moments, ViewReads reads, AccessTrail trail)
{
    public async Task<IResult> ReadAbout(HttpContext http, string study, string kind, string name) =>
        await reads.Identify(study, kind, name, http.RequestAborted, evenUndone: true) is { } thing
            ? await Read(http, study, thing.Id)
            : Problems.Result(await reads.Absent(study, kind, name, http.RequestAborted));

    public async Task<IResult> Read(HttpContext http, string study, Guid? about)
    {
        var cancellation = http.RequestAborted;
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return Problems.Result(await reads.Absent(study, Kinds.Study, study, cancellation));
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        var (from, badFrom) = await Bound(http, study, "from", cancellation);
        var (to, badTo) = await Bound(http, study, "to", cancellation);
        if ((badFrom ?? badTo) is { } bad)
            return Problems.Result(bad);
        long after = 0;
        if (page!.After is { } last && !long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            return Problems.Result(Cursor.Foreign);
        var floor = from is null ? 0 : http.Request.Query["from"].ToString().StartsWith("position:", StringComparison.Ordinal) ? from.Number - 1 : from.Number;
        var entries = await Entries(
            study, about, Text(http, "actor"), Text(http, "type"), Math.Max(after, floor), to?.Number ?? long.MaxValue, page.Limit + 1, cancellation);
        var next = entries.Count > page.Limit
            ? Cursor.Write(entries[page.Limit - 1].Position.ToString(CultureInfo.InvariantCulture), Guid.Empty)
            : null;
        await trail.Record(http, TrailAction.Exported, study, new("history", about));
        return TypedResults.Json(new Listing<HistoryEntry>([.. entries.Take(page.Limit)], next), RecordJson.Options);
    }

    private async Task<(Position? Bound, Problem? Problem)> Bound(HttpContext http, string study, string name, CancellationToken cancellation)
    {
        if (Text(http, name) is not { } text)
            return (null, null);
        var (position, problem) = await moments.Resolve(study, text, cancellation);
        return (position, problem is null ? null : problem with { Field = name });
    }

    private static string? Text(HttpContext http, string name) => QueryWord.Given(http.Request.Query, name);

    private async Task<List<HistoryEntry>> Entries(
        string study, Guid? about, string? actor, string? type, long after, long to, int limit, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select p.position, p.recorded_at, e.type, r.kind, e.stream_id, r.key, e.version, p.about, e.user_name,
                   e.headers ->> $8, e.headers ->> $11, e.headers ->> $9, e.correlation_id, e.causation_id, e.headers ->> $10, e.data::text, e.headers ->> $12
            from evidence.study_position p
            join evidence.mt_events e on e.seq_id = p.sequence
            left join evidence.register r on r.study = p.study and r.id = e.stream_id
            where p.study = $1 and p.position > $2 and p.position <= $3
              and ($4::uuid is null or p.about @> array[$4::uuid])
              and ($5::text is null or e.user_name = $5) and ($6::text is null or e.type = $6)
            order by p.position
            limit $7
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = to });
        command.Parameters.Add(new() { Value = (object?)about ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)actor ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = (object?)type ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = EventHeaders.OnBehalfOf });
        command.Parameters.Add(new() { Value = EventHeaders.Reason });
        command.Parameters.Add(new() { Value = EventHeaders.Software });
        command.Parameters.Add(new() { Value = EventHeaders.Token });
        command.Parameters.Add(new() { Value = EventHeaders.Reverses });
        var entries = new List<HistoryEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.GetString(2),
                reader.TextOrNull(3),
                reader.GetGuid(4),
                reader.TextOrNull(5),
                reader.GetInt64(6),
                reader.GetFieldValue<Guid[]>(7),
                reader.TextOrNull(8),
                reader.TextOrNull(9),
                reader.TextOrNull(10),
                reader.TextOrNull(11),
                reader.TextOrNull(12),
                reader.TextOrNull(13),
                reader.TextOrNull(14),
                JsonElement.Parse(reader.GetString(15)),
                reader.TextOrNull(16)));
        }

        return entries;
    }
}
