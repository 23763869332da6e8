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

internal sealed record ShadowColumn(string Name, bool IsJson, bool IsKey)
{
    /// <summary>Quoted, and as something that can be compared.</summary>
    public string Of(string table) => $"{table}.\"{Name}\"{(IsJson ? "::text" : string.Empty)}";
}

/// <summary>A table that is shown, and the statements that set it beside its shadow. <c>$1</c> is the study.</summary>
/// <param name="IsMatched">
/// Rows that were made as they are shown are in neither table of the shadow (<see cref="RowMatch"/>): one has what was made otherwise, the other
/// what is shown otherwise.
/// </param>
internal sealed record ShadowTable(string Name, IReadOnlyList<ShadowColumn> Columns, bool IsMatched)
{
    /// <summary>Those of the shadow.</summary>
    public IEnumerable<string> Tables => IsMatched ? [Made, Otherwise] : [Made];

    private string Made => $"{Shadow.Schema}.{Name}";

    private string Otherwise => $"{Shadow.Schema}.{ShownOf(Name)}";

    private bool HasUniqueKey => Columns.Any(column => !column.IsKey);

    private string Fewer => $"(select count(*) from evidence.{Name} where study = $1) < (select count(*) from {Made})";

    private string Differ => !HasUniqueKey
        ? "false"
        : $"({List("shown")}) is distinct from ({List("made")})";

    /// <summary>Every row that stands on one side only, or differs: the row that is shown and the one that was made, as JSON.</summary>
    public string Differences =>
        $"""
        select row_to_json(shown)::text, row_to_json(made)::text
        from (select * from {(IsMatched ? Otherwise : $"evidence.{Name}")} where study = $1) shown full join {Made} made on {KeysMatch("shown", "made")}
        where shown.study is null or made.study is null or {Differ}
        """;

    /// <summary>Lets the planner know how many rows it has to do with: none of the shadow, or as many as there is history.</summary>
    public string Analyze => $"analyze {string.Join(", ", Tables)}";

    /// <summary>Removes what is shown and was not made so.</summary>
    public string RemoveOthers =>
        $"""
        delete from evidence.{Name} shown {(IsMatched ? $"using {Otherwise} other" : string.Empty)}
        where shown.study = $1 {(IsMatched ? $"and {KeysMatch("shown", "other")}" : string.Empty)} and not exists (
            select from {Made} made where {KeysMatch("shown", "made")} and not ({Differ}))
        """;

    /// <summary>
    /// Puts in what was made and is not shown, once all that was not made so is removed. Where keys are unique and all rows are in the shadow, as
    /// many rows on both sides are the same.
    /// </summary>
    public string PutIn =>
        $"""
        insert into evidence.{Name} ({string.Join(", ", Columns.Select(column => $"\"{column.Name}\""))})
        select {string.Join(", ", Columns.Select(column => $"made.\"{column.Name}\""))} from {Made} made
        where {(HasUniqueKey && !IsMatched ? Fewer : "true")} and not exists (select from evidence.{Name} shown where shown.study = $1 and {KeysMatch("shown", "made")})
        """;

    /// <summary>The table of the shadow that has what is shown otherwise.</summary>
    public static string ShownOf(string name) => $"{name}_shown";

    /// <summary>Rows that were changed after they had been set side by side are looked at as they are shown now.</summary>
    public IReadOnlyList<string> Refresh(Revised revised) =>
    [
        $"delete from {Otherwise} where study = $1 and {revised.Condition}",
        $"insert into {Otherwise} select * from evidence.{Name} where study = $1 and {revised.Condition}",
    ];

    private string KeysMatch(string one, string other) =>
        string.Join(" and ", Columns.Where(column => column.IsKey).Select(column => $"{column.Of(one)} = {column.Of(other)}"));

    private string List(string table) => string.Join(", ", Columns.Where(column => !column.IsKey).Select(column => column.Of(table)));
}

/// <summary>Rows of a table that were made anew after all had been set beside what is shown.</summary>
/// <param name="Condition">Which; <c>$2</c> is the value.</param>
internal sealed record Revised(string Table, string Condition, object Value);
