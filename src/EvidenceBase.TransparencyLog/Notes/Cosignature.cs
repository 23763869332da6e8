using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EvidenceBase.TransparencyLog.Notes;

/// <summary>A witness's signature over a checkpoint and the time at which it was seen (C2SP tlog-cosignature, version 1).</summary>
public static class Cosignature
{
    private const int TimeLength = sizeof(ulong);

    /// <summary>When the witness saw the checkpoint, to the second; null where the value is no cosignature.</summary>
    public static DateTimeOffset? TimeOf(NoteSignature signature) => Read(signature.Value)?.Time;

    internal static (DateTimeOffset Time, byte[] Signature)? Read(byte[] value) =>
        value.Length > TimeLength && BinaryPrimitives.ReadUInt64BigEndian(value) is var seconds && seconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeSeconds()
            ? (DateTimeOffset.FromUnixTimeSeconds((long)seconds), value[TimeLength..])
            : null;

    internal static byte[] Write(DateTimeOffset time, byte[] signature)
    {
        var value = new byte[TimeLength + signature.Length];
        BinaryPrimitives.WriteInt64BigEndian(value, time.ToUnixTimeSeconds());
        signature.CopyTo(value, TimeLength);
        return value;
    }

    internal static byte[] Message(string checkpoint, DateTimeOffset time) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {time.ToUnixTimeSeconds()}\n{checkpoint}"));
}
