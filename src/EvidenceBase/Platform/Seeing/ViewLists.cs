using System.Text;
using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Lists of views by cursor: in the order of their keys, now or as of a moment.</summary>
public sealed class ViewLists(NpgsqlDataSource database, Moments moments, ViewReads reads)
{
    private const int DefaultLimit = 50;
    private const int GreatestLimit = 500;

    public async Task<IResult> Many(HttpContext http, string study, string kind)
    {
        var cancellation = http.RequestAborted;
        var (page, malformed) = Page(http);
        if (malformed is not null)
            return Problems.Result(malformed);
        var (list, problem) = await Find(study, kind, page!, ViewReads.AsOf(http), cancellation);
        if (problem is not null)
            return Problems.Result(problem);
        http.Response.Headers["Evidence-Position"] = list!.Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Text(
            $"{{\"items\":[{string.Join(',', list.Items)}],\"next\":{(list.Next is null ? "null" : JsonSerializer.Serialize(list.Next))}}}",
            "application/json",
            Encoding.UTF8);
    }

    /// <summary>One page of views as JSON; or the problem of the study's absence or of a moment that cannot be found.</summary>
    public async Task<(ListedViews? List, Problem? Problem)> Find(
        string study, string kind, ListPage page, string? asOf, CancellationToken cancellation)
    {
        if (await reads.Identify(study, Kinds.Study, study, cancellation) is null)
            return (null, await reads.Absent(study, kind, kind, cancellation));
        Position? moment = null;
        if (asOf is not null)
        {
            (moment, var problem) = await moments.Resolve(study, asOf, cancellation);
            if (problem is not null)
                return (null, problem);
        }

        var rows = await Rows(study, kind, page, moment, cancellation);
        var next = rows.Count > page.Limit ? Cursor.Write(rows[page.Limit - 1].Order, rows[page.Limit - 1].Id) : null;
        var shown = rows.Take(page.Limit).ToList();
        var items = moment is null ? shown.Select(row => row.Json) : await At(study, kind, moment, shown, cancellation);
        var position = moment ?? await moments.Latest(study, cancellation);
        return (new([.. items], next, position.Number), null);
    }

    /// <summary>What the query says of the page: <c>limit</c> 1 to 500, and the cursor that an earlier page gave.</summary>
    public static (ListPage? Page, Problem? Problem) Page(HttpContext http)
    {
        var limit = DefaultLimit;
        if (http.Request.Query["limit"] is [{ Length: > 0 } text] && (!int.TryParse(text, out limit) || limit is < 1 or > GreatestLimit))
            return (null, new(ProblemKind.Malformed, "malformed-limit", $"“limit” is a whole number from 1 to {GreatestLimit}.", "limit"));
        if (http.Request.Query["cursor"] is not [{ Length: > 0 } cursor])
            return (new(limit, null, Guid.Empty), null);
        return Cursor.Read(cursor) is { } after
            ? (new(limit, after.Order, after.Id), null)
            : (null, Cursor.Foreign);
    }

    /// <summary>What is shown now; as of a moment also what was undone since, of which the moment decides whether it was there.</summary>
    private async Task<List<Row>> Rows(string study, string kind, ListPage page, Position? moment, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select v.ordering, v.id, v.owner, v.body::text
            from evidence.view v
            where v.study = $1 and v.kind = $2 and ($3::text is null or (v.ordering, v.id) > ($3, $4))
              and ($5::bigint is null or exists (
                  select from evidence.state s where s.study = v.study and s.id = v.owner and s.created_position <= $5))
            union all
            select coalesce(r.key, ''), r.id, r.stream_id, ''
            from evidence.register r join evidence.state s on s.study = r.study and s.id = r.stream_id
            where $5::bigint is not null and r.study = $1 and r.kind = $2 and r.standing = $7 and s.created_position <= $5
              and ($3::text is null or (coalesce(r.key, ''), r.id) > ($3, $4))
              and not exists (select from evidence.view v where v.study = r.study and v.kind = r.kind and v.id = r.id)
            order by 1, 2
            limit $6
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = kind });
        command.Parameters.Add(new() { Value = (object?)page.After ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = page.AfterId });
        command.Parameters.Add(new() { Value = (object?)moment?.Number ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = page.Limit + 1 });
        command.Parameters.Add(new() { Value = (short)Standing.Undone });
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add(new(reader.GetString(0), reader.GetGuid(1), reader.GetGuid(2), reader.GetString(3)));
        return rows;
    }

    private async Task<IEnumerable<string>> At(string study, string kind, Position moment, List<Row> rows, CancellationToken cancellation)
    {
        var targets = rows.Select(row => new ViewTarget(row.Owner, null)).Distinct().ToList();
        var views = (await reads.RenderAt(study, moment, targets, cancellation)).Where(view => view.Kind == kind).ToDictionary(view => view.Id);
        return rows.Where(row => views.ContainsKey(row.Id)).Select(row => ViewReads.Json(views[row.Id]));
    }

    private sealed record Row(string Order, Guid Id, Guid Owner, string Json);
}

/// <param name="Items">Views as JSON.</param>
/// <param name="Next">The cursor of the next page, where there is one.</param>
public sealed record ListedViews(IReadOnlyList<string> Items, string? Next, long Position);

public sealed record ListPage(int Limit, string? After, Guid AfterId);

/// <summary>Where a page ended: the order and id of its last row, opaque to the client.</summary>
public static class Cursor
{
    /// <summary>The problem of a cursor that no page of the list gave.</summary>
    public static Problem Foreign { get; } =
        new(ProblemKind.Malformed, "malformed-cursor", "“cursor” must be the “next” of an earlier page of the same list.", "cursor");

    public static string Write(string order, Guid id) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id:N}{order}"))
        .Replace('+', '-').Replace('/', '_').TrimEnd('=');

    public static (string Order, Guid Id)? Read(string cursor)
    {
        var text = cursor.Replace('-', '+').Replace('_', '/');
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '='), bytes, out var length) || length < 32)
            return null;
        var plain = Encoding.UTF8.GetString(bytes, 0, length);
        return Guid.TryParseExact(plain[..32], "N", out var id) ? (plain[32..], id) : null;
    }
}
