using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Writes rows in PostgreSQL's binary format, byte for byte as PostgreSQL copies the same rows out: so a row that was made can be compared with
/// one that is shown, and copied in.
/// </summary>
internal sealed class RowWriter : IBufferWriter<byte>, IDisposable
{
    private const int UuidType = 2950;
    private const byte JsonbVersion = 1;
    private const byte EmptyRange = 0x01;
    private const byte LowerBoundIsInclusive = 0x02;

    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, (byte)'\r', (byte)'\n', 0, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly List<(RowKey Key, int Start)> rows = [];
    private readonly Utf8JsonWriter json;
    private byte[] bytes = new byte[4096];

    public RowWriter() => json = new(this, new JsonWriterOptions { Encoder = RecordJson.Options.Encoder, SkipValidation = true });

    public int Count => rows.Count;

    /// <summary>In bytes.</summary>
    public int Length { get; private set; }

    public RowKey Key(int index) => rows[index].Key;

    public ReadOnlySpan<byte> Row(int index) => bytes.AsSpan(rows[index].Start..(index + 1 < rows.Count ? rows[index + 1].Start : Length));

    public void Begin(RowKey key, short values)
    {
        rows.Add((key, Length));
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), values);
    }

    /// <summary>A row that is written already.</summary>
    public void Append(RowKey key, ReadOnlySpan<byte> row)
    {
        rows.Add((key, Length));
        row.CopyTo(Take(row.Length));
    }

    public void Null() => BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), -1);

    public void Text(string? text)
    {
        if (text is null)
            Null();
        else
            Encoding.UTF8.GetBytes(text, Value(Encoding.UTF8.GetByteCount(text)));
    }

    public void Uuid(Guid? id)
    {
        if (id is { } present)
            present.TryWriteBytes(Value(16), bigEndian: true, out _);
        else
            Null();
    }

    public void Uuids(IReadOnlyCollection<Guid> ids)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), ids.Count == 0 ? 12 : 20 + (20 * ids.Count));
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), ids.Count == 0 ? 0 : 1);
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), 0);
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), UuidType);
        if (ids.Count == 0)
            return;
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), ids.Count);
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), 1);
        foreach (var id in ids)
            Uuid(id);
    }

    public void Bigint(long? number)
    {
        if (number is { } present)
            BinaryPrimitives.WriteInt64BigEndian(Value(sizeof(long)), present);
        else
            Null();
    }

    public void Integer(int? number)
    {
        if (number is { } present)
            BinaryPrimitives.WriteInt32BigEndian(Value(sizeof(int)), present);
        else
            Null();
    }

    public void Smallint(short number) => BinaryPrimitives.WriteInt16BigEndian(Value(sizeof(short)), number);

    /// <summary>From <paramref name="start"/> to before <paramref name="end"/>.</summary>
    public void Range(int start, int end)
    {
        if (start >= end)
        {
            Value(1)[0] = EmptyRange;
            return;
        }

        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), 17);
        Take(1)[0] = LowerBoundIsInclusive;
        Integer(start);
        Integer(end);
    }

    public void Timestamp(DateTimeOffset time) => Bigint((time.UtcTicks - RowReader.Epoch.Ticks) / TimeSpan.TicksPerMicrosecond);

    /// <summary>As the record writes JSON.</summary>
    public void Json<T>(T value)
    {
        var start = Length;
        _ = Take(sizeof(int));
        json.Reset(this);
        JsonSerializer.Serialize(json, value, RecordJson.Options);
        json.Flush();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(start), Length - start - sizeof(int));
    }

    public void Jsonb(IReadOnlyDictionary<string, string> texts)
    {
        var start = Length;
        _ = Take(sizeof(int));
        Take(1)[0] = JsonbVersion;
        JsonbText.Write(texts, this);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(start), Length - start - sizeof(int));
    }

    public void Clear()
    {
        rows.Clear();
        Length = 0;
    }

    /// <summary>Copies all rows in, and has none of them any more.</summary>
    public async Task CopyTo(NpgsqlConnection connection, string tableWithColumns, CancellationToken cancellation)
    {
        if (rows.Count == 0)
            return;
        await using (var copy = await connection.BeginRawBinaryCopyAsync($"copy {tableWithColumns} from stdin (format binary)", cancellation))
        {
            try
            {
                await copy.WriteAsync(Header, cancellation);
                await copy.WriteAsync(bytes.AsMemory(0, Length), cancellation);
                await copy.WriteAsync(new byte[] { 0xFF, 0xFF }, cancellation);
            }
            catch
            {
                // What has come only in part is not to be taken.
                await copy.CancelAsync();
                throw;
            }
        }

        Clear();
    }

    public void Dispose() => json.Dispose();

    void IBufferWriter<byte>.Advance(int count) => Length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 256));
        return bytes.AsMemory(Length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, 256));
        return bytes.AsSpan(Length);
    }

    private Span<byte> Value(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);
        return Take(length);
    }

    private Span<byte> Take(int length)
    {
        Reserve(length);
        Length += length;
        return bytes.AsSpan(Length - length, length);
    }

    private void Reserve(int length)
    {
        if (Length + length > bytes.Length)
            Array.Resize(ref bytes, Math.Max(2 * bytes.Length, Length + length));
    }
}
