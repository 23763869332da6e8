using System.Collections.Immutable;
using System.Text.Json;
using EvidenceBase.Record.Documents;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Matrices;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Matrices;

/// <summary>
/// Reads the flat table of codings, whole or – document by document, interview by interview – what has changed since a position.
/// </summary>
internal sealed class CodedMaterialReading(NpgsqlConnection connection, string study, CodedMaterial known)
{
    /// <summary>A first reading of many codings takes its time.</summary>
    private const int Seconds = 300;

    private readonly NumberedNames<Guid> codes = new(known.Codes);
    private readonly NumberedNames<string> layers = new(known.Layers);

    /// <param name="position">The latest that the connection's snapshot shows.</param>
    public async Task<CodedMaterial> Advance(long position, CancellationToken cancellation)
    {
        var (documents, interviews) = known.Position == 0 ? (null, null) : await Changed(cancellation);
        var spans = await Spans(documents, cancellation);
        var changed = await Documents(documents, spans, cancellation);
        var statements = await Statements(interviews, cancellation);
        return new(position, codes.Names, layers.Names, known.Documents.RemoveRange(documents ?? []).SetItems(changed), known.Statements.SetItems(statements));
    }

    /// <summary>The documents and the interviews about which anything was recorded since: the index of positions knows what each event names.</summary>
    private async Task<(Guid[] Documents, Guid[] Interviews)> Changed(CancellationToken cancellation)
    {
        await using var command = Command(
            """
            with touched as (select distinct unnest(about) as id from evidence.study_position where study = $1 and position > $2),
                 codings as (select c.document_id, c.interview_id from evidence.coding c join touched t on t.id = c.id where c.study = $1)
            select s.id, true from evidence.state s join touched t on t.id = s.id where s.study = $1 and s.kind = 'document'
            union select document_id, true from codings where document_id is not null
            union select interview_id, false from codings where document_id is null
            """,
            known.Position);
        var (documents, interviews) = (new List<Guid>(), new List<Guid>());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            (reader.GetBoolean(1) ? documents : interviews).Add(reader.GetGuid(0));
        return ([.. documents], [.. interviews]);
    }

    private async Task<Dictionary<Guid, List<CodedSpan>>> Spans(Guid[]? documents, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            select document_id, id, code_ids[1], layer, revision, lower(segment), upper(segment), from_position, coalesce(to_position, 9223372036854775807)
            from evidence.coding where study = $1 and segment is not null and ($2::uuid[] is null or document_id = any($2))
            """,
            documents);
        var found = new Dictionary<Guid, List<CodedSpan>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!found.TryGetValue(reader.GetGuid(0), out var spans))
                found[reader.GetGuid(0)] = spans = [];
            var from = reader.GetInt64(7);
            spans.Add(new(
                reader.GetGuid(1),
                codes.NumberOf(reader.GetGuid(2)),
                layers.NumberOf(reader.GetString(3)),
                reader.GetInt32(4),
                reader.GetInt32(5),
                reader.GetInt32(6),
                from,
                reader.GetInt64(8),
                from));
        }

        return found;
    }

    private async Task<List<KeyValuePair<Guid, CodedDocument>>> Documents(
        Guid[]? wanted, Dictionary<Guid, List<CodedSpan>> spans, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            select s.id, s.data::text, array[s.created_position] || array(
                select p.position from evidence.mt_events e join evidence.study_position p on p.study = e.tenant_id and p.sequence = e.seq_id
                where e.tenant_id = s.study and e.stream_id = s.id and e.type = 'document_revised' order by p.position), array(
                select p.position from evidence.mt_events e join evidence.study_position p on p.study = e.tenant_id and p.sequence = e.seq_id
                where e.tenant_id = s.study and e.stream_id = s.id and e.type in ('document_change_undone', 'document_change_redone') and (e.data ->> 'from')::bigint = 1 order by p.position),
                (select e.data::text from evidence.mt_events e where s.data::text = 'null' and e.tenant_id = s.study and e.stream_id = s.id and e.version = 1)
            from evidence.state s where s.study = $1 and s.kind = 'document' and ($2::uuid[] is null or s.id = any($2))
            """,
            wanted);
        var found = new List<KeyValuePair<Guid, CodedDocument>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var id = reader.GetGuid(0);
            var document = reader.IsDBNull(4) ? Read<Document>(reader.GetString(1)) : (Document)DocumentStream.Definition.Evolve(null, Read<DocumentDeposited>(reader.GetString(4)))!;
            var interview = document.BelongsTo is { Kind: Kinds.Interview } owner ? owner.Id : (Guid?)null;
            found.Add(new(id, new(id, document, interview, [.. reader.GetFieldValue<long[]>(2)], InOrder(spans.GetValueOrDefault(id, [])), [.. reader.GetFieldValue<long[]>(3)])));
        }

        return found;
    }

    private async Task<List<KeyValuePair<Guid, ImmutableArray<CountedStatement>>>> Statements(Guid[]? interviews, CancellationToken cancellation)
    {
        await using var command = Command(
            """
            select interview_id, id, code_ids, layer, coalesce(state ->> 'cases', '[]'), from_position, coalesce(to_position, 9223372036854775807)
            from evidence.coding where study = $1 and document_id is null and ($2::uuid[] is null or interview_id = any($2))
            """,
            interviews);
        var found = new List<(Guid Interview, CountedStatement Statement)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetGuid(0), new(
                reader.GetGuid(1),
                [.. reader.GetFieldValue<Guid[]>(2).Select(codes.NumberOf)],
                layers.NumberOf(reader.GetString(3)),
                JsonSerializer.Deserialize<ImmutableArray<Guid>>(reader.GetString(4)),
                reader.GetInt64(5),
                reader.GetInt64(6),
                reader.GetInt64(5))));
        }

        return [.. found.GroupBy(one => one.Interview, one => one.Statement).Select(group => KeyValuePair.Create(group.Key, group.ToImmutableArray()))];
    }

    private static TValue Read<TValue>(string json) => JsonSerializer.Deserialize<TValue>(json, RecordJson.Options)!;

    /// <summary>A coding that was moved has several rows, and was made when the first of them began.</summary>
    private static ImmutableArray<CodedSpan> InOrder(List<CodedSpan> spans)
    {
        if (spans.Exists(span => span.Until != long.MaxValue))
        {
            var made = spans.GroupBy(span => span.Id).ToDictionary(group => group.Key, group => group.Min(span => span.From));
            spans = [.. spans.Select(span => span with { Made = made[span.Id] })];
        }

        return [.. spans.OrderBy(span => span.Start).ThenBy(span => span.End)];
    }

    private NpgsqlCommand Command(string sql, Guid[]? ids) => new(sql, connection)
    {
        CommandTimeout = Seconds,
        Parameters = { new() { Value = study }, new() { Value = (object?)ids ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid } },
    };

    private NpgsqlCommand Command(string sql, long position) =>
        new(sql, connection) { CommandTimeout = Seconds, Parameters = { new() { Value = study }, new() { Value = position } } };

    /// <summary>Names in the order in which they were first met, and the number of each.</summary>
    private sealed class NumberedNames<TName>(ImmutableList<TName> known)
        where TName : notnull
    {
        private readonly Dictionary<TName, int> numbers = known.Select((name, number) => (name, number)).ToDictionary();

        public ImmutableList<TName> Names => [.. numbers.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

        public int NumberOf(TName name)
        {
            if (!numbers.TryGetValue(name, out var number))
                numbers[name] = number = numbers.Count;
            return number;
        }
    }
}
