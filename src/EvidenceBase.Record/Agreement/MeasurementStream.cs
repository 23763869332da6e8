using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Agreement;

/// <summary>A measurement of agreement that was recorded; it never changes.</summary>
public sealed record Measurement(string Key, string? Note, MeasuredAgreement Agreement)
{
    public static Measurement? Evolve(Measurement? measurement, object @event) => (measurement, @event) switch
    {
        (null, AgreementMeasured measured) => new(measured.Key, measured.Note, measured.Agreement),
        _ => measurement,
    };
}

public static class MeasurementStream
{
    public static StreamDefinition Definition { get; } = StreamDefinition.Of<Measurement>(
        Kinds.Measurement,
        new Dictionary<string, Type>
        {
            ["agreement_measured"] = typeof(AgreementMeasured),
            ["measurement_change_undone"] = typeof(MeasurementChangeUndone),
            ["measurement_change_redone"] = typeof(MeasurementChangeRedone),
        },
        Measurement.Evolve,
        RegisterChanges,
        MeasurementView.Render,
        reversals: ReversalRules.Of<Measurement, MeasurementChangeUndone, MeasurementChangeRedone>(
            Measurement.Evolve,
            (from, to, things, stands) => new(from, to, things, stands),
            (from, to, things, stands) => new(from, to, things, stands),
            _ => [string.Empty]));

    private static IEnumerable<RegisterChange> RegisterChanges(Guid measurementId, object @event) =>
        @event is AgreementMeasured measured ? [new RegisterChange.Enters(Kinds.Measurement, measurementId, measured.Key)] : [];
}
