using Npgsql;

namespace EvidenceBase.Platform.Store;

internal static class DatabaseReading
{
    public static string? TextOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
