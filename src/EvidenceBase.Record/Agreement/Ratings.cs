namespace EvidenceBase.Record.Agreement;

/// <summary>How many of the values of a unit are of one category.</summary>
internal readonly record struct CategoryCount(int Category, int Count);

/// <summary>What the layers say of a unit: the category of each, or <see cref="UnitsOfDocuments.Missing"/>.</summary>
internal sealed class RatingPattern
{
    public RatingPattern(int[] values)
    {
        Values = values;
        var sorted = (int[])values.Clone();
        Array.Sort(sorted);
        var tally = new List<CategoryCount>(values.Length);
        foreach (var value in sorted)
        {
            if (value == UnitsOfDocuments.Missing)
                continue;
            Valued++;
            if (tally is [.., var last] && last.Category == value)
                tally[^1] = last with { Count = last.Count + 1 };
            else
                tally.Add(new(value, 1));
        }

        Tally = [.. tally];
    }

    public int[] Values { get; }

    /// <summary>How many layers have a value.</summary>
    public int Valued { get; }

    public CategoryCount[] Tally { get; }
}

/// <summary>The scale that units are rated on.</summary>
/// <param name="Available">How many categories there are to choose from, used or not.</param>
/// <param name="Numbers">The numbers that the categories stand for, where they do.</param>
/// <param name="Decisions">The codes that are applied by choosing a category.</param>
internal sealed record Scale(long Available, Func<int, long>? Numbers, Func<int, IReadOnlyList<CodeValue>> Decisions);

/// <summary>Units with their values: patterns, and how many units have each.</summary>
internal sealed record Ratings(Scale Scale, IReadOnlyList<RatingPattern> Patterns, long[] Counts)
{
    public int Layers => Patterns.Count == 0 ? 0 : Patterns[0].Values.Length;

    /// <summary>The patterns that occur, of units with values of at least so many layers.</summary>
    public IEnumerable<(RatingPattern Pattern, long Units)> Valued(int layers)
    {
        for (var index = 0; index < Counts.Length; index++)
        {
            if (Counts[index] > 0 && Patterns[index].Valued >= layers)
                yield return (Patterns[index], Counts[index]);
        }
    }

    /// <summary>How many units can be compared at all.</summary>
    public long PairableUnits => Valued(2).Sum(one => one.Units);
}

/// <summary>How often each document counts, or – where units were drawn – each pattern of the unit table.</summary>
internal readonly record struct Sample(int[]? Documents, long[]? Patterns);

/// <summary>The patterns in which units are rated on one scale, each under one number.</summary>
internal sealed class RatingPatterns(Scale scale)
{
    private readonly Dictionary<int[], int> numbers = new(new SameContent<int>());
    private readonly List<RatingPattern> patterns = [];

    public int Count => patterns.Count;

    public int NumberOf(ReadOnlySpan<int> values)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<int>>();
        if (lookup.TryGetValue(values, out var number))
            return number;
        lookup[values] = number = patterns.Count;
        patterns.Add(new(values.ToArray()));
        return number;
    }

    public Ratings With(long[] counts) => new(scale, patterns, counts);
}
