using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Commands;

/// <summary>Finds, locks and reads rows of the register.</summary>
internal static class RegisterReading
{
    /// <summary>One statement that resolves every name and locks what it finds in the order of ids, whatever order they were named in.</summary>
    public static NpgsqlBatchCommand Lock(string study, IReadOnlyList<NamedThing> things) =>
        new("select ordinal, of_stream, kind, id, stream_id, key, version, standing, facts::text from evidence.lock_register($1, $2, $3, $4)")
        {
            Parameters =
            {
                new() { Value = study },
                new() { Value = things.Select(thing => thing.Kind).ToArray() },
                new() { Value = things.Select(thing => thing.Name).ToArray() },
                new() { Value = things.Select(thing => (short)thing.Mode).ToArray() },
            },
        };

    public static async Task Fill(NpgsqlDataReader reader, IReadOnlyList<NamedThing> things, CancellationToken cancellation)
    {
        while (await reader.ReadAsync(cancellation))
        {
            var thing = things[reader.GetInt32(0)];
            var registered = new Registered(
                reader.GetString(2),
                reader.GetGuid(3),
                reader.GetGuid(4),
                reader.IsDBNull(5) ? null : reader.GetString(5),
                reader.GetInt64(6),
                (Standing)reader.GetInt16(7),
                JsonSerializer.Deserialize<Dictionary<string, string>>(reader.GetString(8))!);
            if (reader.GetBoolean(1))
                thing.FoundStream = registered;
            else
                thing.Found = registered;
        }
    }

    /// <summary>The events of the stream that a name stands for, in order; the statement sees what the locks above it have waited for.</summary>
    /// <param name="part">Only of this part, where its stream keeps its parts one by one.</param>
    public static NpgsqlBatchCommand Events(string study, NamedThing thing, Guid? part = null) => new(
        """
        select e.type, e.data::text, e.version
        from evidence.mt_events e
        where e.tenant_id = $1 and e.stream_id = (select stream_id from evidence.register_named($1, $2, $3))
          and ($4::uuid is null or e.data ->> 'codingId' = $4::text or e.data -> 'things' -> 0 ->> 'id' = $4::text)
        order by e.version
        """)
    {
        Parameters = { new() { Value = study }, new() { Value = thing.Kind }, new() { Value = thing.Name }, new() { Value = (object?)part ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid } },
    };
}
