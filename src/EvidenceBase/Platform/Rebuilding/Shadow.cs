using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Tables like those that are shown, in a schema of their own, for one study at a time. They are made in a transaction and end with it: a
/// replay that is broken off, however that happens, leaves nothing behind. They are filled under a role that may read events and nothing else.
/// </summary>
internal sealed class Shadow(NpgsqlConnection connection)
{
    public const string Schema = "evidence_shadow";

    /// <summary>May read the event tables; owns nothing.</summary>
    public const string Role = "evidencebase_replay";

    /// <summary>While one connection works the others wait in their transactions, longer than others may.</summary>
    public const string Patience = "set local idle_in_transaction_session_timeout = 0";

    private const string Shown = "evidence.";

    public NpgsqlConnection Connection => connection;

    /// <param name="tables">Those that are shown, with their schema.</param>
    /// <param name="matched">Those of which the shadow takes only what differs.</param>
    /// <returns>Them with their columns.</returns>
    public async Task<IReadOnlyList<ShadowTable>> Create(IReadOnlyList<string> tables, IReadOnlyList<RowTable> matched, CancellationToken cancellation)
    {
        // Whole tables are joined: a little more memory saves them from being written to disk in hundreds of pieces.
        await Execute($"set local work_mem = '64MB'; {Patience}", cancellation);
        var created = new List<ShadowTable>();
        foreach (var table in tables)
        {
            var name = table[Shown.Length..];

            // It ends with the transaction, so that nothing is to be written ahead for it.
            await Execute($"create unlogged table {Schema}.{name} (like evidence.{name})", cancellation);
            await Execute($"grant select, insert, update, delete on {Schema}.{name} to {Role}", cancellation);
            var columns = await Columns(name, cancellation);
            var rows = matched.SingleOrDefault(one => one.Name == name);
            if (rows is not null)
            {
                if (!rows.Columns.SequenceEqual(columns.Select(column => column.Name)))
                    throw new InvalidOperationException($"The table {table} has the columns {string.Join(", ", columns.Select(column => column.Name))}; this version of the software makes {rows.List}.");

                // Rows that are shown come here from the service; who makes rows may not read them.
                await Execute($"create unlogged table {Schema}.{ShadowTable.ShownOf(name)} (like evidence.{name})", cancellation);
                await Execute($"grant insert on {Schema}.{ShadowTable.ShownOf(name)} to {Role}", cancellation);
            }

            created.Add(new(name, columns, rows is not null));
        }

        return created;
    }

    /// <summary>From here on this connection reads the event tables, writes the shadow, and can do nothing else.</summary>
    public Task ActAsReplay(CancellationToken cancellation) => Execute($"set local role {Role}", cancellation);

    /// <summary>Acts as the service again.</summary>
    public Task ActAsService(CancellationToken cancellation) => Execute("set local role none", cancellation);

    /// <summary>
    /// Puts rows that were found the same on both sides (<see cref="RowMatch"/>) back to both, to be changed on the one. The connection is in the role of
    /// the replay, and sees what was compared.
    /// </summary>
    public async Task BringBack(RowTable table, string study, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        await ActAsService(cancellation);
        var (made, otherwise, id) = ($"{Schema}.{table.Name}", $"{Schema}.{ShadowTable.ShownOf(table.Name)}", table.Columns[table.Id!.Value]);
        await using (var command = new NpgsqlCommand(
            $"""
            with same as (
                insert into {made} select * from evidence.{table.Name} shown
                where study = $1 and {id} = any($2)
                    and not exists (select from {made} other where other.{id} = shown.{id}) and not exists (select from {otherwise} other where other.{id} = shown.{id})
                returning *)
            insert into {otherwise} select * from same
            """,
            connection)
        {
            CommandTimeout = 0,
            Parameters = { new() { Value = study }, new() { Value = ids.ToArray() } },
        })
        {
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await ActAsReplay(cancellation);
    }

    public Task Drop(IReadOnlyList<ShadowTable> tables, CancellationToken cancellation) =>
        Execute($"drop table {string.Join(", ", tables.SelectMany(table => table.Tables))}", cancellation);

    private async Task<IReadOnlyList<ShadowColumn>> Columns(string table, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select a.attname::text, a.atttypid = 'json'::regtype, coalesce(a.attnum = any(i.indkey), false)
            from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
            where a.attrelid = $1::regclass and a.attnum > 0 and not a.attisdropped
            order by a.attnum
            """,
            connection)
        {
            Parameters = { new() { Value = $"evidence.{table}" } },
        };
        var columns = new List<ShadowColumn>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            columns.Add(new(reader.GetString(0), reader.GetBoolean(1), reader.GetBoolean(2)));

        // A table without a primary key is a set of rows.
        return columns.Exists(column => column.IsKey) ? columns : [.. columns.Select(column => column with { IsKey = true })];
    }

    private async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
