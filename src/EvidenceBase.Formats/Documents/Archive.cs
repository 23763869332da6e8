using System.Buffers.Binary;
using System.IO.Compression;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// A ZIP archive from anyone: the number of its entries is looked at before they are listed, nothing encrypted or listed twice is taken, and
/// only what is asked for is unpacked, up to a bound over all of it. Nothing is written to disk.
/// </summary>
internal sealed class Archive : IDisposable
{
    private const uint EndOfDirectory = 0x06054B50;
    private const uint DirectoryEntry = 0x02014B50;
    private const int EndLength = 22;
    private const int EntryLength = 46;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);
    private long left;

    private Archive(ZipArchive zip, long expandedBytes) => (this.zip, left) = (zip, expandedBytes);

    public IEnumerable<string> Names => entries.Keys;

    /// <exception cref="RefusedException">It is damaged, encrypted, or asks for too much.</exception>
    public static Archive Open(byte[] bytes, ReadingLimits limits)
    {
        CheckDirectory(bytes, limits);
        try
        {
            var archive = new Archive(new(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read), limits.ExpandedBytes);
            foreach (var entry in archive.zip.Entries)
            {
                if (!archive.entries.TryAdd(entry.FullName, entry))
                    throw new RefusedException("Two entries of the archive have the same name, so that programs differ in what they read. Save the file anew from the program it comes from.");
            }

            return archive;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or ArgumentException)
        {
            throw Damaged(problem);
        }
    }

    public bool Contains(string name) => entries.ContainsKey(name);

    /// <exception cref="RefusedException">There is no such entry.</exception>
    public Stream Read(string name)
    {
        if (!entries.TryGetValue(name, out var entry))
            throw new RefusedException($"The part “{Shown(name)}” that the file names is not in it. The file is damaged or was cut short.");
        try
        {
            return new Bounded(this, entry.Open());
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException)
        {
            throw Damaged(problem);
        }
    }

    public byte[] ReadAll(string name)
    {
        using var stream = Read(name);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public void Dispose() => zip.Dispose();

    internal static string Shown(string name) => new([.. name.Where(character => !char.IsControl(character)).Take(100)]);

    internal static RefusedException Damaged(Exception? problem = null) => new("The archive cannot be read: it is damaged or was cut short. Save or copy the file anew.", null, problem);

    private static void CheckDirectory(ReadOnlySpan<byte> bytes, ReadingLimits limits)
    {
        var at = EndOf(bytes) ?? throw Damaged();
        var position = (int)Math.Min(BinaryPrimitives.ReadUInt32LittleEndian(bytes[(at + 16)..]), int.MaxValue);
        for (var count = 0; position + EntryLength <= at && BinaryPrimitives.ReadUInt32LittleEndian(bytes[position..]) == DirectoryEntry; count++)
        {
            if (count >= limits.Entries)
                throw new RefusedException($"The archive has more than {limits.Entries} entries. A document has a few dozen; this is none, or it was made to harm.");
            var entry = bytes[position..];
            if ((entry[8] & 1) != 0)
                throw new RefusedException("The archive is encrypted. Save the file without a password and send that.");
            position += EntryLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]) + BinaryPrimitives.ReadUInt16LittleEndian(entry[30..])
                + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        }
    }

    private static int? EndOf(ReadOnlySpan<byte> bytes)
    {
        var from = Math.Max(0, bytes.Length - EndLength - ushort.MaxValue);
        for (var at = bytes.Length - EndLength; at >= from; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]) == EndOfDirectory)
                return at;
        }

        return null;
    }

    private void Take(int count)
    {
        left -= count;
        if (left < 0)
            throw new RefusedException("The file unpacks to far more than a document holds; it was made to harm, or it is damaged. If it is a real document, split it or remove its pictures.");
    }

    /// <summary>Counts what really comes out; the sizes that the archive states may be lies.</summary>
    private sealed class Bounded(Archive archive, Stream inner) : ReadOnlyStream(inner)
    {
        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = Inner.Read(buffer);
                archive.Take(read);
                return read;
            }
            catch (Exception problem) when (problem is InvalidDataException or IOException)
            {
                throw Damaged(problem);
            }
        }
    }
}
