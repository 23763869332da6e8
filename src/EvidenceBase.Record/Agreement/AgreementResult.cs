using EvidenceBase.Record.Figures;

namespace EvidenceBase.Record.Agreement;

/// <summary>One coefficient's value. Numbers are computed exactly and written as <see cref="ComputedNumber.Rounding"/> says.</summary>
/// <param name="Code">The code it is of; null where it is over all of them.</param>
/// <param name="Value">A decimal string; null where the definition gives none.</param>
/// <param name="ObservedDisagreement">For coefficients of the form 1 − observed/expected: the first of the two.</param>
/// <param name="Units">How many units could be compared; of continua, their length in code points.</param>
/// <param name="Coverage">Of cuα and (k)uα: the share of the continuum, or of the code's sections, that the value speaks of.</param>
/// <param name="Undefined">Why there is no value.</param>
public sealed record AgreementResult(
    Coefficient Coefficient,
    Guid? Code,
    string? Value,
    string? ObservedDisagreement,
    string? ExpectedDisagreement,
    long Units,
    string? Coverage = null,
    Undefined? Undefined = null,
    ConfidenceInterval? Interval = null)
{
    internal static AgreementResult Of(Coefficient coefficient, Guid? code, Outcome outcome, long units, ConfidenceInterval? interval) => new(
        coefficient,
        code,
        outcome.Undefined is null ? Decimal(outcome.Value) : null,
        outcome.Disagreement is { } some ? Decimal(some.Observed) : null,
        outcome.Disagreement is { } both ? Decimal(both.Expected) : null,
        units,
        outcome.Coverage is { } coverage ? Decimal(coverage) : null,
        outcome.Undefined,
        interval);

    internal static string Decimal(Rational number) => number.ToDecimal(ComputedNumber.SignificantDigits, out _);
}

/// <summary>
/// Between which values the middle part of the replicates lies: of n sorted ones the ⌈n(100 − level)/200⌉th and the ⌈n(100 + level)/200⌉th.
/// </summary>
/// <param name="Replicates">For how many of them the coefficient was defined; only those count.</param>
/// <param name="Undefined">Why there is none.</param>
public sealed record ConfidenceInterval(string? Lower, string? Upper, int Replicates, Undefined? Undefined = null);
