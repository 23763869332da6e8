using EvidenceBase.Platform.Rebuilding;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>
/// The rows of codings from the whole history. A coding to which nothing happened after it was made is given away at once; only those that were
/// moved, noted, confirmed or removed are kept until the end, and the last rows of those that something else names.
/// </summary>
/// <param name="changing">The codings to which something happens later.</param>
/// <param name="named">What other things name, codings among it: views of them will ask for these.</param>
internal sealed class CodingRowFold(EventCatalog catalog, string study, RowMatch table, HashSet<Guid> changing, HashSet<Guid> named) : RowFold
{
    private const int RowsPerPortion = 4096;

    private readonly Dictionary<Guid, IReadOnlyList<CodingRow>> kept = [];
    private readonly Dictionary<Guid, CodingRow?> asked = [];
    private readonly HashSet<Guid> revised = [];

    /// <summary>What came to a coding that had been given away.</summary>
    private readonly HashSet<Guid> late = [];
    private bool isSettled;
    private long lastSequence;

    public override void Take(PositionedEvent one)
    {
        lastSequence = one.Position.Sequence;
        if (Sheet.CodingIdOf(one.Data) is not { } id)
            return;
        if (isSettled)
            revised.Add(id);
        if (!CodingRow.Beginnings.Contains(one.Data.GetType()))
        {
            if (kept.TryGetValue(id, out var rows))
                kept[id] = [.. rows.SkipLast(1), .. CodingRow.After(rows[^1], one)];
            else
                late.Add(id);
            return;
        }

        var begun = CodingRow.After(null, one);
        if (isSettled || changing.Contains(id))
        {
            kept[id] = begun;
            return;
        }

        Write(begun[0]);
        if (named.Contains(id))
            asked[id] = begun[0];
    }

    public override Task Write(CancellationToken cancellation) => table.Take(cancellation);

    public override async Task Settle(CancellationToken cancellation)
    {
        await Write(kept.Values.SelectMany(rows => rows), cancellation);
        isSettled = true;
    }

    public override async Task<Revised?> Finish(NpgsqlConnection events, NpgsqlConnection shadow, CancellationToken cancellation)
    {
        if (revised.Count == 0)
            return null;
        foreach (var (id, rows) in await CodingRow.Folded(events, catalog, study, late, lastSequence, cancellation))
            kept[id] = rows;
        late.Clear();
        var ids = revised.ToArray();
        await using (var command = new NpgsqlCommand($"delete from {Shadow.Schema}.{table.Table.Name} where id = any($1)", shadow) { CommandTimeout = 0, Parameters = { new() { Value = ids } } })
            await command.ExecuteNonQueryAsync(cancellation);
        await Write(ids.SelectMany(id => kept.GetValueOrDefault(id) ?? []), cancellation);
        return new(table.Table.Name, "id = any($2)", ids);
    }

    public override async Task<IReadOnlyList<Stated>> States(NpgsqlConnection events, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        // What is named is known beforehand; should anything else be asked for, it is folded from its events once.
        var unknown = ids.Where(id => !kept.ContainsKey(id) && !asked.ContainsKey(id)).ToHashSet();
        var folded = await CodingRow.Folded(events, catalog, study, unknown, lastSequence, cancellation);
        foreach (var id in unknown)
            asked[id] = folded.GetValueOrDefault(id)?[^1];
        return [.. ids.Select(id => kept.TryGetValue(id, out var rows) ? rows[^1] : asked[id]).OfType<CodingRow>().Select(row => row.Stated)];
    }

    private async Task Write(IEnumerable<CodingRow> rows, CancellationToken cancellation)
    {
        foreach (var portion in rows.Chunk(RowsPerPortion))
        {
            foreach (var row in portion)
                Write(row);
            await table.Take(cancellation);
        }

        await table.Finish(cancellation);
    }

    private void Write(CodingRow row)
    {
        var (coding, made) = (row.Coding, table.Made);
        made.Begin(new(coding.Id, row.From), (short)table.Table.Columns.Count);
        made.Text(study);
        made.Uuid(coding.Id);
        made.Text(coding.Key);
        made.Uuid(row.SheetId);
        made.Text(coding.Layer);
        made.Uuid(row.DocumentId);
        made.Integer(coding.Segment?.Revision);
        if (coding.Segment is { } segment)
            made.Range(segment.Start, segment.End);
        else
            made.Null();
        made.Uuid(coding.InterviewId);
        made.Uuids(coding.CodeIds);
        made.Bigint(row.From);
        made.Bigint(row.Until);
        made.Bigint(coding.Version);
        made.Bigint(row.Position);
        made.Json(coding);
        if (row.Contents is { } contents)
            made.Json(contents);
        else
            made.Null();
    }
}
