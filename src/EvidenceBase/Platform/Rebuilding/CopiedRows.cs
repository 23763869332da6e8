using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Reads what a query gives as PostgreSQL copies it out in its binary format, in blocks of whole rows. Whole tables are read so, where reading
/// value by value would cost more than what is done with them. The copying goes on beside what is done with the blocks before.
/// </summary>
internal static class CopiedRows
{
    private const int BlockBytes = 256 * 1024;
    private const int BlocksAhead = 4;

    /// <summary>Eleven bytes that say what it is, flags, and the length of an extension, which nobody has made yet.</summary>
    private const int HeaderBytes = 19;

    /// <param name="query">Takes no parameters: <see cref="Literal"/>.</param>
    public static async IAsyncEnumerable<RowBlock> Read(NpgsqlConnection connection, string query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var blocks = Channel.CreateBounded<RowBlock>(new BoundedChannelOptions(BlocksAhead) { SingleReader = true, SingleWriter = true });
        var copying = Task.Run(() => Fill(blocks.Writer, connection, query, stopped.Token), CancellationToken.None);
        try
        {
            await foreach (var block in blocks.Reader.ReadAllAsync(cancellation))
                yield return block;
        }
        finally
        {
            await stopped.CancelAsync();
            await copying;
        }
    }

    /// <summary>A text as it stands in a query, whatever is in it.</summary>
    public static string Literal(string text) => $"E'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";

    private static async Task Fill(ChannelWriter<RowBlock> blocks, NpgsqlConnection connection, string query, CancellationToken cancellation)
    {
        try
        {
            await using var copy = await connection.BeginRawBinaryCopyAsync($"copy ({query}) to stdout (format binary)", cancellation);

            // It may wait for who takes the blocks, and the first row for a sort.
            copy.ReadTimeout = Timeout.Infinite;
            try
            {
                await Fill(blocks, copy, cancellation);
            }
            catch
            {
                // Else disposing it would read all the rest.
                await copy.CancelAsync();
                throw;
            }

            blocks.Complete();
        }
        catch (Exception failure)
        {
            // Whatever it is, whoever takes the blocks is to meet it.
            blocks.Complete(failure);
        }
    }

    private static async Task Fill(ChannelWriter<RowBlock> blocks, NpgsqlRawCopyStream copy, CancellationToken cancellation)
    {
        var block = new RowBlock(BlockBytes);
        var (filled, at) = (0, HeaderBytes);

        // The thread is the reader's own: waiting for each piece by itself costs more than the piece.
        for (int read; (read = copy.Read(block.Bytes, filled, block.Bytes.Length - filled)) > 0;)
        {
            filled += read;
            while (End(block.Bytes, at, filled) is { } end)
            {
                block.Add(at, end);
                at = end;
            }

            if (filled < block.Bytes.Length)
                continue;

            // A row that is longer than a block makes the next block longer.
            var next = new RowBlock(block.Count == 0 ? 2 * block.Bytes.Length : BlockBytes);
            block.Bytes.AsSpan(at, filled - at).CopyTo(next.Bytes);
            (filled, at) = (filled - at, 0);
            await Give(blocks, block, cancellation);
            block = next;
        }

        await Give(blocks, block, cancellation);
    }

    private static async Task Give(ChannelWriter<RowBlock> blocks, RowBlock block, CancellationToken cancellation)
    {
        if (block.Count > 0)
            await blocks.WriteAsync(block, cancellation);
        else
            block.Return();
    }

    /// <summary>Where the row ends that begins there; null where the rest of it has not come yet, or no row follows.</summary>
    private static int? End(byte[] bytes, int start, int filled)
    {
        if (start + sizeof(short) > filled)
            return null;
        var fields = BinaryPrimitives.ReadInt16BigEndian(bytes.AsSpan(start));
        var at = start + sizeof(short);
        for (var field = 0; field < fields; field++)
        {
            if (at + sizeof(int) > filled)
                return null;
            at += sizeof(int) + Math.Max(0, BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at)));
        }

        return fields < 0 || at > filled ? null : at;
    }
}

/// <summary>Some rows in PostgreSQL's binary format, in memory that is given back.</summary>
internal sealed class RowBlock(int atLeast)
{
    private readonly List<(int Start, int End)> rows = [];

    public byte[] Bytes { get; } = ArrayPool<byte>.Shared.Rent(atLeast);

    public int Count => rows.Count;

    /// <summary>How many of its rows are still needed by whoever holds it.</summary>
    public int Open { get; set; }

    public ReadOnlySpan<byte> Row(int index) => Bytes.AsSpan(rows[index].Start..rows[index].End);

    public void Add(int start, int end) => rows.Add((start, end));

    public void Return() => ArrayPool<byte>.Shared.Return(Bytes);
}
