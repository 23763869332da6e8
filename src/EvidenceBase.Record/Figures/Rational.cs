using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Figures;

/// <summary>An exact number: a fraction in lowest terms with a positive denominator. Rounded only when it is written down.</summary>
public readonly partial record struct Rational
{
    private readonly BigInteger numerator;
    private readonly BigInteger denominatorLessOne;

    private Rational(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (this.numerator, denominatorLessOne) = (numerator / divisor, (denominator / divisor) - 1);
    }

    public bool IsZero => numerator.IsZero;

    /// <summary>Kept less one, so that the default of the type is zero and not a division by zero.</summary>
    private BigInteger Denominator => denominatorLessOne + 1;

    public static Rational operator +(Rational left, Rational right) =>
        new((left.numerator * right.Denominator) + (right.numerator * left.Denominator), left.Denominator * right.Denominator);

    public static Rational operator -(Rational left, Rational right) => left + -right;

    public static Rational operator -(Rational value) => new(-value.numerator, value.Denominator);

    public static Rational operator *(Rational left, Rational right) =>
        new(left.numerator * right.numerator, left.Denominator * right.Denominator);

    public static Rational operator /(Rational left, Rational right) =>
        new(left.numerator * right.Denominator, left.Denominator * right.numerator);

    public static bool operator <=(Rational left, Rational right) => (left - right).numerator.Sign <= 0;

    public static bool operator >=(Rational left, Rational right) => right <= left;

    /// <exception cref="DivideByZeroException">The denominator is zero.</exception>
    public static Rational Of(BigInteger numerator, BigInteger denominator) => new(numerator, denominator);

    /// <summary>Which of two is greater, as orderings say it: negative, zero or positive.</summary>
    public static int Compare(Rational left, Rational right) => (left.numerator * right.Denominator).CompareTo(right.numerator * left.Denominator);

    public static Rational Abs(Rational value) => new(BigInteger.Abs(value.numerator), value.Denominator);

    public static bool IsDecimal(string? text) => text is { Length: <= 60 } && DecimalString().IsMatch(text);

    public static bool IsInteger(string? text) => IsDecimal(text) && !text!.Contains('.');

    /// <param name="text">A string for which <see cref="IsDecimal"/> holds.</param>
    public static Rational Parse(string text)
    {
        var digits = BigInteger.Parse(text.Replace(".", string.Empty, StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return new(digits, BigInteger.Pow(10, Decimals(text)));
    }

    /// <summary>Half a unit of the last place that a decimal string gives: how far off the number it stands for may be.</summary>
    public static Rational HalfOfLastPlace(string text) => new(1, 2 * BigInteger.Pow(10, Decimals(text)));

    /// <summary>The plain decimal string, rounded half to even to so many significant digits (never short of the units), without trailing zeros.</summary>
    /// <param name="exact">Whether nothing was lost by rounding.</param>
    public string ToDecimal(int significant, out bool exact)
    {
        var (size, whole) = (BigInteger.Abs(numerator), Denominator);
        var places = Math.Max(0, significant - 1 - Magnitude(size, whole));
        var scaled = BigInteger.DivRem(size * BigInteger.Pow(10, places), whole, out var rest);
        exact = rest.IsZero;
        var half = (2 * rest).CompareTo(whole);
        if (half > 0 || (half == 0 && !scaled.IsEven))
            scaled += 1;
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var fraction = digits[^places..].TrimEnd('0');
        return $"{(numerator.Sign < 0 ? "-" : string.Empty)}{digits[..^places]}{(fraction.Length > 0 ? "." : string.Empty)}{fraction}";
    }

    /// <summary>The power of ten of the first significant digit.</summary>
    private static int Magnitude(BigInteger size, BigInteger whole)
    {
        if (size.IsZero)
            return 0;
        var guess = size.ToString(CultureInfo.InvariantCulture).Length - whole.ToString(CultureInfo.InvariantCulture).Length;
        var reached = guess >= 0 ? size >= whole * BigInteger.Pow(10, guess) : size * BigInteger.Pow(10, -guess) >= whole;
        return reached ? guess : guess - 1;
    }

    private static int Decimals(string text) => text.Contains('.') ? text.Length - text.IndexOf('.') - 1 : 0;

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?\z")]
    private static partial Regex DecimalString();
}
