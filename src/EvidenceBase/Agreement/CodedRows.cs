using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Agreement;

/// <summary>What the flat table of codings says of a moment.</summary>
internal sealed class CodedRows(NpgsqlConnection connection, string study, Position moment)
{
    /// <summary>The ids of documents, by key or Guid; null for those that do not exist.</summary>
    public async Task<List<Guid?>> Identify(IReadOnlyList<string> names, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select r.id from unnest($2) with ordinality as n (name, ordinal)
            left join lateral evidence.register_named($1, $3, n.name) r on true
            order by n.ordinal
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = names.ToArray() }, new() { Value = Kinds.Document } },
        };
        var ids = new List<Guid?>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            ids.Add(reader.IsDBNull(0) ? null : reader.GetGuid(0));
        return ids;
    }

    /// <summary>The segments of the layers, one row for each document, layer, code and revision: a row for every coding would take as long again.</summary>
    /// <param name="documents">Null for all.</param>
    public async Task<IReadOnlyList<CodedSegments>> Read(
        IReadOnlyList<string> layers, IReadOnlyList<Guid?>? documents, bool withWeights, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select document_id, layer, code_ids[1], revision, array_agg(lower(segment)), array_agg(upper(segment)),
                   {(withWeights ? "array_agg((state ->> 'weight')::int)" : "null::int[]")}
            from evidence.coding
            where study = $1 and segment is not null and from_position <= $2 and (to_position is null or to_position > $2)
              and layer = any($3) and ($4::uuid[] is null or document_id = any($4))
            group by 1, 2, 3, 4
            """,
            connection);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = moment.Number });
        command.Parameters.Add(new() { Value = layers.ToArray() });
        command.Parameters.Add(new() { Value = (object?)documents?.OfType<Guid>().ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        var segments = new List<CodedSegments>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            segments.Add(new(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetGuid(2),
                reader.GetInt32(3),
                reader.GetFieldValue<int[]>(4),
                reader.GetFieldValue<int[]>(5),
                reader.IsDBNull(6) ? null : reader.GetFieldValue<int?[]>(6)));
        }

        return segments;
    }
}
