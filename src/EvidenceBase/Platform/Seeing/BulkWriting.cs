using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Platform.Seeing;

internal static class BulkWriting
{
    public static void WriteOrNull<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : class
    {
        if (value is null)
            copy.WriteNull();
        else
            copy.Write(value, type);
    }

    public static void WriteOrNull<T>(this NpgsqlBinaryImporter copy, T? value, NpgsqlDbType type)
        where T : struct
    {
        if (value is { } present)
            copy.Write(present, type);
        else
            copy.WriteNull();
    }
}
