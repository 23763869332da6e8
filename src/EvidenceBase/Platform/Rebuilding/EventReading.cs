using EvidenceBase.Platform.Seeing;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>The connection by which events are read: in a transaction that may read the event tables and nothing else.</summary>
internal sealed class EventReading(NpgsqlConnection connection) : IAsyncDisposable
{
    private const string AsItIs = "begin isolation level repeatable read read only";

    public NpgsqlConnection Connection => connection;

    /// <summary>Begins to read the database as it is now.</summary>
    /// <returns>The snapshot, for other connections, and the sequence number of the last event that is shown in it.</returns>
    public async Task<(string Snapshot, long UpTo)> Begin(CancellationToken cancellation)
    {
        await Execute(connection, $"{AsItIs}; {Shadow.Patience}", cancellation);
        return await Export(connection, cancellation);
    }

    /// <summary>What a transaction of repeatable reads sees.</summary>
    /// <inheritdoc cref="Begin"/>
    public static async Task<(string Snapshot, long UpTo)> Export(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_export_snapshot()", connection);
        return ((string)(await command.ExecuteScalarAsync(cancellation))!, await ProjectionProgress.Shown(connection, cancellation));
    }

    /// <summary>Reads, as the service, what is shown in a snapshot.</summary>
    public static Task Share(NpgsqlConnection connection, string snapshot, CancellationToken cancellation) =>
        Execute(connection, $"{AsItIs}; set transaction snapshot '{snapshot}'; {Shadow.Patience}", cancellation);

    /// <summary>From here on nothing but events can be read.</summary>
    /// <param name="snapshot">To begin in; null where it has begun.</param>
    public async Task ActAsReplay(string? snapshot, CancellationToken cancellation)
    {
        if (snapshot is not null)
            await Share(connection, snapshot, cancellation);
        await Execute(connection, $"set local role {Shadow.Role}", cancellation);
    }

    /// <summary>Reads what has been recorded since.</summary>
    public Task GoOn(CancellationToken cancellation) =>
        Execute(connection, $"rollback; begin isolation level read committed read only; {Shadow.Patience}; set local role {Shadow.Role}", cancellation);

    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private static async Task Execute(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
