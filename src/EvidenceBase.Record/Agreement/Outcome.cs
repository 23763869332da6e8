using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>Observed disagreement, and that which is expected by chance; both 0 where there is none.</summary>
internal readonly record struct Disagreement(Rational Observed, Rational Expected)
{
    /// <summary>From observed and expected agreement.</summary>
    public static Disagreement OfAgreement(Rational observed, Rational expected) => new(One - observed, One - expected);

    public static Rational One { get; } = Rational.Of(1, 1);
}

/// <summary>What a definition gives for some data: a value, or the reason for there being none.</summary>
/// <param name="Coverage">The share of the identified matter that the value speaks of, where it is not all.</param>
internal sealed record Outcome(Rational Value, Disagreement? Disagreement, Undefined? Undefined, Rational? Coverage = null)
{
    public static Outcome None(Undefined reason) => new(default, null, reason);

    public static Outcome Of(Rational value) => new(value, null, null);

    /// <summary>1 − observed/expected.</summary>
    public static Outcome Of(Disagreement disagreement, Rational? coverage = null) => disagreement.Expected.IsZero
        ? new(default, disagreement, Undefined.NoVariation, coverage)
        : new(Agreement.Disagreement.One - (disagreement.Observed / disagreement.Expected), disagreement, null, coverage);

    /// <summary>
    /// Over several codes: 1 − mean observed / mean expected disagreement, which for kappa is the pooled estimator of De Vries et al. (2008,
    /// p. 275). Codes without anything to compare stay out.
    /// </summary>
    public static Outcome Pooled(IEnumerable<Disagreement?> codes)
    {
        var known = codes.OfType<Disagreement>().ToList();
        if (known.Count == 0)
            return None(Undefined.NoPairableUnits);
        var number = Rational.Of(known.Count, 1);
        return Of(new Disagreement(Sum(known.Select(one => one.Observed)) / number, Sum(known.Select(one => one.Expected)) / number));
    }

    public static Rational Sum(IEnumerable<Rational> numbers) => numbers.Aggregate(default(Rational), (sum, number) => sum + number);
}
