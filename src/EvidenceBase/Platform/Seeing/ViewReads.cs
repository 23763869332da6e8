using System.Text;
using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>One view as it is sent: stored JSON, or rendered for a moment in the past.</summary>
/// <param name="Position">The position of the study that the answer stands at.</param>
public sealed record ReadView(Guid Id, string Json, long Version, long RenderedAt, long Position);

/// <summary>Reads views: now, straight from the table; <c>asOf</c> a moment, rendered by the same code from states folded up to it.</summary>
public sealed class ViewReads(NpgsqlDataSource database, EventCatalog catalog, Moments moments, IEnumerable<PartStates> partStates)
{
    private static readonly TimeSpan PatienceForViews = TimeSpan.FromSeconds(5);
    private readonly PartStates[] parts = [.. partStates];

    /// <param name="within">The stream that the thing must be a part of, where the address names it too.</param>
    public async Task<IResult> One(HttpContext http, string study, string kind, string name, string? within = null)
    {
        var (view, problem) = await Find(study, kind, name, AsOf(http), http.RequestAborted, within);
        return problem is not null ? Problems.Result(problem) : new StoredJson(view!, IsPast: AsOf(http) is not null);
    }

    /// <summary>The view of a thing, by Guid or key, now or as of a moment; or the problem of its absence.</summary>
    public async Task<(ReadView? View, Problem? Problem)> Find(
        string study, string kind, string name, string? asOf, CancellationToken cancellation, string? within = null)
    {
        if (within is not null && await Strays(study, kind, name, within, cancellation) is { } strays)
            return (null, strays);
        if (asOf is not null)
            return await FindAt(study, kind, name, asOf, cancellation);
        var patience = DateTime.UtcNow + PatienceForViews;
        while (true)
        {
            if (await FindStored(study, kind, name, cancellation) is { } found)
                return (found, null);
            if (await Identify(study, kind, name, cancellation) is not { } || DateTime.UtcNow > patience)
                return (null, await Absent(study, kind, name, cancellation));
            await Task.Delay(20, cancellation);
        }
    }

    public static string? AsOf(HttpContext http) => http.Request.Query["asOf"] is [{ Length: > 0 } asOf] ? asOf : null;

    /// <summary>Either 404 for the study or 404 for the thing in it.</summary>
    public async Task<Problem> Absent(string study, string kind, string name, CancellationToken cancellation) =>
        await Identify(study, Kinds.Study, study, cancellation) is null
            ? new(ProblemKind.NotFound, "not-found", $"There is no study “{study}”.")
            : Problem.NotFound(kind, name);

    /// <summary>The id and the stream of a thing, whether or not it is shown yet.</summary>
    public async Task<(Guid Id, Guid Stream)?> Identify(string study, string kind, string name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select id, stream_id from evidence.register_named($1, $2, $3)");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetGuid(0), reader.GetGuid(1)) : null;
    }

    /// <summary>Views of one kind for a set of streams, rendered from the events up to a moment.</summary>
    public async Task<IReadOnlyList<View>> RenderAt(
        string study, Position moment, IReadOnlyCollection<ViewTarget> targets, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var source = new MomentStates(connection, study, catalog, parts, moment);
        var rendered = await new Renderer(catalog, source).Render(targets, cancellation);
        return [.. rendered.SelectMany(one => one.Views)];
    }

    /// <summary>404 where a part is asked for under a stream that it does not belong to.</summary>
    private async Task<Problem?> Strays(string study, string kind, string name, string within, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select true from evidence.register_named($1, $2, $3) part join evidence.register stream on stream.study = $1 and stream.id = part.stream_id
            where stream.key = $4 or stream.id::text = lower($4)
            """);
        foreach (var value in new[] { study, kind, name, within })
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteScalarAsync(cancellation) is true ? null : await Absent(study, kind, name, cancellation);
    }

    private async Task<ReadView?> FindStored(string study, string kind, string name, CancellationToken cancellation)
    {
        var byId = Guid.TryParse(name, out var id);
        await using var command = database.CreateCommand(
            $"""
            select id, body::text, version, position, (select max(position) from evidence.study_position p where p.study = v.study)
            from evidence.view v where study = $1 and kind = $2 and {(byId ? "id" : "key")} = $3
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = byId ? id : name });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetGuid(0), reader.GetString(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))
            : null;
    }

    private async Task<(ReadView? View, Problem? Problem)> FindAt(
        string study, string kind, string name, string asOf, CancellationToken cancellation)
    {
        if (await Identify(study, kind, name, cancellation) is not { } thing)
            return (null, await Absent(study, kind, name, cancellation));
        var (moment, problem) = await moments.Resolve(study, asOf, cancellation);
        if (problem is not null)
            return (null, problem);
        var views = await RenderAt(study, moment!, [new(thing.Stream, thing.Id == thing.Stream ? null : thing.Id), new(thing.Stream, null)], cancellation);
        var view = views.FirstOrDefault(one => one.Kind == kind && one.Id == thing.Id);
        return view is null
            ? (null, new(ProblemKind.NotFound, "not-yet", $"At {asOf} the {kind} “{name}” was not in the record (any more)."))
            : (new(view.Id, Json(view), view.Version, moment!.Number, moment.Number), null);
    }

    public static string Json(View view) => JsonSerializer.Serialize(view.Body, view.Body.GetType(), RecordJson.Options);
}

/// <summary>Sends stored JSON as it is, with its ETag, and 304 to who has it already.</summary>
internal sealed record StoredJson(ReadView View, bool IsPast) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var headers = httpContext.Response.Headers;
        headers["Evidence-Position"] = View.Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (IsPast)
        {
            headers["Evidence-Rendered-By"] = EventMetadata.SoftwareVersion;
        }
        else
        {
            headers.ETag = EntityTags.Of(View.Version, View.RenderedAt);
            if (httpContext.Request.Headers.IfNoneMatch == headers.ETag)
            {
                httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }
        }

        httpContext.Response.ContentType = "application/json; charset=utf-8";
        var bytes = Encoding.UTF8.GetBytes(View.Json);
        httpContext.Response.ContentLength = bytes.Length;
        await httpContext.Response.Body.WriteAsync(bytes, httpContext.RequestAborted);
    }
}
