using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>Reads codings: rows of the flat table, rendered when they are asked for.</summary>
public sealed class CodingReads(
    NpgsqlDataSource database, EventCatalog catalog, Moments moments, ViewReads reads, IEnumerable<PartStates> partStates)
{
    private readonly PartStates[] parts = [.. partStates];

    public async Task<IResult> One(HttpContext http, string study, string name)
    {
        var (coding, position, problem) = await Find(study, name, ViewReads.AsOf(http), http.RequestAborted, Blindness.Of(http));
        if (problem is not null)
            return Problems.Result(problem);
        http.Response.Headers["Evidence-Position"] = position.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.ETag = $"\"{coding!.Version}\"";
        return TypedResults.Json(coding, RecordJson.Options);
    }

    /// <summary>A coding with everything resolved, now or as of a moment, and the position it was read at.</summary>
    /// <param name="blindness">What the reader may see only; to them other codings do not exist.</param>
    public async Task<(CodingView? Coding, long Position, Problem? Problem)> Find(
        string study, string name, string? asOf, CancellationToken cancellation, Blindness? blindness = null)
    {
        if (await reads.Identify(study, Kinds.Coding, name, cancellation) is not { } thing)
            return (null, 0, await reads.Absent(study, Kinds.Coding, name, cancellation));
        var (source, position, problem) = await Source(study, asOf, cancellation);
        await using var connection = source;
        if (problem is not null)
            return (null, 0, problem);
        var views = await Render(connection!, study, [thing.Id], asOf is null ? null : position, cancellation);
        if (blindness is not null && (views is not [{ } found] || blindness.Hides(found.Layer)))
            return (null, 0, Problem.NotFound(Kinds.Coding, name));
        return views is [var view]
            ? (view, position!.Number, null)
            : (null, 0, new(ProblemKind.NotFound, "not-yet", $"The coding “{name}” was not in the record {(asOf is null ? "shown so far; try again in a moment" : $"at {asOf}")}."));
    }

    public async Task<IResult> Many(HttpContext http, string study, string? document)
    {
        var cancellation = http.RequestAborted;
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        var asOf = ViewReads.AsOf(http);
        var (filter, unknown) = await Filter(http, study, document, cancellation);
        if (unknown is not null)
            return Problems.Result(unknown);
        var (source, position, problem) = await Source(study, asOf, cancellation);
        await using var connection = source;
        if (problem is not null)
            return Problems.Result(problem);
        var ids = await Ids(connection!, study, filter!, page!, position!, cancellation);
        var next = ids.Count > page!.Limit ? Cursor.Write(string.Empty, ids[page.Limit - 1]) : null;
        var views = await Render(connection!, study, [.. ids.Take(page.Limit)], asOf is null ? null : position, cancellation);
        http.Response.Headers["Evidence-Position"] = position!.Number.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(new Listing<CodingView>(views, next), RecordJson.Options);
    }

    /// <summary>All codings of a document in some layers, as they stand now.</summary>
    public async Task<IReadOnlyList<CodingView>> OfDocument(string study, Guid document, IReadOnlyList<string> layers, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var position = await moments.Latest(study, cancellation);
        var ids = await Ids(connection, study, new(document, null, null, [.. layers]), new(int.MaxValue - 1, null, Guid.Empty), position, cancellation);
        return await Render(connection, study, ids, null, cancellation);
    }

    private async Task<(NpgsqlConnection? Connection, Position? Position, Problem? Problem)> Source(string study, string? asOf, CancellationToken cancellation)
    {
        var (position, problem) = asOf is null ? (await moments.Latest(study, cancellation), null) : await moments.Resolve(study, asOf, cancellation);
        return problem is not null ? (null, null, problem) : (await database.OpenConnectionAsync(cancellation), position, null);
    }

    private async Task<IReadOnlyList<CodingView>> Render(
        NpgsqlConnection connection, string study, IReadOnlyList<Guid> ids, Position? moment, CancellationToken cancellation)
    {
        StateSource source = moment is null
            ? new CurrentStates(connection, study, catalog, parts, new Dictionary<Guid, Stated>(), [])
            : new MomentStates(connection, study, catalog, parts, moment);
        return await new Renderer(catalog, source).Render<IReadOnlyList<CodingView>>(
            lookup => [.. ids.Select(id => lookup.Find<Coding>(id)).OfType<Coding>().Select(coding => CodingView.Of(coding, lookup))], cancellation);
    }

    private async Task<(CodingFilter? Filter, Problem? Problem)> Filter(HttpContext http, string study, string? document, CancellationToken cancellation)
    {
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, Kinds.Study, study, cancellation));
        var ids = new Dictionary<string, Guid>();
        foreach (var kind in new[] { Kinds.Document, Kinds.Interview, Kinds.Code })
        {
            var name = kind == Kinds.Document && document is not null ? document : http.Request.Query[kind].ToString();
            if (name.Length == 0)
                continue;
            if (await reads.Identify(study, kind, name, cancellation) is not { } thing)
                return (null, Problem.NotFound(kind, name));
            ids[kind] = thing.Id;
        }

        return (new(Of(Kinds.Document), Of(Kinds.Interview), Of(Kinds.Code), Layers(http)), null);

        Guid? Of(string kind) => ids.TryGetValue(kind, out var id) ? id : null;
    }

    /// <summary>The layers asked for, and of them only those that the reader may see; null where it is all of them.</summary>
    private static string[]? Layers(HttpContext http)
    {
        string[]? asked = http.Request.Query["layer"] is [{ Length: > 0 } layer] ? [layer] : null;
        return Blindness.Of(http) is { } blindness ? [.. (asked ?? blindness.Layers).Where(one => !blindness.Hides(one))] : asked;
    }

    private static async Task<List<Guid>> Ids(
        NpgsqlConnection connection, string study, CodingFilter filter, ListPage page, Position position, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select id from evidence.coding
            where study = $1 and id > $2 and from_position <= $3 and (to_position is null or to_position > $3)
              and ($4::uuid is null or document_id = $4) and ($5::uuid is null or interview_id = $5)
              and ($6::uuid is null or code_ids @> array[$6::uuid]) and ($7::text[] is null or layer = any($7))
            order by id limit $8
            """,
            connection);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = page.AfterId });
        command.Parameters.Add(new() { Value = position.Number });
        foreach (var id in new[] { filter.Document, filter.Interview, filter.Code })
            command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)filter.Layers ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = page.Limit + 1 });
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            ids.Add(reader.GetGuid(0));
        return ids;
    }

    private sealed record CodingFilter(Guid? Document, Guid? Interview, Guid? Code, string[]? Layers);
}
