using System.Globalization;
using EvidenceBase.Platform.Rebuilding;
using Npgsql;

namespace EvidenceBase.IntegrationTests.Platform.Rebuilding;

/// <summary>Rows that were made are set beside rows that are shown, byte for byte as PostgreSQL copies them.</summary>
public sealed class RowMatchTests(SharedService shared)
{
    private static readonly RowTable Table = new("matched", ["id", "number", "words"], Id: 0, Number: 1);

    [Fact]
    public async Task Given_values_of_every_kind_when_rows_of_them_are_copied_in_and_out_then_they_are_byte_for_byte_as_they_were_written()
    {
        await using var connection = await shared.Running.Superuser.OpenConnectionAsync();
        await Execute(connection, "create temporary table every_kind (a text, b uuid, c uuid[], d bigint, e int, f int4range, g timestamptz, h json, i smallint, j jsonb)");
        using var written = new RowWriter();
        Dictionary<string, string> facts = new() { ["longer"] = "\"\\/\b\f\n\r\t\u0001\u001f\u007f", ["z"] = "行 🙂", ["é"] = string.Empty, ["aa"] = "x", ["B"] = "<&>'" };
        Guid[][] lists = [[], [Guid.NewGuid()], [Guid.NewGuid(), Guid.Empty]];
        for (var row = 0; row < 6; row++)
        {
            written.Begin(new(Guid.Empty, row), 10);
            written.Text(row == 0 ? null : row == 1 ? string.Empty : $"línea 行 شاهد 🙂 {row}");
            written.Uuid(row == 0 ? null : Guid.NewGuid());
            written.Uuids(lists[row % 3]);
            written.Bigint(row == 0 ? null : long.MaxValue - row);
            written.Integer(row == 0 ? null : -row);
            if (row == 0)
                written.Null();
            else
                written.Range(row, 2 * row - (row == 2 ? 2 : 0));
            written.Timestamp(new DateTimeOffset(2026, 3, 1, 12, 0, row, TimeSpan.FromHours(8)).AddMicroseconds(row));
            written.Json(new { Text = "“q” \"quoted\"\n行", Number = row });
            written.Smallint((short)-row);
            written.Jsonb(facts.Take(row).ToDictionary());
        }

        var expected = Enumerable.Range(0, written.Count).Select(row => Convert.ToHexString(written.Row(row))).ToList();

        await written.CopyTo(connection, "every_kind", TestContext.Current.CancellationToken);

        var read = new List<string>();
        await foreach (var block in CopiedRows.Read(connection, "select * from every_kind"))
            read.AddRange(Enumerable.Range(0, block.Count).Select(row => Convert.ToHexString(block.Row(row))));
        read.ShouldBe(expected);
        written.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData(1_000, "id")]
    [InlineData(40_000, "number")]
    [InlineData(40_000, "number desc")]
    [InlineData(40_000, "md5(number::text)")]
    public async Task Given_rows_in_any_order_when_they_are_set_beside_those_that_are_shown_then_what_differs_is_put_aside_and_nothing_else(int rows, string order)
    {
        await using var connection = await shared.Running.Superuser.OpenConnectionAsync();
        await using var shown = await shared.Running.Superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var name in new[] { Table.Name, ShadowTable.ShownOf(Table.Name) })
            await Execute(connection, $"create table {Shadow.Schema}.{name} (id uuid, number bigint, words text)");
        var query = $"select lpad(to_hex(number), 32, '0')::uuid as id, number, case number when 7 then 'altered' else 'words of ' || number end as words from generate_series(2::bigint, {rows} + 1) number order by {order}";
        await using var match = new RowMatch(Table, connection, CopiedRows.Read(shown, query));

        for (var number = 1; number <= rows; number++)
        {
            var id = Guid.ParseExact(number.ToString("x32", CultureInfo.InvariantCulture), "N");
            match.Made.Begin(new(id, number), 3);
            match.Made.Uuid(id);
            match.Made.Bigint(number);
            match.Made.Text($"words of {number}");
            if (number % 1_000 == 0)
                await match.Take(TestContext.Current.CancellationToken);
        }

        await match.Finish(TestContext.Current.CancellationToken);

        // The first is not shown, the seventh otherwise, and one more is shown than was made. Where the order has nothing in common, rows that are the same may
        // have gone there too, always on both sides.
        (await Others(connection)).ShouldBe(["made 1", "made 7", $"shown {rows + 1}", "shown 7"]);
    }

    private static async Task<List<string>> Others(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select case when m.number is null then 'shown ' || s.number else 'made ' || m.number end
            from {Shadow.Schema}.matched m full join {Shadow.Schema}.matched_shown s on (s.id, s.number, s.words) = (m.id, m.number, m.words)
            where m.number is null or s.number is null
            """,
            connection);
        var others = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            others.Add(reader.GetString(0));
        return [.. others.Order(StringComparer.Ordinal)];
    }

    private static async Task Execute(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
