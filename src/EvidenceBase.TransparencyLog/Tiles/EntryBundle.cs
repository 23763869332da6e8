using System.Buffers;
using System.Buffers.Binary;

namespace EvidenceBase.TransparencyLog.Tiles;

/// <summary>The entries below a tile of level 0: each led by its length in two bytes, the higher one first (C2SP tlog-tiles).</summary>
public static class EntryBundle
{
    public const int MaximumEntryLength = ushort.MaxValue;

    /// <exception cref="ArgumentException">The entry is longer than two bytes can say.</exception>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> entry)
    {
        if (entry.Length > MaximumEntryLength)
            throw new ArgumentException($"An entry has at most {MaximumEntryLength} bytes; this has {entry.Length}.", nameof(entry));
        BinaryPrimitives.WriteUInt16BigEndian(output.GetSpan(2), (ushort)entry.Length);
        output.Advance(2);
        output.Write(entry);
    }

    /// <exception cref="FormatException">The bundle ends inside an entry.</exception>
    public static IReadOnlyList<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> bundle)
    {
        var entries = new List<ReadOnlyMemory<byte>>();
        while (bundle.Length > 0)
        {
            var end = bundle.Length < 2 ? int.MaxValue : 2 + BinaryPrimitives.ReadUInt16BigEndian(bundle.Span);
            if (end > bundle.Length)
                throw new FormatException($"The bundle ends inside its entry {entries.Count + 1}.");
            entries.Add(bundle[2..end]);
            bundle = bundle[end..];
        }

        return entries;
    }
}
