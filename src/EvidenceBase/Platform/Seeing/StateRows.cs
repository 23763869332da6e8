using System.Text;
using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Marten;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Platform.Seeing;

/// <summary>The table of folded states, one row a stream.</summary>
internal static class StateRows
{
    public static void Write(IDocumentOperations operations, IReadOnlyCollection<Stated> changed, IReadOnlyList<PositionedEvent> events)
    {
        if (changed.Count == 0)
            return;
        var began = events.Where(one => one.Version == 1).ToDictionary(one => one.StreamId, one => one.Position.Number);
        operations.QueueSqlCommand(
            """
            insert into evidence.state (study, id, kind, key, version, created_position, position, data, contents)
            select ?, n.id, n.kind, nullif(n.key, ''), n.version, n.created_position, n.position, n.data::json, nullif(n.contents, '')::json
            from unnest(?, ?, ?, ?, ?, ?, ?, ?) as n (id, kind, key, version, created_position, position, data, contents)
            on conflict (study, id) do update
            set version = excluded.version, position = excluded.position, data = excluded.data, contents = excluded.contents
            """,
            operations.TenantId,
            changed.Select(stated => stated.Id).ToArray(),
            changed.Select(stated => stated.Kind).ToArray(),
            changed.Select(stated => stated.Key ?? string.Empty).ToArray(),
            changed.Select(stated => stated.Version).ToArray(),
            changed.Select(stated => began.GetValueOrDefault(stated.Id)).ToArray(),
            changed.Select(stated => stated.Position).ToArray(),
            changed.Select(stated => Encoding.UTF8.GetString(Json(stated))).ToArray(),
            changed.Select(stated => stated.Contents?.ToJson() ?? string.Empty).ToArray());
    }

    /// <summary>The same rows in bulk, into a table that has none of the study.</summary>
    public static async Task Copy(
        NpgsqlConnection connection, string schema, string study, IEnumerable<Stated> states, IReadOnlyDictionary<Guid, long> began, CancellationToken cancellation)
    {
        await using var copy = await connection.BeginBinaryImportAsync(
            $"copy {schema}.state (study, id, kind, key, version, created_position, position, data, contents) from stdin (format binary)", cancellation);
        foreach (var stated in states)
        {
            copy.StartRow();
            copy.Write(study, NpgsqlDbType.Varchar);
            copy.Write(stated.Id, NpgsqlDbType.Uuid);
            copy.Write(stated.Kind, NpgsqlDbType.Text);
            copy.WriteOrNull(stated.Key, NpgsqlDbType.Text);
            copy.Write(stated.Version, NpgsqlDbType.Bigint);
            copy.Write(began[stated.Id], NpgsqlDbType.Bigint);
            copy.Write(stated.Position, NpgsqlDbType.Bigint);
            copy.Write(Json(stated), NpgsqlDbType.Json);
            copy.WriteOrNull(stated.Contents?.ToJson(), NpgsqlDbType.Json);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static byte[] Json(Stated stated) =>
        stated.State is NoState ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(stated.State, stated.State.GetType(), RecordJson.Options);
}
