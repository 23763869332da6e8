using System.Globalization;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Codebooks;
using EvidenceBase.Record.Codings;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Codings;

/// <summary>
/// Codings as they stood at a moment, looked at through the codebook and the revisions of that moment. Only rows that can have a flag are read
/// where one is asked for: those of codes that were ever changed, those of documents that were ever revised.
/// </summary>
internal sealed class CodingScan(NpgsqlConnection connection, string study, StateSource source, Position moment)
{
    private Codebook codebook = Codebook.Empty;
    private Dictionary<Guid, Document> documents = [];

    public async Task<IReadOnlyList<FlaggedCoding>> Read(CodingFilter filter, CancellationToken cancellation)
    {
        codebook = await source.LoadKind(Kinds.Codebook, cancellation) is [{ State: Codebook book }, ..] ? book : Codebook.Empty;
        var stated = filter.Document is { } one ? await source.Load([one], cancellation) : await source.LoadKind(Kinds.Document, cancellation);
        documents = stated.Where(document => document.State is Document).ToDictionary(document => document.Id, document => (Document)document.State);
        var rows = await Rows(filter, cancellation);
        var since = rows.Where(row => row.Changed > moment.Number).Select(row => row.Id).ToArray();
        var then = since.Length == 0
            ? []
            : (await source.Load(since, cancellation)).ToDictionary(coding => coding.Id, coding => ((Coding)coding.State).CodebookVersion);
        var interviews = filter.Order == CodingOrder.Place ? await Interviews(rows, cancellation) : [];
        return
        [
            .. rows.Select(row => Flagged(row, then.GetValueOrDefault(row.Id, row.CodebookVersion), filter.Order, interviews))
                .Where(coding => filter.Redefined is not { } redefined || coding.Redefined == redefined)
                .Where(coding => filter.Orphaned is not { } orphaned || coding.Orphaned == orphaned)
                .OrderBy(coding => coding.Order, StringComparer.Ordinal).ThenBy(coding => coding.Id),
        ];
    }

    private FlaggedCoding Flagged(Row row, long codebookVersion, CodingOrder order, Dictionary<Guid, string> interviews)
    {
        var place = row is { Document: { } id, Revision: > 0 } && documents.TryGetValue(id, out var document)
            ? document.Locate(row.Start, row.End, row.Revision, document.Latest().Number)
            : default(MappedRange?);
        return new(
            row.Id,
            row.Layer,
            row.Codes,
            [.. row.Codes.Where(code => codebook.IsRedefinedSince(code, codebookVersion))],
            place is { Fate: Fate.Deleted },
            order switch
            {
                CodingOrder.Codebook => codebookVersion.ToString("D19", CultureInfo.InvariantCulture),
                CodingOrder.Place when place is { } at => string.Create(CultureInfo.InvariantCulture, $"0{documents[row.Document!.Value].Key}/{at.Start:D10}"),
                CodingOrder.Place when row.Document is { } shown && documents.TryGetValue(shown, out var other) => $"0{other.Key}/~",
                CodingOrder.Place => $"1{(row.Interview is { } interview ? interviews.GetValueOrDefault(interview) : null)}",
                _ => string.Empty,
            });
    }

    private async Task<List<Row>> Rows(CodingFilter filter, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, layer, code_ids, (state ->> 'codebookVersion')::bigint, position, document_id, coalesce(revision, 0),
                   coalesce(lower(segment), 0), coalesce(upper(segment), 0), interview_id
            from evidence.coding
            where study = $1 and from_position <= $2 and (to_position is null or to_position > $2)
              and ($3::uuid is null or document_id = $3) and ($4::uuid is null or interview_id = $4)
              and ($5::uuid is null or code_ids @> array[$5::uuid]) and ($6::text[] is null or layer = any($6))
              and ($7::uuid[] is null or code_ids && $7) and ($8::uuid[] is null or document_id = any($8))
            """,
            connection);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = moment.Number });
        foreach (var id in new[] { filter.Document, filter.Interview, filter.Code })
            command.Parameters.Add(new() { Value = (object?)id ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = (object?)filter.Layers ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text });
        command.Parameters.Add(Ids(filter.Redefined is true ? codebook.Codes.Where(code => code.Version > 1).Select(code => code.Id) : null));
        command.Parameters.Add(Ids(filter.Orphaned is true ? documents.Where(one => one.Value.Revisions.Count > 1).Select(one => one.Key) : null));
        var rows = new List<Row>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(new(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetFieldValue<Guid[]>(2),
                reader.GetInt64(3),
                reader.GetInt64(4),
                reader.IsDBNull(5) ? null : reader.GetGuid(5),
                reader.GetInt32(6),
                reader.GetInt32(7),
                reader.GetInt32(8),
                reader.IsDBNull(9) ? null : reader.GetGuid(9)));
        }

        return rows;
    }

    private async Task<Dictionary<Guid, string>> Interviews(List<Row> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select id, key from evidence.state where study = $1 and id = any($2)", connection);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(Ids(rows.Where(row => row.Document is null).Select(row => row.Interview).OfType<Guid>().Distinct()));
        var keys = new Dictionary<Guid, string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            keys[reader.GetGuid(0)] = reader.GetString(1);
        return keys;
    }

    private static NpgsqlParameter Ids(IEnumerable<Guid>? ids) =>
        new() { Value = (object?)ids?.ToArray() ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    /// <param name="Changed">The position of the last event about the coding in this place, which may be later than the moment.</param>
    private sealed record Row(
        Guid Id, string Layer, Guid[] Codes, long CodebookVersion, long Changed, Guid? Document, int Revision, int Start, int End, Guid? Interview);
}
