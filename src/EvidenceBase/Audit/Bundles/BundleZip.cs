using System.IO.Compression;
using System.Security.Cryptography;
using EvidenceBase.Record.Audit;

namespace EvidenceBase.Audit.Bundles;

/// <summary>
/// Writes a zip file of which every byte follows from what is put in: the entries as they come, under one date, and not compressed – what compression gives
/// changes with the library that does it. Tells size and hash of each.
/// </summary>
internal sealed class BundleZip : IDisposable
{
    /// <summary>The earliest that a zip file can state.</summary>
    private static readonly DateTimeOffset Date = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly GatheredOutput output;
    private readonly ZipArchive archive;
    private readonly List<CrateFile> files = [];

    public BundleZip(Stream output)
    {
        this.output = new(output);
        archive = new(this.output, ZipArchiveMode.Create, leaveOpen: true);
    }

    /// <summary>What was put in so far.</summary>
    public IReadOnlyList<CrateFile> Files => files;

    public Task Add(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation) => Add(path, new[] { content }.ToAsyncEnumerable(), cancellation);

    public async Task Add(string path, IAsyncEnumerable<ReadOnlyMemory<byte>> content, CancellationToken cancellation)
    {
        var entry = archive.CreateEntry(path, CompressionLevel.NoCompression);
        entry.LastWriteTime = Date;
        entry.ExternalAttributes = 0;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long size = 0;
        using (var stream = entry.Open())
        {
            await foreach (var portion in content.WithCancellation(cancellation))
            {
                hash.AppendData(portion.Span);
                size += portion.Length;
                stream.Write(portion.Span);
                await output.PassOn(cancellation);
            }
        }

        files.Add(new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>Ends the file; one that is not ended is none, and no reader takes it for one.</summary>
    public async Task End(CancellationToken cancellation)
    {
        archive.Dispose();
        await output.PassOn(cancellation);
    }

    public void Dispose() => output.Dispose();
}
