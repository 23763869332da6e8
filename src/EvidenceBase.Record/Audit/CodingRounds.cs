using EvidenceBase.Record.Agreement;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Rounds;

namespace EvidenceBase.Record.Audit;

/// <summary>What a report says of blind rounds of coding, and of how far coders agree.</summary>
internal static class CodingRounds
{
    public static IEnumerable<ReportBlock> Of(FoldedStudy study)
    {
        yield return AuditReport.Section("Coding rounds and agreement");
        var rounds = study.Of<RoundView>(Kinds.Round).ToList();
        if (rounds.Count == 0)
            yield return AuditReport.Text("No blind round of coding was held.");
        else
            yield return AuditReport.Table(
                "Blind rounds of coding",
                [("Round", 2), ("Title", 3), ("Coders", 3), ("Documents", 1), ("State", 2), ("Decided conflicts", 1)],
                rounds.Select(round => new[]
                {
                    round.Key,
                    round.Title,
                    string.Join(", ", round.Coders.Select(coder => $"{coder.Principal} (layer {coder.Layer})")),
                    AuditReport.Number(round.Documents.Count),
                    round.Open ? "open" : round.ClosedReason is null ? "closed" : $"closed: {round.ClosedReason}",
                    AuditReport.Number(round.Adjudications.Count),
                }));
        var measurements = study.Of<MeasurementView>(Kinds.Measurement).ToList();
        if (measurements.Count == 0)
            yield return AuditReport.Text("No agreement was measured.");
        foreach (var measurement in measurements)
        {
            var agreement = measurement.Agreement;
            yield return new ReportBlock.Heading(2, $"Measurement {measurement.Key}");
            yield return AuditReport.Text(
                $"{(measurement.Note is null ? string.Empty : $"{measurement.Note} ")}Layers {string.Join(", ", agreement.Inputs.Layers)}; documents "
                + $"{string.Join(", ", agreement.Inputs.Documents.Select(document => $"{document.Key} (revision {AuditReport.Number(document.Revision)})"))}; "
                + $"{AuditReport.Number(agreement.Inputs.Codings)} codings, as of position {AuditReport.Number(agreement.Position)}. {agreement.Rounding}");
            yield return AuditReport.Table(
                $"Coefficients of {measurement.Key}",
                [("Coefficient", 2), ("Definition", 4), ("Code", 2), ("Value", 2), ("Interval", 2), ("Units", 1)],
                agreement.Results.Select(result => new[]
                {
                    result.Coefficient.ToString(),
                    result.Variant,
                    result.Code?.Key ?? "all",
                    result.Value ?? $"none. {result.Undefined?.Detail}",
                    result.Interval is { Lower: { } lower, Upper: { } upper } ? $"{lower} to {upper}" : string.Empty,
                    AuditReport.Number(result.Units),
                }));
        }
    }
}
