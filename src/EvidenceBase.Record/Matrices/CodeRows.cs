using EvidenceBase.Record.Codebooks;

namespace EvidenceBase.Record.Matrices;

/// <summary>What a row or a column of a matrix stands for.</summary>
public sealed record Heading(Guid Id, string Key, string Name);

/// <summary>
/// The codes that are counted, one row each, in the order of the codebook, and the row in which a coding counts: that of the code which its
/// own has become through merges. A code that was split keeps its row, since which of the others each of its codings belongs to is open.
/// </summary>
public sealed class CodeRows
{
    private readonly int[] rows;

    /// <param name="applied">The codes by the numbers under which codings name them.</param>
    /// <param name="wanted">The codes to be counted, with all that stand under them; null for every code.</param>
    /// <param name="alone">The wanted codes only, without those under them.</param>
    public CodeRows(Codebook codebook, IReadOnlyList<Guid> applied, IReadOnlyCollection<Guid>? wanted = null, bool alone = false)
    {
        var resolved = wanted?.Select(codebook.Resolve).ToHashSet();
        var shown = new List<Heading>();
        Walk(null, false);
        Headings = shown;
        var order = shown.Select((heading, row) => (heading.Id, row)).ToDictionary();
        rows = [.. applied.Select(code => order.TryGetValue(codebook.Resolve(code), out var row) ? row : -1)];

        void Walk(Guid? parent, bool isWanted)
        {
            foreach (var code in codebook.Under(parent))
            {
                var counts = resolved is null || resolved.Contains(code.Id) || (isWanted && !alone);
                if (counts)
                    shown.Add(new(code.Id, code.Key, code.Name));
                Walk(code.Id, counts);
            }
        }
    }

    public IReadOnlyList<Heading> Headings { get; }

    public int Count => Headings.Count;

    /// <summary>The row in which a coding with this code counts; negative where it is not counted.</summary>
    public int RowOf(int code) => rows[code];

    /// <summary>The rows of several codes of one coding, each once.</summary>
    public IEnumerable<int> RowsOf(IEnumerable<int> codes) => codes.Select(RowOf).Where(row => row >= 0).Distinct();
}
