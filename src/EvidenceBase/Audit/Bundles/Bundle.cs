using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using EvidenceBase.Audit.Log;
using EvidenceBase.Formats.Reports;
using EvidenceBase.Record.Audit;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;

namespace EvidenceBase.Audit.Bundles;

/// <summary>
/// One study's history up to a checkpoint, what was shown of it then, and the proof of both. The same moment gives the same bytes, whoever asks and whenever.
/// </summary>
/// <param name="Note">The checkpoint, as it was signed.</param>
internal sealed record Bundle(string Study, SignedNote Note, LoggedHistory History, FoldedStudy Folded, AuditTrail Trail, LogReads Log)
{
    private readonly Checkpoint checkpoint = Checkpoint.Parse(Note.Text);

    public long Size => checkpoint.Size;

    public async Task Write(Stream output, CancellationToken cancellation)
    {
        using var zip = new BundleZip(output);
        var basis = new ReportBasis(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64());
        await zip.Add(TilePath.Checkpoint, Encoding.UTF8.GetBytes(Note.ToString()), cancellation);
        await AddLog(zip, cancellation);
        await AddReleases(zip, cancellation);
        var report = await AuditReport.Of(basis, Folded, Trail, History.Read, cancellation);
        foreach (var file in DerivedFile.All(Folded, report, History.Read))
            await zip.Add(file.Path, Bytes(file.Lines(cancellation), cancellation), cancellation);
        await zip.Add("report.pdf", PdfReport.Of(report, Folded.Last!.RecordedAt), cancellation);
        await zip.Add(ResearchCrate.Path, Bytes(ResearchCrate.Lines(basis, Folded, [.. zip.Files]).ToAsyncEnumerable(), cancellation), cancellation);
        await zip.End(cancellation);
    }

    private async Task AddLog(BundleZip zip, CancellationToken cancellation)
    {
        await foreach (var (tile, events) in History.Tiles(cancellation))
        {
            await zip.Add(TilePath.OfEntries(tile.Number, tile.Width), LogReads.Bundle(events), cancellation);
            await zip.Add(TilePath.OfPayloads(tile.Number, tile.Width), LogReads.Payloads(events), cancellation);
        }

        for (var level = 0; level <= TilePath.MaximumLevel; level++)
        {
            foreach (var tile in TileId.OfLevel(level, Size))
            {
                var hashes = await Log.ReadTile(Study, tile, cancellation) ?? throw new LogAlarmException($"{TilePath.Of(tile)} of the log of “{Study}” is missing.");
                await zip.Add(TilePath.Of(tile), hashes, cancellation);
            }
        }
    }

    /// <summary>For each release that was named by then: its checkpoint, and the proof that its history is the beginning of this one.</summary>
    private async Task AddReleases(BundleZip zip, CancellationToken cancellation)
    {
        foreach (var position in Folded.Of<StudyView>(Kinds.Study).SelectMany(view => view.Releases).Select(release => release.Position).Distinct().Order())
        {
            var pinned = await Log.Head(Study, position, cancellation) ?? throw new LogAlarmException($"The release at position {position} of “{Study}” is not pinned to a checkpoint.");
            var (proof, _) = await Log.Consistency(Study, position, Size, cancellation);
            await zip.Add(ReleaseFiles.Checkpoint(position), Encoding.UTF8.GetBytes(BundleReads.Own(pinned.Note).ToString()), cancellation);
            await zip.Add(ReleaseFiles.Consistency(position), JsonSerializer.SerializeToUtf8Bytes(proof, RecordJson.Options), cancellation);
        }
    }

    /// <summary>Lines in UTF-8, in portions.</summary>
    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> Bytes(IAsyncEnumerable<string> lines, [EnumeratorCancellation] CancellationToken cancellation)
    {
        const int portion = 64 * 1024;
        var text = new StringBuilder();
        await foreach (var line in lines.WithCancellation(cancellation))
        {
            text.Append(line).Append('\n');
            if (text.Length < portion)
                continue;
            yield return Encoding.UTF8.GetBytes(text.ToString());
            text.Clear();
        }

        yield return Encoding.UTF8.GetBytes(text.ToString());
    }
}
