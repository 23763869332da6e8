using System.IO.Compression;
using System.Security.Cryptography;
using EvidenceBase.Record.Audit;

namespace EvidenceBase.Verify;

/// <summary>An audit bundle: a zip file, or a folder into which one was unpacked.</summary>
internal sealed class BundleSource : IDisposable
{
    private readonly Func<string, Stream?> open;
    private readonly IDisposable? held;

    private BundleSource(IReadOnlyList<string> paths, Func<string, Stream?> open, IDisposable? held) => (Paths, this.open, this.held) = (paths, open, held);

    /// <summary>Of all files; one that is there twice is listed twice.</summary>
    public IReadOnlyList<string> Paths { get; }

    /// <summary>The log in it.</summary>
    public LogSource Log => new(async (path, cancellation) =>
    {
        await using var content = Read(path);
        if (content is null)
            return null;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellation);
        return copy.ToArray();
    });

    /// <exception cref="SourceException">There is no such bundle.</exception>
    public static BundleSource Open(string where)
    {
        if (Directory.Exists(where))
        {
            var paths = Directory.EnumerateFiles(where, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(where, file).Replace(Path.DirectorySeparatorChar, '/')).Order(StringComparer.Ordinal).ToList();
            return new(paths, path => paths.Contains(path) ? File.OpenRead(Path.Combine(where, path)) : null, null);
        }

        if (!File.Exists(where))
            throw new SourceException($"{where} is neither a zip file nor a folder.");
        try
        {
            var archive = ZipFile.OpenRead(where);
            return new([.. archive.Entries.Select(entry => entry.FullName).Where(name => !name.EndsWith('/'))], path => archive.GetEntry(path)?.Open(), archive);
        }
        catch (InvalidDataException)
        {
            throw new SourceException($"{where} is no zip file.");
        }
    }

    /// <summary>A file of the bundle, or null where it is not there.</summary>
    /// <exception cref="SourceException">It cannot be read.</exception>
    public Stream? Read(string path)
    {
        try
        {
            return open(path);
        }
        catch (InvalidDataException problem)
        {
            throw new SourceException($"{path} cannot be read: {problem.Message}");
        }
    }

    /// <summary>A file with the size and hash that it has, or null where it is not there.</summary>
    /// <inheritdoc cref="Read"/>
    public async Task<CrateFile?> Describe(string path, CancellationToken cancellation)
    {
        await using var content = Read(path);
        if (content is null)
            return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[64 * 1024];
        long size = 0;
        for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; size += read)
            hash.AppendData(buffer, 0, read);
        return new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose() => held?.Dispose();
}
