namespace EvidenceBase.Audit.Bundles;

/// <summary>
/// Gathers what is written at once and passes it on when it is told to: the library for zip files ends its entries with writes that wait, which the
/// server does not allow.
/// </summary>
internal sealed class GatheredOutput(Stream output) : Stream
{
    private readonly MemoryStream gathered = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => gathered.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => gathered.Write(buffer);

    public async Task PassOn(CancellationToken cancellation)
    {
        await output.WriteAsync(gathered.GetBuffer().AsMemory(0, (int)gathered.Length), cancellation);
        gathered.SetLength(0);
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
