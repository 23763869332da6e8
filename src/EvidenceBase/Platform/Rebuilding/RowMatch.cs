using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

/// <summary>
/// Sets the rows that the events make beside those that are shown while both are being read. Rows that are the same, byte for byte, meet in
/// memory and are done with; whatever has no such counterpart is put into two tables of the shadow – what was made, what is shown – and told
/// apart there. Both sides come in nearly the same order; how much may wait for its counterpart is bounded, and what waits too long goes to
/// the tables too: memory does not grow with the history, and no row goes unnoticed.
/// </summary>
internal sealed class RowMatch(RowTable table, NpgsqlConnection shadow, IAsyncEnumerable<RowBlock> shown) : IAsyncDisposable
{
    /// <summary>By how many rows those that are shown are read ahead of those that are made.</summary>
    private const int Ahead = 8 * 1024;
    private const int MostBlocks = 256;
    private const int MostWaitingBytes = 64 << 20;
    private const int CopyAtBytes = 1 << 20;

    private readonly IAsyncEnumerator<RowBlock> coming = shown.GetAsyncEnumerator();
    private readonly Queue<RowBlock> blocks = new();
    private readonly Dictionary<RowKey, (RowBlock Block, int Row)> open = [];
    private readonly Dictionary<RowKey, byte[]> waiting = [];
    private readonly RowWriter madeOtherwise = new();
    private readonly RowWriter shownOtherwise = new();
    private long waitingBytes;
    private long madeCount;
    private long shownCount;
    private bool isRead;

    public RowTable Table => table;

    /// <summary>Where rows are written to that were made, before <see cref="Take"/> is called for them.</summary>
    public RowWriter Made { get; } = new();

    /// <summary>Takes the rows that were made since the last time.</summary>
    public async Task Take(CancellationToken cancellation)
    {
        madeCount += Made.Count;
        while (!isRead && shownCount < madeCount + Ahead)
            await Read(cancellation);
        for (var row = 0; row < Made.Count; row++)
            Meet(Made.Key(row), Made.Row(row));
        Made.Clear();
        LetGo();
        if (waitingBytes > MostWaitingBytes)
            GiveUpWaiting();
        await Write(CopyAtBytes, cancellation);
    }

    /// <summary>Nothing more will be made; or only such rows as are looked at one by one (<see cref="ShadowTable.Refresh"/>).</summary>
    public async Task Finish(CancellationToken cancellation)
    {
        await Take(cancellation);
        while (!isRead)
        {
            await Read(cancellation);
            await Write(CopyAtBytes, cancellation);
        }

        GiveUpWaiting();
        while (blocks.Count > 0)
            GiveUpOldest();
        await Write(0, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await coming.DisposeAsync();
        foreach (var writer in new[] { Made, madeOtherwise, shownOtherwise })
            writer.Dispose();
    }

    private void Meet(RowKey key, ReadOnlySpan<byte> made)
    {
        if (open.Remove(key, out var place))
        {
            place.Block.Open--;
            Compare(key, made, place.Block.Row(place.Row));
        }
        else if (!isRead && waiting.TryAdd(key, made.ToArray()))
        {
            waitingBytes += made.Length;
        }
        else
        {
            madeOtherwise.Append(key, made);
        }
    }

    private async Task Read(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!await coming.MoveNextAsync())
        {
            isRead = true;
            return;
        }

        var block = coming.Current;
        shownCount += block.Count;
        for (var row = 0; row < block.Count; row++)
        {
            var key = table.KeyOf(block.Row(row));
            if (waiting.Remove(key, out var made))
            {
                waitingBytes -= made.Length;
                Compare(key, made, block.Row(row));
            }
            else if (open.TryAdd(key, (block, row)))
            {
                block.Open++;
            }
            else
            {
                shownOtherwise.Append(key, block.Row(row));
            }
        }

        blocks.Enqueue(block);
        if (blocks.Count > MostBlocks)
            GiveUpOldest();
    }

    private void Compare(RowKey key, ReadOnlySpan<byte> made, ReadOnlySpan<byte> shownRow)
    {
        if (made.SequenceEqual(shownRow))
            return;
        madeOtherwise.Append(key, made);
        shownOtherwise.Append(key, shownRow);
    }

    private void LetGo()
    {
        while (blocks.TryPeek(out var oldest) && oldest.Open == 0)
            blocks.Dequeue().Return();
    }

    private void GiveUpOldest()
    {
        var oldest = blocks.Dequeue();
        for (var row = 0; row < oldest.Count && oldest.Open > 0; row++)
        {
            var key = table.KeyOf(oldest.Row(row));
            if (!open.TryGetValue(key, out var place) || place != (oldest, row))
                continue;
            open.Remove(key);
            oldest.Open--;
            shownOtherwise.Append(key, oldest.Row(row));
        }

        oldest.Return();
    }

    private void GiveUpWaiting()
    {
        foreach (var (key, made) in waiting)
            madeOtherwise.Append(key, made);
        waiting.Clear();
        waitingBytes = 0;
    }

    private async Task Write(int atBytes, CancellationToken cancellation)
    {
        if (madeOtherwise.Length >= atBytes)
            await madeOtherwise.CopyTo(shadow, table.In(Shadow.Schema), cancellation);
        if (shownOtherwise.Length >= atBytes)
            await shownOtherwise.CopyTo(shadow, (table with { Name = ShadowTable.ShownOf(table.Name) }).In(Shadow.Schema), cancellation);
    }
}
