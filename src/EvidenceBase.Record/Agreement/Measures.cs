namespace EvidenceBase.Record.Agreement;

/// <summary>A coefficient of one code, or over all of them.</summary>
internal readonly record struct Measure(Coefficient Coefficient, int? Code);

/// <summary>Everything that is to be measured, ready to be worked out for the data as they are and for samples of them.</summary>
internal sealed class Measures
{
    private readonly AgreementData data;
    private readonly CodeRatings? ratingsByCode;
    private readonly WholeRatings? ratings;
    private readonly UnitizingAlpha[] unitizing = [];
    private readonly UnitizedContinuum? continuum;
    private readonly bool[] comparedDocuments;

    public Measures(AgreementData data, AgreementParameters parameters, CancellationToken cancellation)
    {
        this.data = data;
        var sorts = parameters.Coefficients.Select(CoefficientSources.DataOf).ToHashSet();
        comparedDocuments =
        [
            .. Enumerable.Range(0, data.Documents.Count)
                .Select(document => Enumerable.Range(0, data.Layers.Count).All(layer => data.IsCoded(document, layer, parameters.Untouched))),
        ];
        if (sorts.Any(sort => sort != CoefficientData.Continua))
        {
            var units = new UnitsOfDocuments(data, parameters);
            Units = !parameters.IsByCode || parameters.Bootstrap?.Resampled == Resampled.Units ? new(data, units, cancellation) : null;
            ratingsByCode = parameters.IsByCode ? new(data, units, parameters.Valuation, cancellation) : null;
            ratings = parameters.IsByCode ? null : new(data, Units!, parameters);
        }

        if (parameters.Coefficients.Contains(Coefficient.AlphaUnitizing))
            unitizing = [.. data.Codes.Select((_, code) => new UnitizingAlpha(data, code, comparedDocuments))];
        if (parameters.Coefficients.Any(coefficient => coefficient >= Coefficient.UAlpha))
            continuum = new(data, comparedDocuments);
        All = [.. parameters.Coefficients.SelectMany(coefficient => Of(coefficient, parameters))];
    }

    public IReadOnlyList<Measure> All { get; }

    /// <summary>The units of analysis with all codes together; null where only each code by itself is looked at.</summary>
    public UnitTable? Units { get; }

    /// <summary>The data as they are.</summary>
    public Sample Whole => new([.. Enumerable.Repeat(1, data.Documents.Count)], null);

    /// <summary>For each measure its value and how many units it compares.</summary>
    public IReadOnlyList<(Outcome Outcome, long Units)> Of(Sample sample, CancellationToken cancellation)
    {
        var byCode = ratingsByCode?.Of(sample, Units);
        var whole = ratings?.Of(sample);
        return
        [
            .. All.Select(measure =>
            {
                cancellation.ThrowIfCancellationRequested();
                return Of(measure, sample, byCode, whole);
            }),
        ];
    }

    private (Outcome Outcome, long Units) Of(Measure measure, Sample sample, IReadOnlyList<Ratings>? byCode, Ratings? whole)
    {
        if (data.Codes.Count == 0)
            return (Outcome.None(Undefined.NothingCoded), 0);
        if (CoefficientSources.DataOf(measure.Coefficient) == CoefficientData.Continua)
            return sample.Documents is { } times ? (OfContinua(measure, times), Length(times)) : (Outcome.None(Undefined.ContinuumOfDocuments), 0);
        if (whole is not null)
            return (ratings!.Obstacle is { } overlap ? Outcome.None(overlap) : RatingCoefficients.Of(measure.Coefficient, [whole]), whole.PairableUnits);
        var (obstacle, codes) = measure.Code is { } code
            ? (ratingsByCode!.Obstacles[code], [byCode![code]])
            : (ratingsByCode!.Obstacles.FirstOrDefault(one => one is not null), byCode!);
        return (obstacle is null ? RatingCoefficients.Of(measure.Coefficient, codes) : Outcome.None(obstacle), codes.Max(one => one.PairableUnits));
    }

    private Outcome OfContinua(Measure measure, int[] times)
    {
        if (measure.Coefficient == Coefficient.AlphaUnitizing)
        {
            var codes = measure.Code is { } one ? [unitizing[one]] : unitizing;
            return codes.Select(code => code.Obstacle).FirstOrDefault(obstacle => obstacle is not null) is { } overlap
                ? Outcome.None(overlap)
                : Outcome.Pooled(codes.Select(code => code.Of(times)));
        }

        if (continuum!.Obstacle is { } obstacle)
            return Outcome.None(obstacle);
        return measure.Coefficient switch
        {
            Coefficient.CuAlpha => continuum.OfIntersections(times),
            Coefficient.KuAlpha => continuum.OfCode(measure.Code!.Value, times),
            _ => continuum.OfWhole(measure.Coefficient, times),
        };
    }

    private long Length(int[] times) => data.Documents.Select((document, index) => comparedDocuments[index] ? (long)times[index] * document.Length : 0).Sum();

    private IEnumerable<Measure> Of(Coefficient coefficient, AgreementParameters parameters)
    {
        var byCode = CoefficientSources.DataOf(coefficient) == CoefficientData.Continua
            ? coefficient is Coefficient.AlphaUnitizing or Coefficient.KuAlpha
            : parameters.IsByCode;
        var each = byCode ? data.Codes.Select((_, code) => new Measure(coefficient, code)) : [];
        return coefficient == Coefficient.KuAlpha ? each : each.Append(new(coefficient, null));
    }
}
