using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>Counts codings: all of them in the database, those with a flag from what <see cref="CodingScan"/> finds.</summary>
internal sealed class CodingCounting(NpgsqlConnection connection, string study, StateSource source, Position moment)
{
    public async Task<CodingCounts> Count(CodingFilter filter, CancellationToken cancellation)
    {
        var scan = await CodingScan.Open(connection, study, source, moment, filter.Document, cancellation);
        if (filter.Redefined is not null || filter.Orphaned is not null)
            return Of(scan.Codebook, await scan.Read(filter, cancellation));
        var groups = await Groups(filter, cancellation);
        var redefined = await scan.Read(filter with { Redefined = true, Order = CodingOrder.Made }, cancellation);
        var orphaned = await scan.Read(filter with { Orphaned = true, Order = CodingOrder.Made }, cancellation);
        return Of(scan.Codebook, groups, redefined, orphaned);
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
            $"select layer, code_ids, count(*)::int from evidence.coding where {CodingFilter.Condition} group by layer, code_ids", connection);
        filter.Bind(command, study, moment);
        var groups = new List<Group>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            groups.Add(new(reader.GetString(0), reader.GetFieldValue<Guid[]>(1), reader.GetInt32(2)));
        return groups;
    }

    private sealed record Group(string Layer, IReadOnlyList<Guid> Codes, int Count);
}
