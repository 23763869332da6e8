using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;
using NpgsqlTypes;

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
        Dependencies(operations, study, rendered, owners);
    }

    /// <summary>The same rows in bulk, into tables that have none of the targets.</summary>
    public static async Task Copy(NpgsqlConnection connection, string schema, string study, IReadOnlyList<RenderedTarget> rendered, CancellationToken cancellation)
    {
        await using (var copy = await connection.BeginBinaryImportAsync(
            $"copy {schema}.view (study, kind, id, key, owner, part, version, ordering, position, body) from stdin (format binary)", cancellation))
        {
            foreach (var (one, view) in rendered.SelectMany(one => one.Views.Select(view => (one, view))))
            {
                copy.StartRow();
                copy.Write(study, NpgsqlDbType.Varchar);
                copy.Write(view.Kind, NpgsqlDbType.Text);
                copy.Write(view.Id, NpgsqlDbType.Uuid);
                copy.WriteOrNull(view.Key, NpgsqlDbType.Text);
                copy.Write(one.Target.Stream, NpgsqlDbType.Uuid);
                copy.Write(one.Target.Part ?? Guid.Empty, NpgsqlDbType.Uuid);
                copy.Write(view.Version, NpgsqlDbType.Bigint);
                copy.Write(view.Order, NpgsqlDbType.Text);
                copy.Write(one.Position, NpgsqlDbType.Bigint);
                copy.Write(JsonSerializer.SerializeToUtf8Bytes(view.Body, view.Body.GetType(), RecordJson.Options), NpgsqlDbType.Json);
            }

            await copy.CompleteAsync(cancellation);
        }

        await using var dependencies = await connection.BeginBinaryImportAsync(
            $"copy {schema}.dependency (study, owner, part, rests_on) from stdin (format binary)", cancellation);
        foreach (var (owner, part, restsOn) in rendered.SelectMany(DependenciesOf))
        {
            dependencies.StartRow();
            dependencies.Write(study, NpgsqlDbType.Varchar);
            dependencies.Write(owner, NpgsqlDbType.Uuid);
            dependencies.Write(part, NpgsqlDbType.Uuid);
            dependencies.Write(restsOn, NpgsqlDbType.Text);
        }

        await dependencies.CompleteAsync(cancellation);
    }

    /// <summary>What a rendering looked at besides its own stream.</summary>
    public static IEnumerable<(Guid Owner, Guid Part, string RestsOn)> DependenciesOf(RenderedTarget one) =>
        one.Asked.Where(id => id != one.Target.Stream).Select(id => id.ToString()).Concat(one.AskedKinds)
            .Select(on => (one.Target.Stream, one.Target.Part ?? Guid.Empty, on));

    private static void Dependencies(IDocumentOperations operations, string study, IReadOnlyList<RenderedTarget> rendered, Guid[] owners)
    {
        operations.QueueSqlCommand("delete from evidence.dependency where study = ? and owner = any(?)", study, owners);
        operations.QueueSqlCommand(
            """
            delete from evidence.dependency d using unnest(?, ?) as n (owner, part)
            where d.study = ? and d.owner = n.owner and d.part = n.part
            """,
            rendered.Select(one => one.Target.Stream).ToArray(),
            rendered.Select(one => one.Target.Part ?? Guid.Empty).ToArray(),
            study);
        var edges = rendered.SelectMany(DependenciesOf).ToList();
        operations.QueueSqlCommand(
            "insert into evidence.dependency (study, owner, part, rests_on) select ?, * from unnest(?, ?, ?)",
            study,
            edges.Select(edge => edge.Owner).ToArray(),
            edges.Select(edge => edge.Part).ToArray(),
            edges.Select(edge => edge.RestsOn).ToArray());
    }
}
