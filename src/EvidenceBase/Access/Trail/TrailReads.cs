using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Access.Trail;

/// <summary>Reads the trail.</summary>
public sealed class TrailReads(NpgsqlDataSource database)
{
    /// <param name="study">Null for what belongs to no study.</param>
    public async Task<IResult> Many(HttpContext http, string? study)
    {
        var (list, problem) = await Find(http, study);
        return problem is not null ? Problems.Result(problem) : TypedResults.Json(list, RecordJson.Options);
    }

    /// <summary>The page of a trail that the address asks for.</summary>
    public async Task<(Listing<TrailEntry>? List, Problem? Problem)> Find(HttpContext http, string? study)
    {
        var (query, problem) = TrailQuery.Of(http);
        if (problem is not null)
            return (null, problem);
        var entries = await Entries(study, query!, http.RequestAborted);
        return (new([.. entries.Take(query!.Limit)], entries.Count > query.Limit ? TrailQuery.After(entries[query.Limit - 1]) : null), null);
    }

    /// <summary>One more than the page holds, where there are more. Only conditions that are asked for stand in the statement, so that its plan fits them.</summary>
    private async Task<List<TrailEntry>> Entries(string? study, TrailQuery query, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand();
        var conditions = new List<string>();
        Where("number < ", query.Before);
        if (study is null)
            conditions.Add("study is null");
        Where("study = ", study);
        Where("actor = ", query.Actor);
        Where("action = ", query.Action?.ToString());
        Where("thing_id = ", query.Thing);
        Where("at >= ", query.From);
        Where("at < ", query.To);
        command.CommandText =
            $"""
            select number, at, study, actor, token, address, action, thing_kind, thing_id, thing_key, detail
            from evidence.access_trail where {string.Join(" and ", conditions)} order by number desc limit {query.Limit + 1}
            """;
        var entries = new List<TrailEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            entries.Add(new(
                reader.GetInt64(0),
                reader.GetFieldValue<DateTimeOffset>(1),
                reader.TextOrNull(2),
                reader.TextOrNull(3),
                reader.TextOrNull(4),
                reader.TextOrNull(5),
                Enum.Parse<TrailAction>(reader.GetString(6)),
                reader.TextOrNull(7) is { } kind ? new(kind, reader.IsDBNull(8) ? null : reader.GetGuid(8), reader.TextOrNull(9)) : null,
                reader.TextOrNull(10)));
        }

        return entries;

        void Where(string condition, object? value)
        {
            if (value is null)
                return;
            command.Parameters.Add(new() { Value = value });
            conditions.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{condition}${command.Parameters.Count}"));
        }
    }
}
