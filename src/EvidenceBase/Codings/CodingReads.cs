using System.Globalization;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

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
        if (await reads.Identify(study, Kinds.Coding, name, cancellation, evenUndone: asOf is not null) is not { } thing)
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
        var (filter, unknown) = await CodingFilter.Read(http, study, document, reads);
        if (unknown is not null)
            return Problems.Result(unknown);
        var (source, position, problem) = await Source(study, asOf, cancellation);
        await using var connection = source;
        if (problem is not null)
            return Problems.Result(problem);
        var moment = asOf is null ? null : position;
        var (ids, next) = await new CodingPages(connection!, study, position!, States(connection!, study, moment)).Page(filter!, page!, cancellation);
        var views = await Render(connection!, study, ids, moment, cancellation);
        http.Response.Headers["Evidence-Position"] = position!.Number.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(new Listing<CodingView>(views, next), RecordJson.Options);
    }

    /// <summary>How many codings there are, and how many are to be looked at again, for the same filters as in the list.</summary>
    public async Task<IResult> Count(HttpContext http, string study)
    {
        var asOf = ViewReads.AsOf(http);
        var (filter, unknown) = await CodingFilter.Read(http, study, null, reads);
        if (unknown is not null)
            return Problems.Result(unknown);
        var (source, position, problem) = await Source(study, asOf, http.RequestAborted);
        await using var connection = source;
        if (problem is not null)
            return Problems.Result(problem);
        var states = States(connection!, study, asOf is null ? null : position);
        var counts = await new CodingCounting(connection!, study, states, position!).Count(filter!, http.RequestAborted);
        http.Response.Headers["Evidence-Position"] = position!.Number.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Json(counts, RecordJson.Options);
    }

    /// <summary>One page of the codings of a document of which its revisions have left nothing.</summary>
    public async Task<(IReadOnlyList<CodingView>? Codings, string? Next, Problem? Problem)> Orphans(HttpContext http, string study, string document)
    {
        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return (null, null, malformed);
        var (filter, unknown) = await CodingFilter.Read(http, study, document, reads);
        if (unknown is not null)
            return (null, null, unknown);
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var position = await moments.Latest(study, http.RequestAborted);
        var (ids, next) = await new CodingPages(connection, study, position, States(connection, study, null)).Page(filter! with { Orphaned = true }, page!, http.RequestAborted);
        return (await Render(connection, study, ids, null, http.RequestAborted), next, null);
    }

    /// <summary>All codings of a document in some layers, as they stand now.</summary>
    public async Task<IReadOnlyList<CodingView>> OfDocument(string study, Guid document, IReadOnlyList<string> layers, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var position = await moments.Latest(study, cancellation);
        var pages = new CodingPages(connection, study, position, States(connection, study, null));
        var (ids, _) = await pages.Page(new(document, null, null, [.. layers]), new(int.MaxValue - 1, null, Guid.Empty), cancellation);
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
        return await new Renderer(catalog, States(connection, study, moment)).Render<IReadOnlyList<CodingView>>(
            lookup => [.. ids.Select(id => lookup.Find<Coding>(id)).OfType<Coding>().Select(coding => CodingView.Of(coding, lookup))], cancellation);
    }

    private StateSource States(NpgsqlConnection connection, string study, Position? moment) => moment is null
        ? new CurrentStates(connection, study, catalog, parts, new Dictionary<Guid, Stated>(), [])
        : new MomentStates(connection, study, catalog, parts, moment);
}
