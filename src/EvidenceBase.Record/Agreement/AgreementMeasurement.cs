namespace EvidenceBase.Record.Agreement;

/// <summary>Works out coefficients. The same data and parameters give the same decimal strings, whenever and wherever.</summary>
public static class AgreementMeasurement
{
    /// <summary>The version of the definitions, which goes up when a number could come out different for the same data.</summary>
    public const int Definitions = 1;

    /// <param name="parameters">Such that <see cref="AgreementParameters.Problems"/> has none.</param>
    /// <returns>In the order of the coefficients; for each, first code by code in the order of the data, then over all codes.</returns>
    public static IReadOnlyList<AgreementResult> Of(AgreementData data, AgreementParameters parameters, CancellationToken cancellation = default)
    {
        var measures = new Measures(data, parameters, cancellation);
        var outcomes = measures.Of(measures.Whole, cancellation);
        var intervals = parameters.Bootstrap is { } bootstrap ? new Resampling(data, measures, bootstrap).Intervals(cancellation) : null;
        return
        [
            .. outcomes.Select((one, index) => AgreementResult.Of(
                measures.All[index].Coefficient,
                measures.All[index].Code is { } code ? data.Codes[code].Id : null,
                one.Outcome,
                one.Units,
                intervals?[index])),
        ];
    }
}
