using System.Text.Json;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Intake;

/// <summary>Reads receipts, what became of their lines, and the dead letters: one's own, or everybody's for who manages the study.</summary>
public sealed class IntakeReads(NpgsqlDataSource database)
{
    /// <summary>Whose receipts the caller is shown; null for everybody's.</summary>
    public static string? Whose(HttpContext http) => GrantedRights.Include(http, Right.Manage) ? null : Caller.Required(http).Name;

    /// <summary>A dead letter that is about to be replayed, or whose line came through after all, is none.</summary>
    private const string Lines =
        """
        evidence.intake_receipt r
        join evidence.intake_line l on l.study = r.study and l.receipt = r.id
        left join evidence.intake_outcome o on o.line = l.id
        left join evidence.wolverine_dead_letters d on d.id = l.id and o.line is null and d.replayable is not true
        """;

    /// <summary>A page of receipts and one more, the latest first.</summary>
    /// <param name="actor">Whose they are; null for everybody's.</param>
    public Task<List<ReceiptProgress>> Receipts(string study, string? actor, ListPage page, CancellationToken cancellation) => Read(
        $"""
        select r.id, r.accepted_at, r.actor, count(*), count(o.coding), count(o.refusal), count(*) - count(o.line) - count(d.id), count(d.id)
        from {Lines}
        where r.study = $1 and r.id in (
            select id from evidence.intake_receipt
            where study = $1 and ($2::text is null or actor = $2) and (id < $3 or $3 = '00000000-0000-0000-0000-000000000000')
            order by id desc limit $4)
        group by r.study, r.id order by r.id desc
        """,
        [study, actor, page.AfterId, page.Limit + 1],
        row => new ReceiptProgress(
            row.GetGuid(0),
            row.GetFieldValue<DateTimeOffset>(1),
            row.GetString(2),
            row.GetInt64(3),
            row.GetInt64(4),
            row.GetInt64(5),
            row.GetInt64(6),
            row.GetInt64(7)),
        cancellation);

    public async Task<ReceiptView?> Receipt(string study, string? actor, Guid receipt, CancellationToken cancellation)
    {
        var rows = await Read(
            $"""
            select r.accepted_at, r.actor, l.line, l.id, o.coding, o.refusal::text, d.id is not null
            from {Lines} where r.study = $1 and ($2::text is null or r.actor = $2) and r.id = $3 order by l.line
            """,
            [study, actor, receipt],
            row => (AcceptedAt: row.GetFieldValue<DateTimeOffset>(0), Actor: row.GetString(1), Line: ReadLine(row, 2)),
            cancellation);
        return rows is [var first, ..] ? new(receipt, first.AcceptedAt, first.Actor, [.. rows.Select(row => row.Line)]) : null;
    }

    /// <summary>One line of the study, by its id, and the receipt that it belongs to.</summary>
    public async Task<(Guid Receipt, LineView Line)?> Line(string study, string? actor, Guid line, CancellationToken cancellation) => await Read(
        $"""
        select r.id, l.line, l.id, o.coding, o.refusal::text, d.id is not null
        from {Lines} where r.study = $1 and ($2::text is null or r.actor = $2) and l.id = $3
        """,
        [study, actor, line],
        row => (row.GetGuid(0), ReadLine(row, 1)),
        cancellation) is [var found] ? found : null;

    /// <summary>A page of dead letters and one more, the earliest first.</summary>
    public Task<List<DeadLetterView>> DeadLetters(string study, string? actor, ListPage page, CancellationToken cancellation) => Read(
        $"""
        select l.id, r.id, l.line, r.actor, r.accepted_at, d.exception_type, d.exception_message
        from {Lines} where r.study = $1 and ($2::text is null or r.actor = $2) and d.id is not null and l.id > $3 order by l.id limit $4
        """,
        [study, actor, page.AfterId, page.Limit + 1],
        row => new DeadLetterView(
            row.GetGuid(0), row.GetGuid(1), row.GetInt32(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), row.GetString(5), row.GetString(6)),
        cancellation);

    private static LineView ReadLine(NpgsqlDataReader row, int first)
    {
        var coding = row.IsDBNull(first + 2) ? (Guid?)null : row.GetGuid(first + 2);
        var refusal = row.IsDBNull(first + 3) ? null : JsonSerializer.Deserialize<Refusal>(row.GetString(first + 3), RecordJson.Options);
        var state = (coding, refusal) switch
        {
            ({ }, _) => LineState.Applied,
            (_, { }) => LineState.Refused,
            _ => row.GetBoolean(first + 4) ? LineState.Dead : LineState.Waiting,
        };
        return new(row.GetInt32(first), row.GetGuid(first + 1), state, coding, refusal);
    }

    private async Task<List<T>> Read<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(value is null ? new() { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text } : new() { Value = value });
        var rows = new List<T>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            rows.Add(read(reader));
        return rows;
    }
}
