using EvidenceBase.Record.Cases;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Matrices;

/// <summary>
/// The cases that are counted, one column each, and those that a coding bears on: the cases of its statement, and those on which the coding
/// itself, its document or its interview was recorded to bear.
/// </summary>
public sealed class CaseColumns
{
    private readonly Dictionary<Guid, int[]> borneOn;
    private readonly Dictionary<Guid, int> columns;

    /// <param name="cases">As they are at the moment that is counted.</param>
    public CaseColumns(IReadOnlyList<Stated> cases)
    {
        var ordered = cases.Select(one => (one.Id, Case: (Case)one.State)).OrderBy(one => one.Case.Key, StringComparer.Ordinal).ToList();
        Headings = [.. ordered.Select(one => new Heading(one.Id, one.Case.Key, one.Case.Name))];
        columns = Headings.Select((heading, column) => (heading.Id, column)).ToDictionary();
        borneOn = ordered
            .SelectMany((one, column) => one.Case.Bearings.Select(bearing => (bearing.About.Id, column)))
            .GroupBy(pair => pair.Id, pair => pair.column)
            .ToDictionary(group => group.Key, group => group.Distinct().ToArray());
    }

    public IReadOnlyList<Heading> Headings { get; }

    /// <summary>The columns of everything in a document or of an interview.</summary>
    public int[] Of(Guid? document, Guid? interview) => Together(On(document), On(interview));

    /// <summary>Those of one coding, which are never fewer.</summary>
    public int[] Of(Guid coding, int[] around) => borneOn.TryGetValue(coding, out var own) ? Together(around, own) : around;

    public int[] Of(CountedStatement statement, int[] around) => Together(
        Of(statement.Id, around), [.. statement.Cases.Where(columns.ContainsKey).Select(one => columns[one])]);

    private int[] On(Guid? thing) => thing is { } id ? borneOn.GetValueOrDefault(id, []) : [];

    private static int[] Together(int[] some, int[] others) => others.Length == 0 ? some : some.Length == 0 ? others : [.. some.Union(others)];
}
