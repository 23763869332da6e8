namespace EvidenceBase.Codings;

/// <summary>What is wrong with the lines of a batch: the first hundred told, all of them counted.</summary>
internal sealed class WrongLines
{
    private readonly List<LineProblem> told = [];
    private int last;

    /// <summary>How many lines are wrong.</summary>
    public int Count { get; private set; }

    public IReadOnlyList<LineProblem> Told => told;

    /// <param name="problems">In the order of the lines, several for one side by side.</param>
    public void Add(IEnumerable<LineProblem> problems)
    {
        foreach (var one in problems)
        {
            if (one.Line != last)
                Count++;
            last = one.Line;
            if (told.Count < CodeInBulkEndpoint.MostTold)
                told.Add(one);
        }
    }
}
