using System.Globalization;
using CsCheck;
using EvidenceBase.Record.Figures;
using Shouldly;
using Xunit;

namespace EvidenceBase.Tests.Figures;

public sealed class RationalTests
{
    private static readonly Gen<Rational> Numbers = Gen.Select(Gen.Int[-9999, 9999], Gen.Int[1, 999], (over, under) => Whole(over) / Whole(under));

    [Theory]
    [InlineData("1", "3", "0.333333333333", false)]
    [InlineData("2", "3", "0.666666666667", false)]
    [InlineData("628", "645", "0.973643410853", false)]
    [InlineData("-1", "8", "-0.125", true)]
    [InlineData("10", "4", "2.5", true)]
    [InlineData("0", "7", "0", true)]
    [InlineData("123456789012345", "1", "123456789012345", true)]
    [InlineData("1234567890123456", "10", "123456789012346", false)]
    [InlineData("25", "10000000000000", "0.0000000000025", true)]
    [InlineData("9999999999999", "10", "1000000000000", false)]
    [InlineData("0.5", "1000000000000", "0.0000000000005", true)]
    public void It_is_written_with_twelve_significant_digits_and_never_short_of_the_units(string over, string under, string text, bool exact)
    {
        (Rational.Parse(over) / Rational.Parse(under)).ToDecimal(12, out var found).ShouldBe(text);
        found.ShouldBe(exact);
    }

    [Theory]
    [InlineData("0.125", "0.12")]
    [InlineData("0.135", "0.14")]
    [InlineData("-0.125", "-0.12")]
    [InlineData("0.1250001", "0.13")]
    public void A_half_goes_to_the_even_digit(string value, string text) => Rational.Parse(value).ToDecimal(2, out _).ShouldBe(text);

    [Theory]
    [InlineData("0")]
    [InlineData("-3.140")]
    [InlineData("13356")]
    public void Plain_decimals_are_taken(string text) => Rational.IsDecimal(text).ShouldBeTrue();

    [Theory]
    [InlineData("")]
    [InlineData("1,000")]
    [InlineData("1 000")]
    [InlineData("1e3")]
    [InlineData("+1")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("007")]
    [InlineData("NaN")]
    [InlineData("1\n")]
    [InlineData("٣")]
    public void Everything_else_is_not(string text) => Rational.IsDecimal(text).ShouldBeFalse();

    [Fact]
    public void The_default_is_zero_and_can_be_computed_with() => (default(Rational) + Rational.Parse("2")).ToDecimal(12, out _).ShouldBe("2");

    [Fact]
    public void Sums_and_products_commute_associate_and_distribute() => Gen.Select(Numbers, Numbers, Numbers).Sample((a, b, c) =>
        a + b == b + a && a * b == b * a && (a + b) + c == a + (b + c) && (a * b) * c == a * (b * c) && a * (b + c) == (a * b) + (a * c));

    [Fact]
    public void Division_undoes_multiplication() =>
        Gen.Select(Numbers, Numbers).Where((_, b) => !b.IsZero).Sample((a, b) => a / b * b == a && a - b + b == a);

    [Fact]
    public void What_was_written_exactly_reads_back_equal() => Numbers.Sample(number =>
    {
        var text = number.ToDecimal(12, out var exact);
        return Rational.IsDecimal(text) && (!exact || Rational.Parse(text) == number);
    });

    /// <summary>Trailing zeros are left out, so the last place that counts is that of twelve digits: at most the twelfth behind a leading digit.</summary>
    [Fact]
    public void What_is_rounded_is_off_by_no_more_than_half_of_the_twelfth_digit() => Numbers.Where(number => !number.IsZero).Sample(number =>
    {
        var error = Rational.Abs(Rational.Parse(number.ToDecimal(12, out _)) - number);
        return error / Rational.Abs(number) <= Rational.Parse("0.000000000005");
    });

    private static Rational Whole(int number) => Rational.Parse(number.ToString(CultureInfo.InvariantCulture));
}
