using System.Numerics;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>
/// α_U of one code (Krippendorff 2004, sect. 11.6): every layer cuts the continuum into units of the code and gaps between them. The documents
/// are one continuum, on which no unit and no gap reaches from one document into the next.
/// </summary>
internal sealed class UnitizingAlpha
{
    private readonly int layers;
    private readonly long[] lengths;
    private readonly DocumentUnitizing?[] documents;

    /// <param name="compared">The documents that every layer has coded.</param>
    public UnitizingAlpha(AgreementData data, int code, IReadOnlyList<bool> compared)
    {
        layers = data.Layers.Count;
        lengths = [.. data.Documents.Select((document, index) => compared[index] ? document.Length : 0L)];
        documents = new DocumentUnitizing?[data.Documents.Count];
        for (var document = 0; document < documents.Length && Obstacle is null; document++)
        {
            var spans = Sections.OfCode(data.SpansOf(document), code);
            if (!compared[document] || spans.Length == 0)
                continue;
            var sections = Sections.ByLayer(spans, layers);
            Obstacle = Sections.Obstacle(data, document, sections);
            documents[document] = Obstacle is null ? DocumentUnitizing.Of(sections, data.Documents[document].Length) : null;
        }
    }

    /// <summary>Why the codings are no units of a continuum.</summary>
    public Undefined? Obstacle { get; }

    /// <summary>Observed and expected disagreement (Krippendorff 2004, p. 253); none where there is nothing to compare.</summary>
    public Disagreement? Of(int[] times)
    {
        BigInteger observed = 0, length = 0;
        var (units, gaps) = (new SortedDictionary<int, long>(), new SortedDictionary<int, long>());
        for (var document = 0; document < times.Length; document++)
        {
            if (times[document] == 0 || lengths[document] == 0)
                continue;
            length += times[document] * lengths[document];
            if (documents[document] is not { } own)
            {
                Add(gaps, (int)lengths[document], (long)times[document] * layers);
                continue;
            }

            observed += times[document] * own.Observed;
            own.Units.ForEach(unit => Add(units, unit, times[document]));
            own.Gaps.ForEach(gap => Add(gaps, gap, times[document]));
        }

        if (length.IsZero)
            return null;
        var all = layers * length;
        var reserved = units.Aggregate(BigInteger.Zero, (sum, unit) => sum + (unit.Value * (BigInteger)unit.Key * (unit.Key - 1)));
        return new(
            Rational.Of(2 * observed, layers * (layers - 1) * length * length),
            Rational.Of(2 * Expected(units, gaps), length * ((all * (all - 1)) - reserved)));
    }

    /// <summary>
    /// The sum over all units, of length b, of the squared differences in all positions in which they could meet the others (N − 1 of them:
    /// (2b³ − 3b² + b)/3 each) and the gaps (b² in each of l − b + 1 positions, where b fits into l).
    /// </summary>
    private static BigInteger Expected(SortedDictionary<int, long> units, SortedDictionary<int, long> gaps)
    {
        var number = units.Values.Sum();
        var gapsDown = gaps.Reverse().ToList();
        var (next, wideEnough, theirLength) = (0, BigInteger.Zero, BigInteger.Zero);
        BigInteger sum = 0;
        foreach (var (unit, count) in units.Reverse())
        {
            for (; next < gapsDown.Count && gapsDown[next].Key >= unit; next++)
            {
                wideEnough += gapsDown[next].Value;
                theirLength += (BigInteger)gapsDown[next].Key * gapsDown[next].Value;
            }

            BigInteger b = unit;
            var meetingUnits = (number - 1) * ((2 * b * b * b) - (3 * b * b) + b) / 3;
            var meetingGaps = b * b * (theirLength - ((b - 1) * wideEnough));
            sum += count * (meetingUnits + meetingGaps);
        }

        return sum;
    }

    private static void Add(SortedDictionary<int, long> lengths, int length, long times) =>
        lengths[length] = lengths.GetValueOrDefault(length) + times;
}

/// <summary>What one document adds to α_U of a code.</summary>
/// <param name="Observed">The squared differences of all pairs of layers.</param>
internal sealed record DocumentUnitizing(BigInteger Observed, List<int> Units, List<int> Gaps)
{
    public static DocumentUnitizing Of(List<Section>[] layers, int length)
    {
        BigInteger observed = 0;
        for (var one = 0; one < layers.Length; one++)
        {
            for (var other = one + 1; other < layers.Length; other++)
                observed += Difference(layers[one], layers[other]);
        }

        return new(observed, [.. layers.SelectMany(sections => sections).Select(section => section.Length)], [.. layers.SelectMany(sections => Between(sections, length))]);
    }

    /// <summary>
    /// Units that overlap differ by the squares of the distances of their beginnings and of their ends; a unit that lies wholly in a gap of the
    /// other layer by the square of its length (Krippendorff 2004, p. 252).
    /// </summary>
    private static Int128 Difference(List<Section> one, List<Section> other)
    {
        Int128 sum = 0;
        var met = new bool[other.Count];
        var from = 0;
        foreach (var section in one)
        {
            while (from < other.Count && other[from].End <= section.Start)
                from++;
            var isMet = false;
            for (var index = from; index < other.Count && other[index].Start < section.End; index++)
            {
                sum += Square(section.Start - other[index].Start) + Square(section.End - other[index].End);
                isMet = met[index] = true;
            }

            if (!isMet)
                sum += Square(section.Length);
        }

        return sum + other.Where((_, index) => !met[index]).Aggregate((Int128)0, (lone, section) => lone + Square(section.Length));
    }

    private static IEnumerable<int> Between(List<Section> sections, int length)
    {
        var from = 0;
        foreach (var section in sections)
        {
            if (section.Start > from)
                yield return section.Start - from;
            from = section.End;
        }

        if (length > from)
            yield return length - from;
    }

    private static Int128 Square(long number) => (Int128)number * number;
}
