using System.Text;
using CsCheck;
using Xunit;

namespace EvidenceBase.Tests.Formats;

/// <summary>Files that are not what they should be.</summary>
public static class Hostile
{
    public static TheoryData<byte[]> Encodings => new(new byte[][]
    {
        [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("[]")],
        [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("[]")],
        Encoding.Latin1.GetBytes("[\"Ö\"]"),
        Encoding.Unicode.GetBytes("[]"),
        [0xC0, 0xAF],
        [0xED, 0xA0, 0x80],
    });

    public static Gen<T> AnyOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    public static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A file that never ends.</summary>
    public static Stream Endless(byte content) => new EndlessStream(content);

    private sealed class EndlessStream(byte content) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => 0; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill(content);
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
