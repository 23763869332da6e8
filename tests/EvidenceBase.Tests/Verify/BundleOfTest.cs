using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EvidenceBase.Record.Audit;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using EvidenceBase.Verify;

namespace EvidenceBase.Tests.Verify;

/// <summary>An audit bundle over a signed log, file by file, to be damaged by the tests.</summary>
internal sealed class BundleOfTest
{
    private readonly Func<IReadOnlyList<CrateFile>, IEnumerable<string>> contents;

    private BundleOfTest(Dictionary<string, byte[]> files, Func<IReadOnlyList<CrateFile>, IEnumerable<string>> contents) => (Files, this.contents) = (files, contents);

    public Dictionary<string, byte[]> Files { get; }

    public static async Task<BundleOfTest> Of(int events)
    {
        var log = SignedLog.Of(events, payload: position =>
            string.Create(CultureInfo.InvariantCulture, $$"""{"key": "C{{position}}", "kind": "causal", "text": "It was so.", "judgement": "reading", "cases": []}"""));
        ReadHistory history = _ => Events(log, events).ToAsyncEnumerable();
        var trail = new AuditTrail();
        var study = await FoldedStudy.Of(history, trail.Take, CancellationToken.None);
        var checkpoint = Checkpoint.Parse(log.Checkpoint.Text);
        var basis = new ReportBasis(checkpoint.Origin, checkpoint.Size, checkpoint.Root.ToBase64());
        var report = await AuditReport.Of(basis, study, trail, history, CancellationToken.None);
        var files = new Dictionary<string, byte[]>(log.Files);
        foreach (var file in DerivedFile.All(study, report, history))
            files[file.Path] = Lines(await file.Lines(CancellationToken.None).ToListAsync());
        files["report.pdf"] = [1, 2, 3];
        var bundle = new BundleOfTest(files, listed => ResearchCrate.Lines(basis, study, listed));
        bundle.List();
        return bundle;
    }

    /// <summary>Writes the table of contents for the files as they are now.</summary>
    public void List()
    {
        Files.Remove(ResearchCrate.Path);
        Files[ResearchCrate.Path] = Lines(contents([.. Files.Where(file => ResearchCrate.Describe(file.Key) is not null)
            .Select(file => new CrateFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value))))]));
    }

    /// <summary>Lists a file that has no place in a bundle.</summary>
    public void ListAs(string path, string like)
    {
        var text = Encoding.UTF8.GetString(Files[ResearchCrate.Path]);
        var line = text.Split('\n').Single(one => one.StartsWith($"{{\"@id\":\"{like}\"", StringComparison.Ordinal)).TrimEnd(',');
        var (old, other) = (Files[like], Files[path]);
        var added = line.Replace(like, path, StringComparison.Ordinal)
            .Replace(Convert.ToHexStringLower(SHA256.HashData(old)), Convert.ToHexStringLower(SHA256.HashData(other)), StringComparison.Ordinal)
            .Replace($"\"{old.Length.ToString(CultureInfo.InvariantCulture)}\"", $"\"{other.Length.ToString(CultureInfo.InvariantCulture)}\"", StringComparison.Ordinal);
        Files[ResearchCrate.Path] = Encoding.UTF8.GetBytes(text.Replace("\n]\n}\n", $",\n{added}\n]\n}}\n", StringComparison.Ordinal));
    }

    public void Replace(string path, string from, string to) =>
        Files[path] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Files[path]).Replace(from, to, StringComparison.Ordinal));

    public void SaveTo(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    /// <param name="twice">A file that is put in a second time.</param>
    public void ZipTo(string file, string? twice = null)
    {
        using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var (path, content) in twice is null ? Files : Files.Append(new(twice, [7])))
        {
            using var entry = archive.CreateEntry(path).Open();
            entry.Write(content);
        }
    }

    /// <summary>What the program says of it as a zip file, and its exit code.</summary>
    public async Task<(int Code, string Text)> Check(string? twice = null, params string[] more)
    {
        var folder = Directory.CreateTempSubdirectory("evidencebase-verify-");
        var file = Path.Combine(folder.FullName, "bundle.zip");
        ZipTo(file, twice);
        var result = await Run(["bundle", file, "--key", SignedLog.Key.Verifier.ToString(), .. more]);
        folder.Delete(recursive: true);
        return result;
    }

    public static async Task<(int Code, string Text)> Run(params string[] words)
    {
        var output = new StringWriter();
        return (await VerifyProgram.Run(words, output, output, null, new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero)), output.ToString());
    }

    private static IEnumerable<HistoryEvent> Events(SignedLog log, int events)
    {
        long position = 0;
        foreach (var tile in TileId.OfLevel(0, events))
        {
            var payloads = Encoding.UTF8.GetString(log.Files[$"payloads/{TilePath.Number(tile.Number, tile.Width)}"]).Split('\n');
            foreach (var (index, entry) in EntryBundle.Read(log.Files[TilePath.OfEntries(tile.Number, tile.Width)]).Index())
            {
                var leaf = EventLeaf.Parse(entry);
                using var content = JsonDocument.Parse(payloads[index]);
                yield return HistoryEvent.Read(
                    ++position, leaf.Id, leaf.StreamId!.Value, leaf.Version, leaf.Type, content.RootElement.GetProperty("payload").GetRawText(), leaf.Timestamp, leaf.UserName, leaf.Headers);
            }
        }
    }

    private static byte[] Lines(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\n")));
}
