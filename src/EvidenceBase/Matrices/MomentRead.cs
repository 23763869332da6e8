using System.Data;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Matrices;

/// <summary>One snapshot of the database, with the states of a study as they were at a moment or are now: all that is read from it stands at one position.</summary>
internal sealed class MomentRead : IAsyncDisposable
{
    private readonly NpgsqlTransaction snapshot;

    private MomentRead(NpgsqlConnection connection, NpgsqlTransaction snapshot, StateSource states, Position moment, long latest) =>
        (Connection, this.snapshot, States, Moment, Latest) = (connection, snapshot, states, moment, latest);

    public NpgsqlConnection Connection { get; }

    public StateSource States { get; }

    /// <summary>The moment that is asked about.</summary>
    public Position Moment { get; }

    /// <summary>The latest position that the snapshot shows.</summary>
    public long Latest { get; }

    public static async Task<(MomentRead? Read, Problem? Problem)> Open(
        NpgsqlDataSource database, EventCatalog catalog, Moments moments, IReadOnlyList<PartStates> parts, string study, string? asOf, CancellationToken cancellation)
    {
        Position? past = null;
        if (asOf is not null)
        {
            (past, var problem) = await moments.Resolve(study, asOf, cancellation);
            if (problem is not null)
                return (null, problem);
        }

        var connection = await database.OpenConnectionAsync(cancellation);
        var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var latest = await LatestOf(connection, study, cancellation);
        StateSource states = past is null
            ? new CurrentStates(connection, study, catalog, parts, new Dictionary<Guid, Stated>(), [])
            : new MomentStates(connection, study, catalog, parts, past);
        return (new(connection, snapshot, states, past ?? latest, latest.Number), null);
    }

    public async ValueTask DisposeAsync()
    {
        await snapshot.DisposeAsync();
        await Connection.DisposeAsync();
    }

    private static async Task<Position> LatestOf(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select position, sequence, recorded_at from evidence.study_position where study = $1 order by position desc limit 1", connection)
        {
            Parameters = { new() { Value = study } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetInt64(0), reader.GetInt64(1), reader.GetFieldValue<DateTimeOffset>(2))
            : new(0, 0, DateTimeOffset.MinValue);
    }
}
