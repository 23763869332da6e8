using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>Begins shadows: the tables, the reading of events, and the folding of the first and longest part of the history.</summary>
internal sealed class ShadowBuilding(NpgsqlDataSource database, EventCatalog catalog, RecordProjection projection, IEnumerable<RowProjection> rowProjections)
{
    private const string Register = "evidence.register";
    private readonly RowProjection[] rows = [.. rowProjections];

    private RowTable[] Matched => [StudyBuild.PositionTable, .. rows.SelectMany(row => row.Tables)];

    /// <summary>Reads and folds all that is shown now, as it is in one snapshot of the database.</summary>
    /// <param name="connection">In a transaction; everything about the shadow ends with it.</param>
    /// <param name="report">Is told how many events have been taken.</param>
    /// <param name="withRegister">
    /// Whether the rows of the register are made as well. They are written with the events, so that all is read as it was when the connection's transaction,
    /// which is one of repeatable reads, began.
    /// </param>
    /// <returns>The shadow, with the connection in the role of the replay.</returns>
    public async Task<BegunShadow> Begin(NpgsqlConnection connection, string study, Func<long, Task> report, bool withRegister, CancellationToken cancellation)
    {
        var shadow = new Shadow(connection);
        RowTable[] matched = withRegister ? [.. Matched, RegisterFold.Table] : Matched;
        var tables = await shadow.Create(withRegister ? [.. projection.Tables, Register] : projection.Tables, matched, cancellation);
        var events = new EventReading(await database.OpenConnectionAsync(cancellation));
        var begun = new BegunShadow(shadow, tables, events);
        try
        {
            var (snapshot, upTo) = withRegister ? await EventReading.Export(connection, cancellation) : await events.Begin(cancellation);
            await shadow.ActAsReplay(cancellation);
            await events.ActAsReplay(withRegister ? snapshot : null, cancellation);
            var matches = new List<RowMatch>();
            foreach (var table in matched)
                matches.Add(await begun.Match(table, study, connection, await database.OpenConnectionAsync(cancellation), snapshot, cancellation));
            var folds = new List<RowFold>();
            foreach (var row in rows)
                folds.Add(await row.Fold(events.Connection, study, upTo, [.. row.Tables.Select(table => matches[Array.IndexOf(matched, table)])], cancellation));
            begun.Build = new StudyBuild(catalog, study, events.Connection, shadow, matches[0], folds, withRegister ? new(catalog, study, matches[^1]) : null, report);
            await begun.Build.TakeUpTo(upTo, cancellation);
            await begun.Build.Settle(cancellation);
            return begun;
        }
        catch
        {
            await begun.DisposeAsync();
            throw;
        }
    }
}
