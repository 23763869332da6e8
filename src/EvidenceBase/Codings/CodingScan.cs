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
internal sealed class CodingScan
{
    private readonly NpgsqlConnection connection;
    private readonly string study;
    private readonly StateSource source;
    private readonly Position moment;
    private readonly Dictionary<Guid, Document> documents;

    private CodingScan(
        NpgsqlConnection connection, string study, StateSource source, Position moment, Codebook codebook, Dictionary<Guid, Document> documents) =>
        (this.connection, this.study, this.source, this.moment, Codebook, this.documents) = (connection, study, source, moment, codebook, documents);

    /// <summary>That of the moment.</summary>
    public Codebook Codebook { get; }

    /// <param name="document">The one document whose codings are looked at; null where it may be all.</param>
    public static async Task<CodingScan> Open(
        NpgsqlConnection connection, string study, StateSource source, Position moment, Guid? document, CancellationToken cancellation)
    {
        var codebook = await source.LoadKind(Kinds.Codebook, cancellation) is [{ State: Codebook book }, ..] ? book : Codebook.Empty;
        var stated = document is { } one ? await source.Load([one], cancellation) : await source.LoadKind(Kinds.Document, cancellation);
        var documents = stated.Where(found => found.State is Document).ToDictionary(found => found.Id, found => (Document)found.State);
        return new(connection, study, source, moment, codebook, documents);
    }

    public async Task<IReadOnlyList<FlaggedCoding>> Read(CodingFilter filter, CancellationToken cancellation)
    {
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
            [.. row.Codes.Where(code => Codebook.IsRedefinedSince(code, codebookVersion))],
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
            $"""
            select id, layer, code_ids, (state ->> 'codebookVersion')::bigint, position, document_id, coalesce(revision, 0),
                   coalesce(lower(segment), 0), coalesce(upper(segment), 0), interview_id
            from evidence.coding
            where {CodingFilter.Condition}
              and ($7::uuid[] is null or code_ids && $7) and ($8::uuid[] is null or document_id = any($8))
            """,
            connection);
        filter.Bind(command, study, moment);
        command.Parameters.Add(Ids(filter.Redefined is true ? Codebook.Codes.Where(code => code.Version > 1).Select(code => code.Id) : null));
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
