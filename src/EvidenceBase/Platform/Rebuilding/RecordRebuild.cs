using EvidenceBase.Platform.Health;
using EvidenceBase.Platform.Seeing;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Builds everything that is shown anew from the events alone, in the shadow, and swaps what differs in one transaction for each study:
/// readers see the old views until then, and the new ones after it. Commands go on meanwhile.
/// </summary>
public sealed class RecordRebuild
{
    private readonly NpgsqlDataSource database;
    private readonly ShadowBuilding building;
    private readonly Daemon daemon;

    internal RecordRebuild(NpgsqlDataSource database, ShadowBuilding building, Daemon daemon) =>
        (this.database, this.building, this.daemon) = (database, building, daemon);

    /// <summary>All studies, one after the other.</summary>
    /// <exception cref="InvalidDataException">An event cannot be read; what is shown of its study is as it was.</exception>
    /// <exception cref="InvalidOperationException">An event does not follow those before it; what is shown of its study is as it was.</exception>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var study in await Studies(cancellation))
            await Run(study, cancellation);
    }

    /// <inheritdoc cref="Run(CancellationToken)"/>
    public async Task Run(string study, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await using var shadow = await building.Begin(connection, study, _ => Task.CompletedTask, withRegister: false, cancellation);
        await shadow.ActAsService(cancellation);

        // Only the last events are taken while the projection stands still, and only it: who reads sees what was there.
        await using var pause = await daemon.Pause(cancellation);
        await Execute(connection, "lock table evidence.study_position in share row exclusive mode", cancellation);
        var upTo = await ProjectionProgress.Shown(connection, cancellation);
        await shadow.ActAsReplay(cancellation);
        var revised = await shadow.GoOn(upTo, cancellation);
        await shadow.ActAsService(cancellation);
        foreach (var table in shadow.Tables)
        {
            foreach (var rows in revised.Where(one => one.Table == table.Name))
            {
                foreach (var sql in table.Refresh(rows))
                    await Execute(connection, sql, cancellation, study, rows.Value);
            }

            await Execute(connection, table.Analyze, cancellation);
            await Execute(connection, table.RemoveOthers, cancellation, study);
            await Execute(connection, table.PutIn, cancellation, study);
        }

        await shadow.Drop(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Those with events, and those that something is shown of.</summary>
    public async Task<IReadOnlyList<string>> Studies(CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select tenant_id from evidence.mt_streams union select study from evidence.state union select study from evidence.view order by 1");
        command.CommandTimeout = 0;
        var studies = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            studies.Add(reader.GetString(0));
        return studies;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
