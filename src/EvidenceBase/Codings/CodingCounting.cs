using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>Counts codings: all of them in the database, those with a flag from what <see cref="CodingScan"/> finds.</summary>
internal sealed class CodingCounting(NpgsqlConnection connection, string study, StateSource source, Position moment)
{
    public async Task<CodingCounts> Count(CodingFilter filter, CancellationToken cancellation)
    {
        var codebook = await source.LoadKind(Kinds.Codebook, cancellation) is [{ State: Codebook book }, ..] ? book : Codebook.Empty;
        var scan = new CodingScan(connection, study, source, moment);
        if (filter.Redefined is not null || filter.Orphaned is not null)
            return Of(codebook, await scan.Read(filter, cancellation));
        var groups = await Groups(filter, cancellation);
        var redefined = await scan.Read(filter with { Redefined = true, Order = CodingOrder.Made }, cancellation);
        var orphaned = await scan.Read(filter with { Orphaned = true, Order = CodingOrder.Made }, cancellation);
        return Of(codebook, groups, redefined, orphaned);
    }

    private static CodingCounts Of(Codebook codebook, IReadOnlyList<FlaggedCoding> found) => Of(
        codebook,
        [.. found.Select(coding => new Group(coding.Layer, coding.Codes, 1))],
        [.. found.Where(coding => coding.Redefined)],
        [.. found.Where(coding => coding.Orphaned)]);

    private static CodingCounts Of(Codebook codebook, IReadOnlyList<Group> groups, IReadOnlyList<FlaggedCoding> redefined, IReadOnlyList<FlaggedCoding> orphaned)
    {
        var codings = groups.SelectMany(group => group.Codes, (group, code) => (code, group.Count))
            .GroupBy(one => one.code, one => one.Count).ToDictionary(code => code.Key, code => code.Sum());
        var older = redefined.SelectMany(coding => coding.RedefinedCodes).CountBy(code => code).ToDictionary();
        var (redefinedOf, orphanedOf) = (redefined.CountBy(coding => coding.Layer).ToDictionary(), orphaned.CountBy(coding => coding.Layer).ToDictionary());
        return new(
            groups.Sum(group => group.Count),
            redefined.Count,
            orphaned.Count,
            [
                .. codebook.Codes.Where(code => codings.ContainsKey(code.Id))
                    .Select(code => new CodeCount(new(code.Id, code.Key, code.Name), codings[code.Id], older.GetValueOrDefault(code.Id))),
            ],
            [
                .. groups.GroupBy(group => group.Layer, group => group.Count).OrderBy(layer => layer.Key, StringComparer.Ordinal)
                    .Select(layer => new LayerCount(layer.Key, layer.Sum(), redefinedOf.GetValueOrDefault(layer.Key), orphanedOf.GetValueOrDefault(layer.Key))),
            ]);
    }

    private async Task<List<Group>> Groups(CodingFilter filter, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select layer, code_ids, count(*)::int
            from evidence.coding
            where study = $1 and from_position <= $2 and (to_position is null or to_position > $2)
              and ($3::uuid is null or document_id = $3) and ($4::uuid is null or interview_id = $4)
              and ($5::uuid is null or code_ids @> array[$5::uuid]) and ($6::text[] is null or layer = any($6))
            group by layer, code_ids
            """,
            connection);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = moment.Number });
        foreach (var id in new[] { filter.Document, filter.Interview, filter.Code })
            command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)filter.Layers ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        var groups = new List<Group>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            groups.Add(new(reader.GetString(0), reader.GetFieldValue<Guid[]>(1), reader.GetInt32(2)));
        return groups;
    }

    private sealed record Group(string Layer, IReadOnlyList<Guid> Codes, int Count);
}
