using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>One view as it is sent: stored JSON in UTF-8, or rendered for a moment in the past.</summary>
/// <param name="Position">The position of the study that the answer stands at.</param>
public sealed record ReadView(Guid Id, byte[] Json, long Version, long RenderedAt, long Position);

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
        if (asOf is not null)
            return await FindAt(study, kind, name, asOf, within, cancellation);
        var patience = DateTime.UtcNow + PatienceForViews;
        while (true)
        {
            if (await FindStored(study, kind, name, within, cancellation) is { } found)
                return (found, null);
            if (await Identify(study, kind, name, cancellation) is not { } thing || DateTime.UtcNow > patience || !await Belongs(study, thing.Stream, within, cancellation))
                return (null, await Absent(study, kind, name, cancellation));
            await Task.Delay(20, cancellation);
        }
    }

    public static string? AsOf(HttpContext http) => QueryWord.Given(http.Request.Query, "asOf");

    /// <summary>The problem that there is no such study, or null.</summary>
    public async Task<Problem?> NoStudy(string study, CancellationToken cancellation) =>
        await Identify(study, Kinds.Study, study, cancellation) is null ? await Absent(study, Kinds.Study, study, cancellation) : null;

    /// <summary>Either 404 for the study or 404 for the thing in it.</summary>
    public async Task<Problem> Absent(string study, string kind, string name, CancellationToken cancellation) =>
        await Identify(study, Kinds.Study, study, cancellation) is null ? Problem.NotFound(Kinds.Study, study) : Problem.NotFound(kind, name);

    /// <summary>The id and the stream of a thing, whether or not it is shown yet.</summary>
    /// <param name="evenUndone">Also where the command that brought it into being was undone.</param>
    public async Task<(Guid Id, Guid Stream)?> Identify(string study, string kind, string name, CancellationToken cancellation, bool evenUndone = false)
    {
        await using var command = database.CreateCommand($"select id, stream_id from evidence.register_named($1, $2, $3) where standing <> {(int)Standing.Undone} or $4");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = evenUndone });
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

    /// <summary>The view of one thing as it was at a moment, or null where it was not there.</summary>
    public async Task<View?> At(string study, string kind, (Guid Id, Guid Stream) thing, Position moment, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var renderer = new Renderer(catalog, new MomentStates(connection, study, catalog, parts, moment));

        // What is rendered part by part needs nothing of what the whole looks at: a step not the claims of all others.
        var view = thing.Id == thing.Stream ? null : await Of(new(thing.Stream, thing.Id));
        return view ?? await Of(new(thing.Stream, null));

        async Task<View?> Of(ViewTarget target) => (await renderer.Render([target], cancellation))
            .SelectMany(one => one.Views).FirstOrDefault(one => one.Kind == kind && one.Id == thing.Id);
    }

    /// <summary>Whether the stream is the one that the address names.</summary>
    private async Task<bool> Belongs(string study, Guid stream, string? within, CancellationToken cancellation)
    {
        if (within is null)
            return true;
        await using var command = database.CreateCommand(
            "select true from evidence.register where study = $1 and id = $2 and (key = $3 or id::text = lower($3))");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = stream });
        command.Parameters.Add(new() { Value = within });
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private async Task<ReadView?> FindStored(string study, string kind, string name, string? within, CancellationToken cancellation)
    {
        var byId = Guid.TryParse(name, out var id);
        const string belongs = "and exists (select from evidence.register r where r.study = v.study and r.id = v.owner and (r.key = $4 or r.id::text = lower($4)))";
        await using var command = database.CreateCommand(
            $"""
            select id, body::text, version, position, (select max(position) from evidence.study_position p where p.study = v.study)
            from evidence.view v where study = $1 and kind = $2 and {(byId ? "id" : "key")} = $3 {(within is null ? string.Empty : belongs)}
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = byId ? id : name });
        if (within is not null)
            command.Parameters.Add(new() { Value = within });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SingleRow, cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetGuid(0), reader.GetFieldValue<byte[]>(1), reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4))
            : null;
    }

    private async Task<(ReadView? View, Problem? Problem)> FindAt(
        string study, string kind, string name, string asOf, string? within, CancellationToken cancellation)
    {
        if (await Identify(study, kind, name, cancellation, evenUndone: true) is not { } thing || !await Belongs(study, thing.Stream, within, cancellation))
            return (null, await Absent(study, kind, name, cancellation));
        var (moment, problem) = await moments.Resolve(study, asOf, cancellation);
        if (problem is not null)
            return (null, problem);
        return await At(study, kind, thing, moment!, cancellation) is not { } view
            ? (null, new(ProblemKind.NotFound, "not-yet", $"At {asOf} the {kind} “{name}” was not in the record (any more)."))
            : (new(view.Id, JsonSerializer.SerializeToUtf8Bytes(view.Body, view.Body.GetType(), RecordJson.Options), view.Version, moment!.Number, moment.Number), null);
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
        httpContext.Response.ContentLength = View.Json.Length;
        await httpContext.Response.BodyWriter.WriteAsync(View.Json, httpContext.RequestAborted);
    }
}
