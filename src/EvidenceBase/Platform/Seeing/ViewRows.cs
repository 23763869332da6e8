using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;

namespace EvidenceBase.Platform.Seeing;

/// <summary>The table of rendered views and the table of what each of them was rendered from.</summary>
internal static class ViewRows
{
    public static async Task<IReadOnlyList<ViewTarget>> DependentsOf(
        NpgsqlConnection connection, string study, IReadOnlyCollection<Guid> ids, IReadOnlyCollection<string> kinds, CancellationToken cancellation)
    {
        if (ids.Count == 0)
            return [];
        await using var command = new NpgsqlCommand(
            "select distinct owner, part from evidence.dependency where study = $1 and rests_on = any($2)", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = ids.Select(id => id.ToString()).Concat(kinds).ToArray() } },
        };
        var targets = new List<ViewTarget>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var part = reader.GetGuid(1);
            targets.Add(new(reader.GetGuid(0), part == Guid.Empty ? null : part));
        }

        return targets;
    }

    /// <param name="owners">The streams that changed themselves: views of theirs that were not rendered any more are gone.</param>
    public static void Write(IDocumentOperations operations, IReadOnlyList<RenderedTarget> rendered, Guid[] owners)
    {
        if (rendered.Count == 0)
            return;
        var study = operations.TenantId;
        var views = rendered.SelectMany(one => one.Views.Select(view => (one.Target, one.Position, View: view))).ToList();
        operations.QueueSqlCommand(
            "delete from evidence.view where study = ? and owner = any(?) and id <> all(?)",
            study,
            owners,
            views.Select(one => one.View.Id).ToArray());
        operations.QueueSqlCommand(
            """
            insert into evidence.view (study, kind, id, key, owner, part, version, ordering, position, body)
            select ?, n.kind, n.id, nullif(n.key, ''), n.owner, n.part, n.version, n.ordering, n.position, n.body::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as n (kind, id, key, owner, part, version, ordering, position, body)
            on conflict (study, kind, id) do update set
                version = excluded.version, ordering = excluded.ordering, position = excluded.position, body = excluded.body
            """,
            study,
            views.Select(one => one.View.Kind).ToArray(),
            views.Select(one => one.View.Id).ToArray(),
            views.Select(one => one.View.Key ?? string.Empty).ToArray(),
            views.Select(one => one.Target.Stream).ToArray(),
            views.Select(one => one.Target.Part ?? Guid.Empty).ToArray(),
            views.Select(one => one.View.Version).ToArray(),
            views.Select(one => one.View.Order).ToArray(),
            views.Select(one => one.Position).ToArray(),
            views.Select(one => JsonSerializer.Serialize(one.View.Body, one.View.Body.GetType(), RecordJson.Options)).ToArray());
        Dependencies(operations, study, rendered);
    }

    private static void Dependencies(IDocumentOperations operations, string study, IReadOnlyList<RenderedTarget> rendered)
    {
        operations.QueueSqlCommand(
            """
            delete from evidence.dependency d using unnest(?, ?) as n (owner, part)
            where d.study = ? and d.owner = n.owner and d.part = n.part
            """,
            rendered.Select(one => one.Target.Stream).ToArray(),
            rendered.Select(one => one.Target.Part ?? Guid.Empty).ToArray(),
            study);
        var edges = rendered
            .SelectMany(one => one.Asked.Where(id => id != one.Target.Stream).Select(id => id.ToString()).Concat(one.AskedKinds)
                .Select(on => (one.Target.Stream, Part: one.Target.Part ?? Guid.Empty, On: on)))
            .ToList();
        operations.QueueSqlCommand(
            "insert into evidence.dependency (study, owner, part, rests_on) select ?, * from unnest(?, ?, ?)",
            study,
            edges.Select(edge => edge.Stream).ToArray(),
            edges.Select(edge => edge.Part).ToArray(),
            edges.Select(edge => edge.On).ToArray());
    }
}
