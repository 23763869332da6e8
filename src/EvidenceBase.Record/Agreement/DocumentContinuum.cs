using System.Numerics;

namespace EvidenceBase.Record.Agreement;

/// <summary>Sums over the documents of a continuum.</summary>
internal sealed class ContinuumSum(int codes)
{
    public BigInteger Length { get; set; }

    /// <summary>Of all ordered pairs of layers: the length over which their values differ.</summary>
    public BigInteger Different { get; set; }

    /// <summary>Of all ordered pairs of layers: the length over which one has identified something and the other has not.</summary>
    public BigInteger Uneven { get; set; }

    /// <summary>
    /// What cannot be paired with itself: the squared length of every section, which is one thing, and the plain length of the gaps, whose code
    /// points are many.
    /// </summary>
    public BigInteger Squares { get; set; }

    /// <summary>Of all ordered pairs of layers: the length over which both have identified something.</summary>
    public BigInteger Shared { get; set; }

    public BigInteger SharedSquares { get; set; }

    /// <summary>For each code the length of all its sections.</summary>
    public BigInteger[] LengthOf { get; } = new BigInteger[codes];

    /// <summary>For each code the part of that which lies in sections of the other layer.</summary>
    public BigInteger[] SharedOf { get; } = new BigInteger[codes];

    public BigInteger[] SharedSquaresOf { get; } = new BigInteger[codes];

    /// <summary>For each code the part of that which has the same code there.</summary>
    public BigInteger[] Agreeing { get; } = new BigInteger[codes];
}

/// <summary>What one document adds to the uα family.</summary>
internal sealed class DocumentContinuum
{
    private readonly Dictionary<int, CodeLengths> byCode = [];
    private long length;
    private Int128 different;
    private Int128 uneven;
    private Int128 squares;

    public static DocumentContinuum Of(List<Section>[] layers, int length, int codes)
    {
        var document = new DocumentContinuum { length = length };
        document.Identify(layers);
        document.Intersect(layers, codes);
        if (layers.Length == 2)
        {
            document.Share(layers[0], layers[1]);
            document.Share(layers[1], layers[0]);
        }

        return document;
    }

    public void AddTo(ContinuumSum sum, int times)
    {
        sum.Length += (BigInteger)length * times;
        sum.Different += (BigInteger)different * times;
        sum.Uneven += (BigInteger)uneven * times;
        sum.Squares += (BigInteger)squares * times;
        foreach (var (code, lengths) in byCode)
        {
            sum.LengthOf[code] += (BigInteger)lengths.All * times;
            sum.SharedOf[code] += (BigInteger)lengths.Shared * times;
            sum.Shared += (BigInteger)lengths.Shared * times;
            sum.SharedSquaresOf[code] += (BigInteger)lengths.SharedSquares * times;
            sum.SharedSquares += (BigInteger)lengths.SharedSquares * times;
            sum.Agreeing[code] += (BigInteger)lengths.Agreeing * times;
        }
    }

    private void Identify(List<Section>[] layers)
    {
        foreach (var section in layers.SelectMany(sections => sections))
        {
            squares += (Int128)section.Length * section.Length;
            Of(section.Code).All += section.Length;
        }

        squares += (layers.Length * (Int128)length) - byCode.Values.Aggregate((Int128)0, (sum, one) => sum + one.All);
    }

    /// <summary>Goes through the boundaries of all layers; between two of them no value changes.</summary>
    private void Intersect(List<Section>[] layers, int codes)
    {
        var next = new int[layers.Length];
        var counts = new int[codes];
        var at = 0;
        while (at < length)
        {
            var until = (int)length;
            var (identified, alike) = (0, 0);
            for (var layer = 0; layer < layers.Length; layer++)
            {
                var sections = layers[layer];
                while (next[layer] < sections.Count && sections[next[layer]].End <= at)
                    next[layer]++;
                if (next[layer] == sections.Count)
                    continue;
                var section = sections[next[layer]];
                until = Math.Min(until, section.Start > at ? section.Start : section.End);
                if (section.Start > at)
                    continue;
                identified++;
                alike += 2 * counts[section.Code]++;
            }

            Clear(layers, next, at, counts);
            var gaps = layers.Length - identified;
            var pairs = layers.Length * (layers.Length - 1);
            different += (Int128)(until - at) * (pairs - alike - (gaps * (gaps - 1)));
            uneven += (Int128)(until - at) * 2 * identified * gaps;
            at = until;
        }
    }

    private static void Clear(List<Section>[] layers, int[] next, int at, int[] counts)
    {
        for (var layer = 0; layer < layers.Length; layer++)
        {
            if (next[layer] < layers[layer].Count && layers[layer][next[layer]] is var section && section.Start <= at)
                counts[section.Code] = 0;
        }
    }

    /// <summary>How much of each section of one layer lies in sections of the other.</summary>
    private void Share(List<Section> one, List<Section> other)
    {
        var from = 0;
        foreach (var section in one)
        {
            while (from < other.Count && other[from].End <= section.Start)
                from++;
            long shared = 0;
            for (var index = from; index < other.Count && other[index].Start < section.End; index++)
            {
                var both = Math.Min(section.End, other[index].End) - Math.Max(section.Start, other[index].Start);
                shared += both;
                if (other[index].Code == section.Code)
                    Of(section.Code).Agreeing += both;
            }

            Of(section.Code).Shared += shared;
            Of(section.Code).SharedSquares += (Int128)shared * shared;
        }
    }

    private CodeLengths Of(int code)
    {
        if (!byCode.TryGetValue(code, out var lengths))
            byCode[code] = lengths = new();
        return lengths;
    }

    private sealed class CodeLengths
    {
        public long All { get; set; }

        public long Shared { get; set; }

        public Int128 SharedSquares { get; set; }

        public long Agreeing { get; set; }
    }
}
