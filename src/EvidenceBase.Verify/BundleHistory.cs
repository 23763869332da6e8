using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using EvidenceBase.Record.Audit;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.Verify;

/// <summary>The history in a log that was found to be what was signed.</summary>
internal sealed class BundleHistory(LogSource log, long size)
{
    /// <exception cref="InvalidDataException">An event is of a type that this program does not know.</exception>
    public async IAsyncEnumerable<HistoryEvent> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        long position = 0;
        foreach (var tile in TileId.OfLevel(0, size))
        {
            var entries = EntryBundle.Read(await Found(TilePath.OfEntries(tile.Number, tile.Width), cancellation));
            var contents = Encoding.UTF8.GetString(await Found(TilePath.OfPayloads(tile.Number, tile.Width), cancellation)).Split('\n');
            foreach (var (index, entry) in entries.Index())
            {
                var leaf = EventLeaf.Parse(entry);
                using var content = JsonDocument.Parse(contents[index]);
                yield return HistoryEvent.Read(
                    ++position,
                    leaf.Id,
                    leaf.StreamId ?? Guid.Empty,
                    leaf.Version,
                    leaf.Type,
                    content.RootElement.GetProperty("payload").GetRawText(),
                    leaf.Timestamp,
                    leaf.UserName,
                    leaf.Headers);
            }
        }
    }

    private async Task<byte[]> Found(string path, CancellationToken cancellation) =>
        await log.Read(path, cancellation) ?? throw new SourceException($"{path} is missing.");
}
