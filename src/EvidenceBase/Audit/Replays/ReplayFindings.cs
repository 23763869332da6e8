using EvidenceBase.Platform.Store;
using Npgsql;

namespace EvidenceBase.Audit.Replays;

/// <summary>The differences that a replay has found, in the order in which they were.</summary>
public sealed class ReplayFindings(NpgsqlDataSource database)
{
    /// <param name="after">The number of the last one of the page before.</param>
    public async Task<List<(long Number, ReplayDifference Difference)>> Read(Guid replay, long after, int most, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select number, difference, "table", kind, id, key, path from evidence.replay_difference
            where replay = $1 and number > $2 order by number limit $3
            """);
        command.Parameters.Add(new() { Value = replay });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = most });
        var found = new List<(long, ReplayDifference)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add((reader.GetInt64(0), new(
                Enum.Parse<DifferenceKind>(reader.GetString(1), ignoreCase: true),
                reader.GetString(2),
                reader.TextOrNull(3),
                reader.IsDBNull(4) ? null : reader.GetGuid(4),
                reader.TextOrNull(5),
                reader.TextOrNull(6))));
        }

        return found;
    }
}
