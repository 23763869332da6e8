using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Figures;

/// <summary>What the register knows of a figure, so that whoever cites a cell or a derived number can be held to one that exists.</summary>
public static class FigureFacts
{
    public const string Label = "label";

    private const string Rows = "rows";
    private const string Columns = "columns";
    private const string DerivedPrefix = "derived:";
    private const string Yes = "yes";
    private const string No = "no";

    /// <summary>The problem of citing a cell (<c>row.column</c>) or derived number of the figure that is not there, or none.</summary>
    public static Problem? NotThere(Registered figure, string? cell, string? derived, string field)
    {
        if (cell is not null && (CellName.Parse(cell) is not { } name || !Has(figure, Rows, name.Row) || !Has(figure, Columns, name.Column)))
            return Problem.Unprocessable("unknown-cell", $"The figure “{figure.Name}” has no cell [{cell}]. Name one as row.column.", field);
        return derived is not null && figure.Fact(DerivedPrefix + derived) != Yes
            ? Problem.Unprocessable("unknown-number", $"No number “{derived}” is derived from the figure “{figure.Name}”.", field)
            : null;
    }

    internal static Dictionary<string, string>? Of(object @event) => @event switch
    {
        FigureRegistered made => new() { [Label] = made.Label },
        FigureCorrected corrected => new() { [Label] = corrected.Label },
        FigureDataRecorded data => new()
        {
            [Rows] = string.Join(' ', data.Rows.Select(row => row.Key)),
            [Columns] = string.Join(' ', data.Columns.Select(column => column.Name)),
        },
        NumberDerived made => new() { [DerivedPrefix + made.Key] = Yes },
        NumberDropped dropped => new() { [DerivedPrefix + dropped.Key] = No },
        _ => null,
    };

    private static bool Has(Registered figure, string fact, string name) => figure.Fact(fact)?.Split(' ').Contains(name) == true;
}
