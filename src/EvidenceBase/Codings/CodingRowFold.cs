using System.Text.Json;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>
/// The rows of codings from the whole history. A coding to which nothing happened after it was made is written at once; only those that were
/// moved, noted, confirmed or removed are kept until the end.
/// </summary>
/// <param name="changing">The codings to which something happens later, as far as it is known at the beginning.</param>
internal sealed class CodingRowFold(string study, string schema, HashSet<Guid> changing) : RowFold
{
    private readonly List<CodingRow> settled = [];
    private readonly Dictionary<Guid, List<CodingRow>> kept = [];

    /// <summary>What came to a coding that had been thought to be settled: it was recorded while the history was being read.</summary>
    private readonly List<(Guid Id, PositionedEvent Event)> late = [];

    public override void Take(PositionedEvent one)
    {
        if (Sheet.CodingIdOf(one.Data) is not { } id)
            return;
        if (!CodingRow.Beginnings.Contains(one.Data.GetType()))
        {
            if (kept.TryGetValue(id, out var rows))
                Advance(rows, one);
            else
                late.Add((id, one));
        }
        else if (changing.Contains(id))
        {
            kept[id] = [.. CodingRow.After(null, one)];
        }
        else
        {
            settled.AddRange(CodingRow.After(null, one));
        }
    }

    public override async Task Write(NpgsqlConnection shadow, bool isLast, CancellationToken cancellation)
    {
        await Copy(shadow, settled, cancellation);
        settled.Clear();
        if (late.Count > 0)
            await Reopen(shadow, cancellation);
        if (!isLast)
            return;
        await Copy(shadow, kept.Values.SelectMany(rows => rows), cancellation);
        kept.Clear();
    }

    public override async Task<IReadOnlyList<Stated>> States(NpgsqlConnection shadow, IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        [.. (await CodingRow.Last(shadow, study, [.. ids], cancellation, schema)).Values.Select(row => row.Stated)];

    private static void Advance(List<CodingRow> rows, PositionedEvent one)
    {
        var after = CodingRow.After(rows[^1], one);
        rows.RemoveAt(rows.Count - 1);
        rows.AddRange(after);
    }

    private async Task Reopen(NpgsqlConnection shadow, CancellationToken cancellation)
    {
        var ids = late.Select(one => one.Id).Distinct().ToArray();
        foreach (var (id, row) in await CodingRow.Last(shadow, study, ids, cancellation, schema))
            kept[id] = [row];
        await using (var command = new NpgsqlCommand($"delete from {schema}.coding where id = any($1)", shadow) { Parameters = { new() { Value = ids } } })
            await command.ExecuteNonQueryAsync(cancellation);
        foreach (var (id, one) in late)
        {
            if (kept.TryGetValue(id, out var rows))
                Advance(rows, one);
        }

        late.Clear();
    }

    private async Task Copy(NpgsqlConnection shadow, IEnumerable<CodingRow> rows, CancellationToken cancellation)
    {
        await using var copy = await shadow.BeginBinaryImportAsync(
            $"""
            copy {schema}.coding (study, id, key, sheet_id, layer, document_id, revision, segment, interview_id, code_ids, from_position, to_position, version, position, state, contents)
            from stdin (format binary)
            """,
            cancellation);
        foreach (var row in rows)
        {
            var coding = row.Coding;
            copy.StartRow();
            copy.Write(study, NpgsqlDbType.Varchar);
            copy.Write(coding.Id, NpgsqlDbType.Uuid);
            copy.WriteOrNull(coding.Key, NpgsqlDbType.Text);
            copy.Write(row.SheetId, NpgsqlDbType.Uuid);
            copy.Write(coding.Layer, NpgsqlDbType.Text);
            copy.WriteOrNull(row.DocumentId, NpgsqlDbType.Uuid);
            copy.WriteOrNull(coding.Segment?.Revision, NpgsqlDbType.Integer);
            copy.WriteOrNull(Range(coding.Segment), NpgsqlDbType.IntegerRange);
            copy.WriteOrNull(coding.InterviewId, NpgsqlDbType.Uuid);
            copy.Write(coding.CodeIds.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
            copy.Write(row.From, NpgsqlDbType.Bigint);
            copy.WriteOrNull(row.Until, NpgsqlDbType.Bigint);
            copy.Write(coding.Version, NpgsqlDbType.Bigint);
            copy.Write(row.Position, NpgsqlDbType.Bigint);
            copy.Write(JsonSerializer.SerializeToUtf8Bytes(coding, RecordJson.Options), NpgsqlDbType.Json);
            copy.WriteOrNull(row.Contents?.ToJson(), NpgsqlDbType.Json);
        }

        await copy.CompleteAsync(cancellation);
    }

    private static NpgsqlRange<int>? Range(Segment? segment) => segment is null
        ? null
        : new(segment.Start, lowerBoundIsInclusive: true, segment.End, upperBoundIsInclusive: false);
}
