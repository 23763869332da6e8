using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using EvidenceBase.Tests.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using EvidenceBase.Verify;

namespace EvidenceBase.Tests.Verify;

/// <summary>A log of some events as a service would give it, file by file, to be damaged by the tests.</summary>
internal sealed class SignedLog
{
    private const string Origin = "log.example/harbour";
    private static readonly byte[] Secret = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    public static SigningKey Key { get; } = SignedNoteTests.Key(Origin, 1);

    public static SigningKey Witness { get; } = SignedNoteTests.Key("witness.example", 2, SignatureType.Cosignature);

    public Dictionary<string, byte[]> Files { get; } = [];

    public SignedNote Checkpoint => SignedNote.Parse(Files["checkpoint"]);

    /// <param name="change">Makes another history of it, signed all the same.</param>
    public static SignedLog Of(int events, Func<EventLeaf, EventLeaf>? change = null, Func<long, string>? payload = null)
    {
        var log = new SignedLog();
        var writer = new TileWriter(0, (_, _) => default);
        var bundles = new List<(ArrayBufferWriter<byte> Entries, StringBuilder Payloads, int Count)>();
        for (var position = 1L; position <= events; position++)
        {
            var content = payload?.Invoke(position) ?? Content(position);
            var leaf = Event(position, content);
            var entry = (change?.Invoke(leaf) ?? leaf).ToEntry();
            writer.Append(MerkleTree.Leaf(entry));
            if (bundles is not [.., (_, _, < 256)])
                bundles.Add((new(), new(), 0));
            var bundle = bundles[^1];
            EntryBundle.Write(bundle.Entries, entry);
            bundle.Payloads.Append(CultureInfo.InvariantCulture, $"{{\"payload\":{content},\"salt\":\"{Convert.ToBase64String(PayloadCommitment.Salt(Secret, leaf.Id))}\"}}\n");
            bundles[^1] = (bundle.Entries, bundle.Payloads, bundle.Count + 1);
        }

        foreach (var (tile, hashes) in writer.TakeChanged())
            log.Files[TilePath.Of(tile)] = hashes;
        foreach (var (number, bundle) in bundles.Index())
        {
            log.Files[TilePath.OfEntries(number, bundle.Count)] = bundle.Entries.WrittenSpan.ToArray();
            log.Files[$"payloads/{TilePath.Number(number, bundle.Count)}"] = Encoding.UTF8.GetBytes(bundle.Payloads.ToString());
        }

        log.Files["checkpoint"] = Encoding.UTF8.GetBytes(Note(events, writer.Root).ToString());
        return log;
    }

    public static SignedNote Note(long size, TreeHash root) => SignedNote.Sign(new Checkpoint(Origin, size, root).ToString(), Key);

    public static string Content(long position) => $$"""{"key": "C{{position}}", "kind": "causal", "text": "It was so.", "judgement": "reading"}""";

    /// <summary>What the verification says of it, and its exit code.</summary>
    public async Task<(int Code, string Text)> Check(LogQuestion? question = null)
    {
        var output = new StringWriter();
        var report = new Report(output);
        using var source = new LogSource((path, _) => Task.FromResult(Files.GetValueOrDefault(path)));
        await new LogVerification(source, question ?? Question(), report).Run(CancellationToken.None);
        return (report.Conclude(), output.ToString());
    }

    public static LogQuestion Question(params (string Where, SignedNote Note)[] kept) => new([Key.Verifier], kept, []);

    public void SaveTo(string folder)
    {
        foreach (var (path, content) in Files)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, content);
        }
    }

    public void ZipTo(string file)
    {
        using var archive = ZipFile.Open(file, ZipArchiveMode.Create);
        foreach (var (path, content) in Files)
        {
            using var entry = archive.CreateEntry(path).Open();
            entry.Write(content);
        }
    }

    private static EventLeaf Event(long position, string content)
    {
        var id = new Guid((int)position, 0, 0, new byte[8]);
        return new(
            position + 10,
            id,
            new Guid((int)position, 1, 0, new byte[8]),
            1,
            PayloadCommitment.Of(PayloadCommitment.Salt(Secret, id), content),
            null,
            "claim_asserted",
            new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).AddSeconds(position),
            "harbour",
            "ClaimAsserted",
            null,
            "cause",
            """{"software":"0.1.0"}""",
            "local:anna",
            false);
    }
}
