namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Passes XML on as long as no tag of it is longer than any document's: a reader keeps a tag whole, with all its attributes, in many times the memory that it
/// has in the file. A tag cannot hold the sign <c>&lt;</c> that begins the next, so it is enough to count from one to the next – in UTF-8, in which
/// the XML of documents is.
/// </summary>
internal sealed class BoundedTags(Stream inner) : ReadOnlyStream(inner)
{
    private const int MostBytes = 8 * 1024 * 1024;

    private int bytesOfTag;
    private bool hasBegun;

    public override int Read(Span<byte> buffer)
    {
        var read = Inner.Read(buffer);
        if (!hasBegun && buffer[..read].ContainsAny((byte)0, (byte)0xFE, (byte)0xFF))
            throw new RefusedException("The file's XML is not in UTF-8. Save the file anew from the program it comes from.");
        hasBegun = hasBegun || read > 0;
        Count(buffer[..read]);
        return read;
    }

    private void Count(ReadOnlySpan<byte> bytes)
    {
        for (var next = bytes.IndexOf((byte)'<'); next >= 0; next = bytes.IndexOf((byte)'<'))
        {
            Add(next);
            bytesOfTag = 0;
            bytes = bytes[(next + 1)..];
        }

        Add(bytes.Length);
    }

    private void Add(int bytes)
    {
        bytesOfTag += bytes;
        if (bytesOfTag > MostBytes)
            throw new RefusedException($"The file's XML has a tag or a text of more than {MostBytes / (1024 * 1024)} MB in one piece, which no document has. Save it anew, or send its text.");
    }
}
