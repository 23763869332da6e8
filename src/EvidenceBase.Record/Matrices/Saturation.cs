namespace EvidenceBase.Record.Matrices;

/// <summary>What one more interview brought.</summary>
/// <param name="Codings">How many codings rest on it.</param>
/// <param name="Codes">How many codes are among them.</param>
/// <param name="New">The codes that no interview before it has.</param>
/// <param name="Cumulative">How many codes it and those before it have together.</param>
public sealed record SaturationStep(Heading Interview, int Codings, int Codes, IReadOnlyList<Heading> New, int Cumulative);

/// <summary>New codes by interview, in an order: whether interviews still brought something new. Interviews without a coding stand in it with nothing.</summary>
public static class Saturation
{
    /// <param name="interviews">In the order in which they are to be taken.</param>
    public static IReadOnlyList<SaturationStep> Count(Counting counting, IReadOnlyList<Heading> interviews)
    {
        var applied = Crosstab.CodeByInterview(counting, interviews).Cells;
        var seen = new bool[counting.Codes.Count];
        var cumulative = 0;
        var steps = new List<SaturationStep>(interviews.Count);
        foreach (var (column, interview) in interviews.Index())
        {
            var rows = Enumerable.Range(0, seen.Length).Where(row => applied[row][column] > 0).ToList();
            var added = rows.Where(row => !seen[row]).ToList();
            foreach (var row in added)
                seen[row] = true;
            cumulative += added.Count;
            steps.Add(new(interview, rows.Sum(row => applied[row][column]), rows.Count, [.. added.Select(row => counting.Codes.Headings[row])], cumulative));
        }

        return steps;
    }
}
