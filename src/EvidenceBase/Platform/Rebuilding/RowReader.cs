using System.Buffers.Binary;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>Reads the values of a row in PostgreSQL's binary format, one after the other.</summary>
internal ref struct RowReader(ReadOnlySpan<byte> row)
{
    /// <summary>From which PostgreSQL counts its microseconds.</summary>
    internal static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private ReadOnlySpan<byte> rest = row[sizeof(short)..];

    /// <summary>The next value as it is; empty where there is none.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        var length = Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(rest));
        var value = rest.Slice(sizeof(int), length);
        rest = rest[(sizeof(int) + length)..];
        return value;
    }

    public long Bigint() => BinaryPrimitives.ReadInt64BigEndian(Bytes());

    public Guid Uuid() => new(Bytes(), bigEndian: true);

    public DateTimeOffset Timestamp() => new(Epoch.AddTicks(Bigint() * TimeSpan.TicksPerMicrosecond));

    public void Skip(int values)
    {
        for (; values > 0; values--)
            _ = Bytes();
    }
}
