using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>Begins shadows: the tables, the reading of events, and the folding of the first and longest part of the history.</summary>
internal sealed class ShadowBuilding(NpgsqlDataSource database, EventCatalog catalog, RecordProjection projection, IEnumerable<RowProjection> rowProjections)
{
    private const string Register = "evidence.register";
    private readonly RowProjection[] rows = [.. rowProjections];

    /// <param name="connection">In a transaction; everything about the shadow ends with it.</param>
    /// <param name="upTo">The sequence number of the last event that is taken now.</param>
    /// <param name="report">Is told how many events have been taken.</param>
    /// <param name="withRegister">
    /// Whether the rows of the register are made as well. They are written with the events, so that all is read as it was when the connection's transaction,
    /// which is one of repeatable reads, began.
    /// </param>
    /// <returns>The shadow, with the connection in the role of the replay.</returns>
    public async Task<BegunShadow> Begin(NpgsqlConnection connection, string study, long upTo, Func<long, Task> report, bool withRegister, CancellationToken cancellation)
    {
        var shadow = new Shadow(connection);
        var tables = await shadow.Create(withRegister ? [.. projection.Tables, Register] : projection.Tables, cancellation);
        var snapshot = withRegister ? $"; set transaction snapshot '{await Snapshot(connection, cancellation)}'" : string.Empty;
        await shadow.ActAsReplay(cancellation);
        var events = await database.OpenConnectionAsync(cancellation);
        try
        {
            await using (var role = new NpgsqlCommand($"begin isolation level {(withRegister ? "repeatable read" : "read committed")} read only{snapshot}; {Shadow.Patience}; set local role {Shadow.Role}", events))
                await role.ExecuteNonQueryAsync(cancellation);
            var folds = new List<RowFold>();
            foreach (var row in rows)
                folds.Add(await row.Fold(events, study, upTo, Shadow.Schema, cancellation));
            var build = new StudyBuild(catalog, study, events, connection, folds, withRegister ? new(catalog, study) : null, report);
            await build.TakeUpTo(upTo, cancellation);
            return new(shadow, tables, build, events);
        }
        catch
        {
            await events.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> Snapshot(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_export_snapshot()", connection);
        return (string)(await command.ExecuteScalarAsync(cancellation))!;
    }
}

/// <summary>A shadow under way. Disposing gives the reading connection back; the tables end with the transaction.</summary>
internal sealed class BegunShadow(Shadow shadow, IReadOnlyList<ShadowTable> tables, StudyBuild build, NpgsqlConnection events) : IAsyncDisposable
{
    public IReadOnlyList<ShadowTable> Tables => tables;

    public StudyBuild Build => build;

    public Task ActAsReplay(CancellationToken cancellation) => shadow.ActAsReplay(cancellation);

    public Task ActAsService(CancellationToken cancellation) => shadow.ActAsService(cancellation);

    public Task Drop(CancellationToken cancellation) => shadow.Drop(tables, cancellation);

    public ValueTask DisposeAsync() => events.DisposeAsync();
}
