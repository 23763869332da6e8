using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Claims;

namespace EvidenceBase.Record.Matrices;

/// <summary>A step of an argument as a row.</summary>
/// <param name="Case">The case that the step itself is about, where it is about one.</param>
public sealed record StepHeading(Guid Id, string Key, string Name, string Number, string Argument, string? Case);

/// <summary>
/// Which cases a step speaks of: in each cell the claims placed in the step that are about the case, and the pieces of evidence under its
/// claims that cite what bears on it. A claim that was retracted does not count, and neither does its evidence.
/// </summary>
/// <param name="Claims">One list a step, with a number for each case.</param>
/// <param name="Evidence">Likewise.</param>
public sealed record CaseByStep(
    IReadOnlyList<StepHeading> Rows, IReadOnlyList<Heading> Columns, IReadOnlyList<int[]> Claims, IReadOnlyList<int[]> Evidence)
{
    /// <param name="steps">In the order of the outline.</param>
    public static CaseByStep Count(IReadOnlyList<StepView> steps, IReadOnlyList<Heading> cases)
    {
        var columns = cases.Select((heading, column) => (heading.Id, column)).ToDictionary();
        var (claims, _) = Crosstab.Blank(steps.Count, columns.Count);
        var (evidence, _) = Crosstab.Blank(steps.Count, columns.Count);
        foreach (var (row, step) in steps.Index())
        {
            foreach (var claim in step.Claims.Where(claim => claim.Retracted is null))
            {
                Add(claims[row], claim.Cases);
                foreach (var one in claim.Evidence.Where(one => one.Citation is not null))
                    Add(evidence[row], one.Citation!.Cases);
            }
        }

        return new([.. steps.Select(Of)], cases, claims, evidence);

        void Add(int[] cells, IEnumerable<NamedView> borne)
        {
            foreach (var one in borne.Where(one => columns.ContainsKey(one.Id)))
                cells[columns[one.Id]]++;
        }
    }

    private static StepHeading Of(StepView step) => new(step.Id, step.Key, step.Title, step.Number, step.Argument.Key, step.Case?.Key);
}
