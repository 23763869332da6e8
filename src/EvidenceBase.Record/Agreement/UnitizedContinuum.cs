using System.Numerics;
using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>
/// The uα family (Krippendorff, Mathet, Bouvry and Widlöcher 2016): every layer cuts the continuum into sections with one code each and gaps;
/// what is compared are the lengths of the intersections of sections of different layers. The documents are one continuum.
/// </summary>
internal sealed class UnitizedContinuum
{
    private readonly int layers;
    private readonly int codes;
    private readonly DocumentContinuum?[] documents;

    /// <param name="compared">The documents that every layer has coded.</param>
    public UnitizedContinuum(AgreementData data, IReadOnlyList<bool> compared)
    {
        (layers, codes) = (data.Layers.Count, data.Codes.Count);
        documents = new DocumentContinuum?[data.Documents.Count];
        for (var document = 0; document < documents.Length && Obstacle is null; document++)
        {
            if (!compared[document])
                continue;
            var sections = Sections.ByLayer(data.SpansOf(document), layers);
            Obstacle = Sections.Obstacle(data, document, sections);
            documents[document] = Obstacle is null ? DocumentContinuum.Of(sections, data.Documents[document].Length, codes) : null;
        }
    }

    /// <summary>Why the codings are no sections of a continuum.</summary>
    public Undefined? Obstacle { get; }

    /// <param name="coefficient">uα or |uα.</param>
    public Outcome OfWhole(Coefficient coefficient, int[] times) => Sum(times) is { Length.IsZero: false } sum
        ? coefficient == Coefficient.UAlpha ? UAlpha(sum) : BinaryUAlpha(sum)
        : Outcome.None(Undefined.NoPairableUnits);

    /// <summary>cuα, of the parts of sections that lie in sections of the other layer.</summary>
    public Outcome OfIntersections(int[] times)
    {
        if (layers > 2)
            return Outcome.None(Undefined.UnsettledForMoreThanTwo);
        if (Sum(times) is not { } sum || sum.Shared.IsZero)
            return Outcome.None(Undefined.NoPairableUnits);
        var different = sum.Shared - sum.Agreeing.Aggregate(BigInteger.Zero, (total, one) => total + one);
        var expected = Squares(sum.Shared, sum.SharedOf);
        return Outcome.Of(
            new Disagreement(Rational.Of(different, sum.Shared), Rational.Of(expected, (sum.Shared * sum.Shared) - sum.SharedSquares)),
            Rational.Of(sum.Shared, layers * sum.Length));
    }

    /// <summary>(k)uα, of one code among them.</summary>
    public Outcome OfCode(int code, int[] times)
    {
        if (layers > 2)
            return Outcome.None(Undefined.UnsettledForMoreThanTwo);
        if (Sum(times) is not { } sum || sum.SharedOf[code].IsZero)
            return Outcome.None(Undefined.NoPairableUnits);
        var own = sum.SharedOf[code];
        var expected = (own * sum.Shared) - sum.SharedSquaresOf[code];
        return Outcome.Of(
            new Disagreement(
                Rational.Of(own - sum.Agreeing[code], own), expected.IsZero ? default : Rational.Of(own * (sum.Shared - own), expected)),
            Rational.Of(own, sum.LengthOf[code]));
    }

    /// <summary>Disagreement is every intersection of sections with different values, gaps being a value of their own (eqs. 1 to 5).</summary>
    private Outcome UAlpha(ContinuumSum sum)
    {
        var total = layers * sum.Length;
        var values = sum.LengthOf.Append(total - sum.LengthOf.Aggregate(BigInteger.Zero, (all, one) => all + one));
        return Outcome.Of(new Disagreement(
            Rational.Of(sum.Different, (layers - 1) * total), Rational.Of(Squares(total, values), (total * total) - sum.Squares)));
    }

    /// <summary>The same with only two values, identified and not (eq. 6).</summary>
    private Outcome BinaryUAlpha(ContinuumSum sum)
    {
        var total = layers * sum.Length;
        var identified = sum.LengthOf.Aggregate(BigInteger.Zero, (all, one) => all + one);
        return Outcome.Of(new Disagreement(
            Rational.Of(sum.Uneven, (layers - 1) * total),
            Rational.Of(2 * identified * (total - identified), (total * total) - sum.Squares)));
    }

    private ContinuumSum? Sum(int[] times)
    {
        ContinuumSum? sum = null;
        for (var document = 0; document < times.Length; document++)
        {
            if (times[document] > 0 && documents[document] is { } own)
                own.AddTo(sum ??= new(codes), times[document]);
        }

        return sum;
    }

    /// <summary>The square of a whole, less the squares of its parts: what pairs of different parts make up.</summary>
    private static BigInteger Squares(BigInteger whole, IEnumerable<BigInteger> parts) =>
        parts.Aggregate(whole * whole, (rest, part) => rest - (part * part));
}
