namespace EvidenceBase.Record.Agreement;

/// <summary>Ratings in which the codes of a unit, taken together, are its one value.</summary>
internal sealed class WholeRatings
{
    private readonly UnitTable units;
    private readonly RatingPatterns ratings;
    private readonly int[] patterns;

    public WholeRatings(AgreementData data, UnitTable units, AgreementParameters parameters)
    {
        this.units = units;
        var used = units.Patterns.SelectMany(pattern => pattern).Where(value => Kept(value, parameters.Uncoded)).ToHashSet();
        var available = parameters.Valuation == Valuation.CodeSet
            ? used.Count
            : data.Codes.Count + (parameters.Uncoded == Uncoded.Category ? 1 : 0);
        ratings = new(new(available, null, set => units.Sets[set]));
        patterns =
        [
            .. units.Patterns.Select(pattern =>
                ratings.NumberOf([.. pattern.Select(value => Kept(value, parameters.Uncoded) ? value : UnitsOfDocuments.Missing)])),
        ];
        Obstacle = parameters.Valuation == Valuation.Code ? FirstOverlap(data) : null;
    }

    /// <summary>Why the units have no one value each.</summary>
    public Undefined? Obstacle { get; }

    public Ratings Of(Sample sample)
    {
        var counts = new long[ratings.Count];
        if (sample.Patterns is { } drawn)
        {
            for (var pattern = 0; pattern < drawn.Length; pattern++)
                counts[patterns[pattern]] += drawn[pattern];
            return ratings.With(counts);
        }

        for (var document = 0; document < units.Documents.Length; document++)
        {
            if (sample.Documents![document] == 0)
                continue;
            foreach (var (pattern, number) in units.Documents[document])
                counts[patterns[pattern]] += sample.Documents[document] * number;
        }

        return ratings.With(counts);
    }

    private static bool Kept(int value, Uncoded uncoded) =>
        value != UnitsOfDocuments.Missing && (value != CodeSets.Empty || uncoded == Uncoded.Category);

    private Undefined? FirstOverlap(AgreementData data)
    {
        for (var pattern = 0; pattern < units.Patterns.Count; pattern++)
        {
            var layer = Array.FindIndex(units.Patterns[pattern], value => value > CodeSets.Empty && units.Sets[value].Count > 1);
            if (layer < 0)
                continue;
            var codes = units.Sets[units.Patterns[pattern][layer]].Select(one => $"“{data.Codes[one.Code].Key}”");
            return Undefined.NotExclusive(data.Layers[layer], data.Name(units.FirstPlaces[pattern]), string.Join(" and ", codes));
        }

        return null;
    }
}
