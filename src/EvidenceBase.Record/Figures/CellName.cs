using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Figures;

/// <summary>
/// The name of a cell, <c>row.column</c>. Row keys and column names hold no point, so that it splits in one way only, and no combining marks,
/// so that no two of them look the same.
/// </summary>
public sealed partial record CellName(string Row, string Column)
{
    /// <summary>The rule for row keys and column names in a sentence, for problems.</summary>
    public const string Rule = "Row keys and column names are 1 to 120 letters, digits, hyphens or underscores, beginning with a letter or digit.";

    public static CellName? Parse(string name)
    {
        var parts = name.Split('.');
        return parts is [var row, var column] && IsPart(row) && IsPart(column) ? new(row, column) : null;
    }

    public static bool IsPart(string? name) => name is not null && Part().IsMatch(name);

    public override string ToString() => $"{Row}.{Column}";

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd}_-]{0,119}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
