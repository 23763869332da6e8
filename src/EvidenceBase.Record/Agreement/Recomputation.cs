namespace EvidenceBase.Record.Agreement;

/// <summary>A result as it was recorded and as it comes out now.</summary>
/// <param name="Recorded">Null where it was not recorded.</param>
/// <param name="Recomputed">Null where it does not come out any more.</param>
public sealed record RecomputedResult(Coefficient Coefficient, Guid? Code, AgreementResult? Recorded, AgreementResult? Recomputed, bool Equal);

/// <summary>A recorded measurement beside what comes out of the record as it stood at the same position.</summary>
/// <param name="Equal">Whether the inputs and every digit of every result are the same.</param>
/// <param name="RecordedHash">Of the inputs.</param>
/// <param name="RecordedDefinitions">The version of the definitions by which it was measured; if it is another than now, numbers may rightly differ.</param>
public sealed record Recomputation(
    string Key,
    long Position,
    bool Equal,
    string RecordedHash,
    string RecomputedHash,
    bool InputsEqual,
    int RecordedDefinitions,
    int RecomputedDefinitions,
    IReadOnlyList<RecomputedResult> Results)
{
    public static Recomputation Of(string key, MeasuredAgreement recorded, MeasuredAgreement recomputed)
    {
        var before = recorded.Results.ToDictionary(result => (result.Coefficient, result.Code));
        var after = recomputed.Results.ToDictionary(result => (result.Coefficient, result.Code));
        RecomputedResult[] results =
        [
            .. before.Keys.Union(after.Keys).Select(of => Compare(of.Coefficient, of.Code, before.GetValueOrDefault(of), after.GetValueOrDefault(of))),
        ];
        var inputs = recorded.Inputs.Hash == recomputed.Inputs.Hash;
        return new(
            key,
            recorded.Position,
            inputs && results.All(result => result.Equal),
            recorded.Inputs.Hash,
            recomputed.Inputs.Hash,
            inputs,
            recorded.Definitions,
            recomputed.Definitions,
            results);
    }

    private static RecomputedResult Compare(Coefficient coefficient, Guid? code, AgreementResult? recorded, AgreementResult? recomputed) =>
        new(coefficient, code, recorded, recomputed, recorded == recomputed);
}
