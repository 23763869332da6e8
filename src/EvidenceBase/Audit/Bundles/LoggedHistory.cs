using System.Runtime.CompilerServices;
using EvidenceBase.Audit.Log;
using EvidenceBase.Record.Audit;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.Audit.Bundles;

/// <summary>The history of a study as its log has it, up to a size. One tile of it is in memory at a time, and it is read again whenever it is asked for.</summary>
internal sealed class LoggedHistory(LogReads log, string study, long size)
{
    /// <exception cref="InvalidDataException">An event is not there any more, or could not stand in a log.</exception>
    public async IAsyncEnumerable<(TileId Tile, IReadOnlyList<LoggedEvent> Events)> Tiles([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var tile in TileId.OfLevel(0, size))
        {
            var events = (await log.Events(study, tile.Number, tile.Width, cancellation) ?? []).OfType<LoggedEvent>().ToList();
            if (events.Count != tile.Width)
                throw new InvalidDataException($"{tile.Width - events.Count} of the events from position {(tile.Number * TilePath.FullWidth) + 1} on are not there any more.");
            yield return (tile, events);
        }
    }

    /// <inheritdoc cref="Tiles"/>
    public async IAsyncEnumerable<HistoryEvent> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        long position = 0;
        await foreach (var (_, events) in Tiles(cancellation))
        {
            foreach (var one in events)
            {
                var columns = one.Columns;
                yield return HistoryEvent.Read(
                    ++position, columns.Id, columns.StreamId ?? Guid.Empty, columns.Version, columns.Type, one.Payload, columns.Timestamp, columns.UserName, columns.Headers);
            }
        }
    }

    /// <summary>The root of the tree over the events that are there now.</summary>
    /// <inheritdoc cref="Tiles"/>
    public async Task<TreeHash> Root(CancellationToken cancellation)
    {
        var tree = new CompactRange();
        await foreach (var (_, events) in Tiles(cancellation))
        {
            foreach (var one in events)
                tree.Append(one.Leaf);
        }

        return tree.Root;
    }
}
