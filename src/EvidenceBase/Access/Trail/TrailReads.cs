using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Access.Trail;

/// <summary>What is asked of the trail: all of it, or of one study; the newest first.</summary>
/// <param name="Before">Only entries with a smaller number.</param>
internal sealed record TrailQuery(
    string? Study, string? Actor, TrailAction? Action, Guid? Thing, DateTimeOffset? From, DateTimeOffset? To, long Before, int Limit)
{
    public static (TrailQuery? Query, Problem? Problem) Of(HttpContext http, string? study)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return (null, malformed);
        var before = long.MaxValue;
        if (page!.After is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return (null, new(ProblemKind.Malformed, "malformed-cursor", "“cursor” must be the “next” of an earlier page of the same list.", "cursor"));
        TrailAction? action = null;
        if (Text(http, "action") is { } name)
        {
            if (!Enum.TryParse<TrailAction>(name, ignoreCase: true, out var known) || !Enum.IsDefined(known) || char.IsAsciiDigit(name[0]))
                return (null, new(ProblemKind.Malformed, "malformed-action", $"“action” is one of {string.Join(", ", Enum.GetNames<TrailAction>().Select(CommandDesk.Camel))}.", "action"));
            action = known;
        }

        Guid? thing = null;
        if (Text(http, "thing") is { } id)
        {
            if (!Guid.TryParse(id, out var guid))
                return (null, new(ProblemKind.Malformed, "malformed-thing", "“thing” is the id of what was read or taken out.", "thing"));
            thing = guid;
        }

        var (from, badFrom) = Time(http, "from");
        var (to, badTo) = Time(http, "to");
        return (badFrom ?? badTo) is { } bad ? (null, bad) : (new(study, Text(http, "actor"), action, thing, from, to, before, page.Limit), null);
    }

    private static string? Text(HttpContext http, string name) => http.Request.Query[name] is [{ Length: > 0 } text] ? text : null;

    private static (DateTimeOffset? Time, Problem? Problem) Time(HttpContext http, string name)
    {
        if (Text(http, name) is not { } text)
            return (null, null);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? (time, null)
            : (null, new(ProblemKind.Malformed, "malformed-time", $"“{name}” is a time such as 2026-03-01T12:00:00Z; this was “{text}”.", name));
    }
}

/// <summary>Reads the trail.</summary>
public sealed class TrailReads(NpgsqlDataSource database)
{
    public async Task<IResult> Many(HttpContext http, string? study)
    {
        var (query, problem) = TrailQuery.Of(http, study);
        if (problem is not null)
            return Problems.Result(problem);
        var entries = await Entries(query!, http.RequestAborted);
        var next = entries.Count > query!.Limit ? Cursor.Write(entries[query.Limit - 1].Number.ToString(CultureInfo.InvariantCulture), Guid.Empty) : null;
        return TypedResults.Json(new Listing<TrailEntry>([.. entries.Take(query.Limit)], next), RecordJson.Options);
    }

    private async Task<List<TrailEntry>> Entries(TrailQuery query, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select number, at, study, actor, token, address, action, thing_kind, thing_id, thing_key, detail
            from evidence.access_trail
            where number < $1 and ($2::text is null or study = $2) and ($3::text is null or actor = $3) and ($4::text is null or action = $4)
              and ($5::uuid is null or thing_id = $5) and ($6::timestamptz is null or at >= $6) and ($7::timestamptz is null or at < $7)
            order by number desc
            limit $8
            """);
        command.Parameters.Add(new() { Value = query.Before });
        Add(query.Study, NpgsqlDbType.Text);
        Add(query.Actor, NpgsqlDbType.Text);
        Add(query.Action?.ToString(), NpgsqlDbType.Text);
        Add(query.Thing, NpgsqlDbType.Uuid);
        Add(query.From, NpgsqlDbType.TimestampTz);
        Add(query.To, NpgsqlDbType.TimestampTz);
        command.Parameters.Add(new() { Value = query.Limit + 1 });
        var entries = new List<TrailEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                At(reader, 2),
                At(reader, 3),
                At(reader, 4),
                At(reader, 5),
                Enum.Parse<TrailAction>(reader.GetString(6)),
                At(reader, 7) is { } kind ? new(kind, reader.IsDBNull(8) ? null : reader.GetGuid(8), At(reader, 9)) : null,
                At(reader, 10)));
        }

        return entries;

        void Add(object? value, NpgsqlDbType type) => command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }

    private static string? At(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
