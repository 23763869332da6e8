using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Logging;
using UglyToad.PdfPig.Tokens;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// Bounds what a PDF may unpack to, draw, and take of time. The library unpacks a stream whole, so the size of what comes out is measured before it
/// is asked to; what a page draws is counted by <see cref="PdfWork"/> before the library draws it.
/// </summary>
internal sealed class PdfBounds(ReadingLimits limits) : IFilterProvider, ILog
{
    private const int MostStreams = 1_000_000;
    private const int MostBytesOfLzw = 256 * 1024;
    private const int MostColumns = 1_000_000;
    private const long MostBytesOfStream = 64 * 1024 * 1024;
    private const long MostBytesOfPage = 128 * 1024 * 1024;

    private readonly IFilterProvider known = DefaultFilterProvider.Instance;
    private long left = limits.ExpandedBytes;
    private long leftOfPage = MostBytesOfPage;
    private int streams;
    private string? exceeded;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bound(known.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bound(known.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bound(known.GetAllFilters());

    public void BeginPage()
    {
        CheckTime();
        leftOfPage = MostBytesOfPage;
    }

    public void CheckTime() => limits.CheckTime();

    /// <summary>Bytes that the library puts into memory, packed or not.</summary>
    public void Take(long bytes)
    {
        left -= bytes;
        leftOfPage -= bytes;
        if (left < 0 || leftOfPage < 0 || bytes > MostBytesOfStream)
            Refuse("The PDF unpacks to far more than a document holds; it was made to harm, or it is damaged. If it is a real document, print it anew, or split it.");
    }

    public void Refuse(string reason)
    {
        exceeded = reason;
        throw new RefusedException(reason);
    }

    /// <summary>The library goes on after some errors; this one must be heard.</summary>
    public void ThrowIfExceeded()
    {
        if (exceeded is not null)
            throw new RefusedException(exceeded);
        CheckTime();
    }

    public void Debug(string message) => ThrowIfExceeded();

    public void Debug(string message, Exception ex) => ThrowIfExceeded();

    public void Warn(string message) => ThrowIfExceeded();

    /// <summary>The library logs the errors after which it goes on; it does not go on after this one.</summary>
    public void Error(string message) => ThrowIfExceeded();

    public void Error(string message, Exception ex) => ThrowIfExceeded();

    private IFilter[] Bound(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter => new Bounded(filter, this))];

    private void Begin(DictionaryToken dictionary)
    {
        ThrowIfExceeded();
        if (++streams > MostStreams)
            Refuse("The PDF unpacks the same parts again and again; it was made to harm, or it is damaged.");
        if (dictionary.TryGet(NameToken.DecodeParms, out DictionaryToken parameters)
            && parameters.TryGet(NameToken.Create("Columns"), out NumericToken columns) && columns.Data is < 0 or > MostColumns)
            Refuse("The PDF states rows of an impossible length; it is damaged, or it was made to harm.");
    }

    private sealed class Bounded(IFilter inner, PdfBounds bounds) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken dictionary, IFilterProvider provider, int index)
        {
            bounds.Begin(dictionary);
            if (inner is FlateFilter)
                bounds.Take(Inflated(input));
            else if (inner.GetType().Name.StartsWith("Lzw", StringComparison.OrdinalIgnoreCase) && input.Length > MostBytesOfLzw)
                bounds.Refuse("The PDF has large parts in an old compression (LZW) that is not unpacked here. Print it anew to PDF.");
            else
                bounds.Take(input.Length);
            return inner.Decode(input, dictionary, provider, index);
        }

        /// <summary>How many bytes come out, as far as it can be read; counted without keeping them.</summary>
        private static long Inflated(ReadOnlyMemory<byte> input)
        {
            if (input.Length < 2)
                return 0;
            using var stream = new DeflateStream(new MemoryStream(input[2..].ToArray()), CompressionMode.Decompress);
            var buffer = new byte[81920];
            long count = 0;
            try
            {
                for (int read; count <= MostBytesOfStream && (read = stream.Read(buffer)) > 0;)
                    count += read;
            }
            catch (InvalidDataException)
            {
                // What came out until here is what the library will get as well.
            }

            return count;
        }
    }
}
