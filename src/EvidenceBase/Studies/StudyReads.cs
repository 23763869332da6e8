using System.Globalization;
using System.Text;
using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using Npgsql;

namespace EvidenceBase.Studies;

/// <summary>What is read of studies as wholes.</summary>
public sealed class StudyReads(NpgsqlDataSource database, ViewReads views, Moments moments, StudyCounts counts)
{
    /// <summary>The studies that the caller may read, in the order of their slugs.</summary>
    public async Task<IResult> Many(HttpContext http)
    {
        if (ViewReads.AsOf(http) is not null)
        {
            return Problems.Result(new Problem(
                ProblemKind.Malformed, "as-of-one-study", "Each study has moments of its own: ask /api/studies/{study}?asOf=… for one of them.", "asOf"));
        }

        var (page, malformed) = ViewLists.Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        var rows = await Rows(Caller.Required(http), page!, http.RequestAborted);
        var next = rows.Count > page!.Limit ? Cursor.Write(rows[page.Limit - 1].Order, rows[page.Limit - 1].Id) : null;
        var items = string.Join(',', rows.Take(page.Limit).Select(row => row.Json));
        return TypedResults.Text(
            $"{{\"items\":[{items}],\"next\":{(next is null ? "null" : JsonSerializer.Serialize(next))}}}", "application/json", Encoding.UTF8);
    }

    public async Task<IResult> One(HttpContext http, string study)
    {
        var (view, problem) = await Find(http, study);
        if (problem is not null)
            return Problems.Result(problem);
        var asOf = ViewReads.AsOf(http);
        var moment = asOf is null ? await moments.Latest(study, http.RequestAborted) : (await moments.Resolve(study, asOf, http.RequestAborted)).Position!;
        var counted = asOf is null ? await counts.Now(study, http.RequestAborted) : await counts.At(study, moment, http.RequestAborted);
        var overview = StudyOverview.Of(view!, counted, moment.Number, moment.RecordedAt);
        http.Response.Headers["Evidence-Position"] = moment.Number.ToString(CultureInfo.InvariantCulture);
        if (asOf is null)
            http.Response.Headers.ETag = EntityTags.Of(overview.Version, moment.Number);
        return TypedResults.Json(overview, RecordJson.Options);
    }

    public async Task<IResult> Release(HttpContext http, string study, string name)
    {
        var (view, problem) = await Find(http, study);
        if (problem is not null)
            return Problems.Result(problem);
        return view!.Releases.Find(release => release.Name == name) is { } found
            ? TypedResults.Json(found, RecordJson.Options)
            : Problems.Result(Problem.NotFound("release", name));
    }

    private async Task<(StudyView? View, Problem? Problem)> Find(HttpContext http, string study)
    {
        var (view, problem) = await views.Find(study, Kinds.Study, study, ViewReads.AsOf(http), http.RequestAborted);
        return view is null ? (null, problem) : (JsonSerializer.Deserialize<StudyView>(view.Json, RecordJson.Options), null);
    }

    /// <summary>The studies in which the caller has a role now – all of them for who owns everything – as stored JSON, one more than the page holds.</summary>
    public async Task<List<(string Order, Guid Id, string Json)>> Rows(Caller caller, ListPage page, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select v.ordering, v.id, v.body::text from evidence.view v
            where v.kind = 'study' and ($1::text is null or (v.ordering, v.id) > ($1, $2))
              and ($4::text is null or v.study = $4)
              and ($5 or exists (
                select from evidence.register r where r.study = v.study and r.kind = 'study' and r.facts ? $6 and r.facts ->> $6 <> ''))
            order by v.ordering, v.id limit $3
            """);
        command.Parameters.Add(new() { Value = (object?)page.After ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = page.AfterId });
        command.Parameters.Add(new() { Value = page.Limit + 1 });
        command.Parameters.Add(new() { Value = (object?)caller.TokenStudy ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = caller.OwnsEverything });
        command.Parameters.Add(new() { Value = MemberFacts.Name(caller.Name) });
        var rows = new List<(string, Guid, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add((reader.GetString(0), reader.GetGuid(1), reader.GetString(2)));
        return rows;
    }
}
