using EvidenceBase.Record.Figures;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Agreement;

/// <summary>One coefficient's value, with whose definition it is.</summary>
/// <param name="Variant">The definition, in words.</param>
/// <param name="Code">The code it is of; absent where it is over all of them.</param>
public sealed record AgreementValue(
    Coefficient Coefficient,
    string Variant,
    InputCode? Code,
    string? Value,
    string? ObservedDisagreement,
    string? ExpectedDisagreement,
    long Units,
    string? Coverage,
    Undefined? Undefined,
    ConfidenceInterval? Interval);

/// <summary>Coefficients with all that they follow from.</summary>
/// <param name="Rounding">How the numbers are rounded, in words.</param>
public sealed record AgreementView(
    long Position, AgreementParameters Parameters, AgreementInputs Inputs, int Definitions, string Rounding, IReadOnlyList<AgreementValue> Results)
{
    public static AgreementView Of(MeasuredAgreement measured)
    {
        var codes = measured.Inputs.Codes.ToDictionary(code => code.Id);
        return new(
            measured.Position,
            measured.Parameters,
            measured.Inputs,
            measured.Definitions,
            ComputedNumber.Rounding,
            [.. measured.Results.Select(result => Of(result, result.Code is { } code ? codes[code] : null))]);
    }

    private static AgreementValue Of(AgreementResult result, InputCode? code) => new(
        result.Coefficient,
        CoefficientSources.Of(result.Coefficient),
        code,
        result.Value,
        result.ObservedDisagreement,
        result.ExpectedDisagreement,
        result.Units,
        result.Coverage,
        result.Undefined,
        result.Interval);
}

/// <summary>A recorded measurement.</summary>
public sealed record MeasurementView(Guid Id, string Key, long Version, string? Note, AgreementView Agreement)
{
    public static IEnumerable<View> Render(Guid id, Measurement measurement, Lookup lookup)
    {
        var version = lookup.Find(id)!.Version;
        yield return new(
            Kinds.Measurement,
            id,
            measurement.Key,
            version,
            measurement.Key,
            new MeasurementView(id, measurement.Key, version, measurement.Note, AgreementView.Of(measurement.Agreement)));
    }
}
