using System.Data;
using System.Runtime.InteropServices;
using Npgsql;

namespace EvidenceBase.Codings;

/// <summary>Temporary tables of one connection in which a batch waits while it arrives; words lie there as in the vault, sealed.</summary>
internal sealed class LargeStage(NpgsqlConnection connection, string study) : IAsyncDisposable
{
    private const string Texts = "coding_batch_text";

    private readonly Dictionary<string, int> ordinals = [];
    private readonly List<string> sheets = [];
    private readonly List<int> added = [];

    /// <summary>How many codings there are.</summary>
    public int Count => added.Sum();

    /// <summary>The keys of the sheets that the batch writes to.</summary>
    public string[] Sheets => [.. sheets];

    /// <summary>How many codings each of them gets.</summary>
    public IReadOnlyList<int> Added => added;

    /// <summary>Outside of a transaction: an upload may take long, and a transaction must not.</summary>
    public Task Create(CancellationToken cancellation) => Run(
        $"{BatchRows.Table}; create temporary table {Texts} (study varchar not null, handle uuid not null, holder uuid not null, nonce bytea not null, ciphertext bytea not null)",
        cancellation);

    public async Task Add(BatchDecisions portion, CancellationToken cancellation)
    {
        await BatchRows.Copy(connection, portion.Decided, Place, cancellation);
        await BatchRows.Vault(connection, study, portion.Sealed, cancellation, Texts);
    }

    /// <summary>Lines with a key that an earlier line has; those of one portion were found when they were decided.</summary>
    public async Task<IReadOnlyList<LineProblem>> KeysGivenTwice(CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select line, key from (select line, key, row_number() over (partition by key order by line) as time from coding_batch where key is not null) given
            where time > 1 order by line
            """,
            connection) { CommandTimeout = BatchRows.LongestWrite };
        var twice = new List<LineProblem>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var taken = BatchDecisions.KeyTaken(reader.GetString(1));
            twice.Add(new(reader.GetInt32(0), taken.Type, taken.Detail, taken.Field));
        }

        return twice;
    }

    /// <summary>Before appending: the planner knows nothing of temporary tables by itself.</summary>
    public Task Analyze(CancellationToken cancellation) => Run("analyze coding_batch", cancellation);

    /// <summary>Puts the sealed words into the vault, in the transaction that appends their codings.</summary>
    public Task MoveTexts(CancellationToken cancellation) =>
        Run($"insert into evidence.vault_entry (study, handle, holder, nonce, ciphertext) select study, handle, holder, nonce, ciphertext from {Texts}", cancellation);

    public async ValueTask DisposeAsync()
    {
        // Where the connection broke there is nothing left to remove.
        if (connection.FullState == ConnectionState.Open)
            await Run($"drop table if exists coding_batch, {Texts}", CancellationToken.None);
    }

    private (int Sheet, int Place) Place(string sheet)
    {
        if (!ordinals.TryGetValue(sheet, out var ordinal))
        {
            ordinals[sheet] = ordinal = sheets.Count;
            sheets.Add(sheet);
            added.Add(0);
        }

        return (ordinal, ++CollectionsMarshal.AsSpan(added)[ordinal]);
    }

    private async Task Run(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = BatchRows.LongestWrite };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
