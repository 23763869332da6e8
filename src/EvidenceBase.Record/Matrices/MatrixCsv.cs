using System.Globalization;
using System.Text;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Matrices;

/// <summary>Matrices as CSV files, headed by keys.</summary>
public static class MatrixCsv
{
    /// <summary>A code a line; the last column counts what belongs to none of the others, where there is such.</summary>
    public static string Write(Crosstab crosstab)
    {
        var text = Headed(["code", "name", .. crosstab.Columns.Select(column => column.Key), .. crosstab.Outside is null ? [] : (string[])["none"]]);
        foreach (var (row, heading) in crosstab.Rows.Index())
            Csv.Record(text, [heading.Key, heading.Name, .. Numbers(crosstab.Cells[row]), .. crosstab.Outside is { } outside ? Numbers([outside[row]]) : []]);
        return text.ToString();
    }

    public static string Write(CoOccurrence matrix)
    {
        var text = Headed(["code", "name", "codings", .. matrix.Codes.Select(code => code.Key)]);
        foreach (var (row, heading) in matrix.Codes.Index())
            Csv.Record(text, [heading.Key, heading.Name, .. Numbers([matrix.Codings[row]]), .. Numbers(matrix.Cells[row])]);
        return text.ToString();
    }

    public static string Write(Frequency frequency)
    {
        var text = Headed(["code", "name", .. frequency.Spans]);
        foreach (var (row, heading) in frequency.Rows.Index())
            Csv.Record(text, [heading.Key, heading.Name, .. Numbers(frequency.Cells[row])]);
        return text.ToString();
    }

    /// <summary>A document a line.</summary>
    public static string Write(Coverage coverage)
    {
        var text = Headed(["document", "title", "revision", "length", "covered", "codings", .. coverage.Rows.Select(code => code.Key)]);
        foreach (var (column, document) in coverage.Columns.Index())
        {
            Csv.Record(
                text,
                [
                    document.Key, document.Name, .. Numbers([document.Revision, document.Length, document.Covered, document.Codings]),
                    .. Numbers(coverage.Cells.Select(row => row[column])),
                ]);
        }

        return text.ToString();
    }

    /// <summary>An interview a line; new codes by their keys, apart by a space.</summary>
    public static string Write(IReadOnlyList<SaturationStep> steps)
    {
        var text = Headed(["interview", "codings", "codes", "new", "cumulative", "new codes"]);
        foreach (var step in steps)
            Csv.Record(text, [step.Interview.Key, .. Numbers([step.Codings, step.Codes, step.New.Count, step.Cumulative]), string.Join(' ', step.New.Select(code => code.Key))]);
        return text.ToString();
    }

    /// <summary>A step a line, with two columns for each case.</summary>
    public static string Write(CaseByStep matrix)
    {
        var text = Headed(["argument", "number", "step", "title", "case", .. matrix.Columns.SelectMany(column => (string[])[$"{column.Key} claims", $"{column.Key} evidence"])]);
        foreach (var (row, step) in matrix.Rows.Index())
        {
            var cells = matrix.Claims[row].Zip(matrix.Evidence[row], (claims, evidence) => (int[])[claims, evidence]).SelectMany(pair => pair);
            Csv.Record(text, [step.Argument, step.Number, step.Key, step.Name, step.Case, .. Numbers(cells)]);
        }

        return text.ToString();
    }

    private static StringBuilder Headed(IEnumerable<string?> fields) => Csv.Record(new(), fields);

    private static IEnumerable<string> Numbers(IEnumerable<int> numbers) => numbers.Select(number => number.ToString(CultureInfo.InvariantCulture));
}
