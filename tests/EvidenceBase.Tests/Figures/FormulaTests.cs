using System.Globalization;
using CsCheck;
using EvidenceBase.Record.Figures;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("1 + 2 * 3", "7")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("10 - 4 - 3", "3")]
    [InlineData("100 / 10 / 2", "5")]
    [InlineData("-2 * -3", "6")]
    [InlineData("-(1 + 2) - -1", "-2")]
    [InlineData("0.1 + 0.2", "0.3")]
    [InlineData("2/3*3", "2")]
    [InlineData("[a.x] / [b.x] * 100", "50")]
    [InlineData("[a.x]*[a.x]", "1.5625")]
    public void Equal_operators_bind_from_left_to_right_and_products_before_sums(string formula, string value) =>
        Compute(formula).ShouldBe(value);

    [Theory]
    [InlineData("1 / 0", "divides by zero: 0 is 0")]
    [InlineData("[a.x] / ([a.x] - [a.x])", "divides by zero: ([a.x] - [a.x]) is 0")]
    [InlineData("1 + [c.x]", "no cell [c.x]")]
    [InlineData("[c.x] / 0", "no cell [c.x]")]
    public void What_cannot_be_computed_says_why(string formula, string fault) => Compute(formula).ShouldContain(fault);

    [Theory]
    [InlineData("", "ends where")]
    [InlineData("1 +", "ends where")]
    [InlineData("1 2", "“2” at character 3 is one too many")]
    [InlineData("(1 + 2", "closing parenthesis is missing at character 7")]
    [InlineData("1 + 2)", "“)” at character 6 is one too many")]
    [InlineData("[a.x", "bracket at character 1 is not closed")]
    [InlineData("[a]", "“[a]” at character 1 is not a cell")]
    [InlineData("[a.x.y]", "is not a cell")]
    [InlineData("[a x.y]", "is not a cell")]
    [InlineData("1.2.3", "“1.2.3” at character 1 is not a plain decimal")]
    [InlineData("1.", "is not a plain decimal")]
    [InlineData("1e5", "“e” at character 2 is one too many")]
    [InlineData("sqrt(4)", "“s” at character 1")]
    [InlineData("2 ^ 3", "“^” at character 3")]
    public void What_is_not_a_formula_says_where(string formula, string fault)
    {
        var (parsed, found) = Formula.Parse(formula);
        parsed.ShouldBeNull();
        found.ShouldNotBeNull().ShouldContain(fault);
    }

    [Fact]
    public void A_formula_of_nothing_but_parentheses_is_refused_and_not_followed() =>
        Formula.Parse(new string('(', 100_000)).Fault.ShouldNotBeNull().ShouldContain("at most 500");

    [Fact]
    public void It_names_its_cells_in_order()
    {
        var (formula, _) = Formula.Parse("[b.x] + [a.x] - [b.x]");
        formula!.Cells.Select(cell => cell.ToString()).ShouldBe(["b.x", "a.x", "b.x"]);
    }

    /// <summary>Random trees, written out as formulas, against the arithmetic of System.Decimal where that is exact.</summary>
    [Fact]
    public void Any_sum_difference_and_product_is_what_decimal_arithmetic_gives() =>
        Trees(4).Sample(tree => Compute(tree.Text) == tree.Value.ToString("0.############", CultureInfo.InvariantCulture));

    private static Gen<(string Text, decimal Value)> Trees(int depth)
    {
        var leaf = Gen.Int[0, 99].Select(number => (number.ToString(CultureInfo.InvariantCulture), (decimal)number));
        var tenths = Gen.Int[0, 99].Select(number => ((number / 10m).ToString(CultureInfo.InvariantCulture), number / 10m));
        if (depth == 0)
            return Gen.OneOf(leaf, tenths);
        var part = Trees(depth - 1);
        return Gen.OneOf(
            leaf,
            part.Select(one => ($"-{Wrap(one.Text)}", -one.Value)),
            Gen.Select(part, part, (left, right) => ($"{left.Text} + {right.Text}", left.Value + right.Value)),
            Gen.Select(part, part, (left, right) => ($"{left.Text} - ({right.Text})", left.Value - right.Value)),
            Gen.Select(tenths, tenths, (left, right) => ($"{left.Item1} * {right.Item1}", left.Item2 * right.Item2)));
    }

    private static string Wrap(string text) => $"({text})";

    private static string Compute(string text)
    {
        var (formula, fault) = Formula.Parse(text);
        formula.ShouldNotBeNull(fault);
        var computed = formula.Compute(cell => cell.ToString() switch
        {
            "a.x" => new(Rational.Parse("1.25")),
            "b.x" => new(Rational.Parse("2.5")),
            var other => new(default, $"There is no cell [{other}]."),
        });
        return computed.Fault ?? computed.Value.ToDecimal(12, out _);
    }
}
