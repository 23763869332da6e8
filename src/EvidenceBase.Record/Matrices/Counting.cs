namespace EvidenceBase.Record.Matrices;

/// <summary>What of the material is counted. Null: all of it.</summary>
/// <param name="Layers">By name.</param>
/// <param name="Cases">Codings that bear on one of them at least.</param>
public sealed record CountingFilter(
    IReadOnlySet<string>? Layers = null,
    IReadOnlySet<Guid>? Documents = null,
    IReadOnlySet<Guid>? Interviews = null,
    IReadOnlySet<Guid>? Cases = null);

/// <summary>A coding as it counts in one row.</summary>
/// <param name="Made">The position at which it was made.</param>
/// <param name="Cases">The columns of the cases that it bears on.</param>
public readonly record struct AppliedCode(int Row, Guid Coding, Guid? Interview, long Made, int[] Cases);

/// <summary>A coding as it counts in one row, in its place in the text.</summary>
public readonly record struct PlacedCode(int Row, int Layer, int Start, int End);

/// <summary>The codings that stand at a position and are to be counted. A coding counts in a row once, however many of its codes lead there.</summary>
public sealed class Counting
{
    private readonly CodedMaterial material;
    private readonly long position;
    private readonly CountingFilter filter;
    private readonly bool[] layers;
    private readonly bool[]? cases;

    public Counting(CodedMaterial material, long position, CodeRows codes, CaseColumns columns, CountingFilter filter)
    {
        (this.material, this.position, Codes, Cases, this.filter) = (material, position, codes, columns, filter);
        layers = [.. material.Layers.Select(layer => filter.Layers?.Contains(layer) ?? true)];
        cases = filter.Cases is { } wanted ? [.. columns.Headings.Select(heading => wanted.Contains(heading.Id))] : null;
    }

    public CodeRows Codes { get; }

    public CaseColumns Cases { get; }

    public IEnumerable<AppliedCode> Applied()
    {
        foreach (var document in Documents())
        {
            var around = Cases.Of(document.Id, document.Interview);
            foreach (var span in document.Spans)
            {
                if (Takes(span, around) is { } borne)
                    yield return new(Codes.RowOf(span.Code), span.Id, document.Interview, span.Made, borne);
            }
        }

        foreach (var (interview, statement, borne) in Statements())
        {
            foreach (var row in Codes.RowsOf(statement.Codes))
                yield return new(row, statement.Id, interview, statement.Made, borne);
        }
    }

    /// <summary>The codings of each document where they stand in the revision that is the present one at the position, in order.</summary>
    public IEnumerable<(CodedDocument Document, int Revision, List<PlacedCode> Codings)> Placed()
    {
        foreach (var document in Documents())
        {
            var around = Cases.Of(document.Id, document.Interview);
            var revision = document.RevisionAt(position);
            var codings = new List<PlacedCode>(document.Spans.Length);
            foreach (var span in document.PlacedIn(revision))
            {
                if (Takes(span, around) is not null)
                    codings.Add(new(Codes.RowOf(span.Code), span.Layer, span.Start, span.End));
            }

            yield return (document, revision, codings);
        }
    }

    /// <summary>The rows of each statement.</summary>
    public IEnumerable<List<int>> TogetherInStatements() => Statements().Select(one => Codes.RowsOf(one.Statement.Codes).ToList());

    private IEnumerable<CodedDocument> Documents() => material.Documents.Values.Where(document =>
        document.RevisionAt(position) > 0
        && (filter.Documents?.Contains(document.Id) ?? true)
        && (filter.Interviews is null || (document.Interview is { } interview && filter.Interviews.Contains(interview))));

    private IEnumerable<(Guid Interview, CountedStatement Statement, int[] Cases)> Statements()
    {
        if (filter.Documents is not null)
            yield break;
        foreach (var (interview, statements) in material.Statements)
        {
            if (filter.Interviews?.Contains(interview) == false)
                continue;
            var around = Cases.Of(null, interview);
            foreach (var statement in statements)
            {
                var borne = Cases.Of(statement, around);
                if (statement.StandsAt(position) && layers[statement.Layer] && TakesCases(borne))
                    yield return (interview, statement, borne);
            }
        }
    }

    /// <summary>The columns of the cases that the coding bears on; null where it is not counted.</summary>
    private int[]? Takes(in CodedSpan span, int[] around)
    {
        if (!span.StandsAt(position) || !layers[span.Layer] || Codes.RowOf(span.Code) < 0)
            return null;
        var borne = Cases.Of(span.Id, around);
        return TakesCases(borne) ? borne : null;
    }

    private bool TakesCases(int[] borne)
    {
        if (cases is null)
            return true;
        foreach (var column in borne)
        {
            if (cases[column])
                return true;
        }

        return false;
    }
}
