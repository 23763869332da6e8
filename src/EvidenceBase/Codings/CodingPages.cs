using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>Which codings are on a page of a list: from the table alone, in the order in which they were made, or out of a <see cref="CodingScan"/>.</summary>
/// <param name="source">The states at the moment.</param>
internal sealed class CodingPages(NpgsqlConnection connection, string study, Position moment, StateSource source)
{
    public async Task<(IReadOnlyList<Guid> Ids, string? Next)> Page(CodingFilter filter, ListPage page, CancellationToken cancellation)
    {
        if (!filter.NeedsMore)
        {
            var ids = await Ids(filter, page, cancellation);
            return ([.. ids.Take(page.Limit)], ids.Count > page.Limit ? Cursor.Write(string.Empty, ids[page.Limit - 1]) : null);
        }

        var scan = await CodingScan.Open(connection, study, source, moment, filter.Document, cancellation);
        var found = await scan.Read(filter, cancellation);
        FlaggedCoding[] shown = [.. found.SkipWhile(coding => page.After is { } after && !IsBehind(coding, after, page.AfterId)).Take(page.Limit + 1)];
        return (
            [.. shown.Take(page.Limit).Select(coding => coding.Id)],
            shown.Length > page.Limit ? Cursor.Write(shown[page.Limit - 1].Order, shown[page.Limit - 1].Id) : null);
    }

    private static bool IsBehind(FlaggedCoding coding, string order, Guid id) =>
        string.CompareOrdinal(coding.Order, order) is var difference && (difference > 0 || (difference == 0 && coding.Id.CompareTo(id) > 0));

    private async Task<List<Guid>> Ids(CodingFilter filter, ListPage page, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"select id from evidence.coding where {CodingFilter.Condition} and id > $7 order by id limit $8", connection);
        filter.Bind(command, study, moment);
        command.Parameters.Add(new() { Value = page.AfterId });
        command.Parameters.Add(new() { Value = page.Limit + 1 });
        var ids = new List<Guid>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            ids.Add(reader.GetGuid(0));
        return ids;
    }
}
