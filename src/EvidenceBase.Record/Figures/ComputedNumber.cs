namespace EvidenceBase.Record.Figures;

/// <summary>A derived number as its formula gives it now, beside the number that the text states.</summary>
/// <param name="Value">The value as a decimal string, rounded as <see cref="Rounding"/> says; null where there is none.</param>
/// <param name="IsExact">Whether <paramref name="Value"/> is the whole number and not rounded.</param>
/// <param name="AgreesWithStated">Whether it differs from the stated value by no more than half a unit of the last place stated; null where none is.</param>
/// <param name="Fault">Why there is no value.</param>
public sealed record ComputedNumber(DerivedNumber Derived, string? Value, bool IsExact, bool? AgreesWithStated, string? Fault)
{
    public const int SignificantDigits = 12;

    /// <summary>How values are rounded, in words, to be shown with them.</summary>
    public const string Rounding = "computed exactly, written with 12 significant digits, half to even";

    public static ComputedNumber Of(DerivedNumber derived, Figure figure)
    {
        var (formula, fault) = Formula.Parse(derived.Formula);
        var computed = formula?.Compute(name => CellValue(figure, name)) ?? new Computed(default, fault);
        if (computed.Fault is not null)
            return new(derived, null, false, null, computed.Fault);
        var value = computed.Value.ToDecimal(SignificantDigits, out var exact);
        return new(derived, value, exact, Agrees(computed.Value, derived.StatedValue), null);
    }

    private static bool? Agrees(Rational value, string? stated) => stated is null
        ? null
        : Rational.Abs(value - Rational.Parse(stated)) <= Rational.HalfOfLastPlace(stated);

    private static Computed CellValue(Figure figure, CellName name) => figure.Cell(name.Row, name.Column) switch
    {
        null => new(default, $"There is no cell [{name}]; {Nearest(figure, name)}."),
        { Column.Type: ColumnType.Text } => new(default, $"The cell [{name}] is in a text column and cannot be computed with."),
        { Value: null } => new(default, $"The cell [{name}] is empty and cannot be computed with."),
        { Value: { } value } => new(Rational.Parse(value)),
    };

    private static string Nearest(Figure figure, CellName name) => figure.Rows.Any(row => row.Key == name.Row)
        ? $"the columns are {string.Join(", ", figure.Columns.Select(column => column.Name))}"
        : $"the figure has no row “{name.Row}”";
}
