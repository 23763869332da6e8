using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Tiles;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Audit.Log;

/// <summary>The tiles of the logs in the database.</summary>
internal static class LogTiles
{
    /// <summary>The nodes of a tree that the given tiles hold, read in one round trip.</summary>
    /// <exception cref="LogAlarmException">A tile is missing or narrower than it was.</exception>
    public static async Task<NodeReader> Nodes(NpgsqlConnection connection, string study, IEnumerable<TileId> tiles, CancellationToken cancellation)
    {
        var wanted = tiles.GroupBy(tile => (tile.Level, tile.Number)).Select(same => same.MaxBy(tile => tile.Width)).ToList();
        var found = await Read(connection, study, wanted, cancellation);
        foreach (var tile in wanted)
        {
            if (!found.TryGetValue((tile.Level, tile.Number), out var hashes) || hashes.Length < tile.Width * TreeHash.Length)
                throw new LogAlarmException($"Tile {tile.Number} of level {tile.Level} of the transparency log of “{study}” is missing or narrower than it was: the log itself was changed.");
        }

        return Tile.Reader((level, number) => found[(level, number)]);
    }

    /// <summary>The bytes of those of the tiles that are there, as wide as they have become.</summary>
    public static async Task<Dictionary<(int Level, long Number), byte[]>> Read(
        NpgsqlConnection connection, string study, IReadOnlyCollection<TileId> tiles, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select t.level, t.number, t.hashes
            from unnest($2, $3) as wanted (level, number) join evidence.log_tile t on t.study = $1 and t.level = wanted.level and t.number = wanted.number
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study },
                new() { Value = tiles.Select(tile => (short)tile.Level).ToArray() },
                new() { Value = tiles.Select(tile => tile.Number).ToArray() },
            },
        };
        var found = new Dictionary<(int, long), byte[]>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            found.Add((reader.GetInt16(0), reader.GetInt64(1)), reader.GetFieldValue<byte[]>(2));
        return found;
    }

    /// <param name="lastSequences">Of the last event below each tile of level 0, by the tile's number.</param>
    public static async Task Write(
        NpgsqlConnection connection,
        string study,
        IReadOnlyList<(TileId Tile, byte[] Hashes)> tiles,
        IReadOnlyDictionary<long, long> lastSequences,
        CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into evidence.log_tile (study, level, number, hashes, last_sequence) select $1, * from unnest($2, $3, $4, $5)
            on conflict (study, level, number) do update set hashes = excluded.hashes, last_sequence = excluded.last_sequence
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = study },
                new() { Value = tiles.Select(tile => (short)tile.Tile.Level).ToArray() },
                new() { Value = tiles.Select(tile => tile.Tile.Number).ToArray() },
                new() { Value = tiles.Select(tile => tile.Hashes).ToArray() },
                new()
                {
                    Value = tiles.Select(tile => tile.Tile.Level == 0 ? lastSequences[tile.Tile.Number] : (long?)null).ToArray(),
                    NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint,
                },
            },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
