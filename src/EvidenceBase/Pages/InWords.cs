using System.Globalization;
using System.Text;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Record.Arguments;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Pages;

/// <summary>How pages put what the record holds as enumerations, numbers and times.</summary>
internal static class InWords
{
    private const int MostDigits = 6;
    private const int DigitsShown = 4;

    /// <summary><c>SmokingGun</c> as “smoking gun”.</summary>
    public static string Of(Enum value)
    {
        var words = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0)
                words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }

        return words.ToString();
    }

    public static string Of(StepRelation relation) => relation switch
    {
        StepRelation.EliminatesRivalOf => "eliminates a rival of",
        StepRelation.Contrasts => "contrasts with",
        _ => Of((Enum)relation),
    };

    public static string Of(SignInMethod method) => method switch
    {
        SignInMethod.AuthenticatorApp => "password and app",
        SignInMethod.RecoveryCode => "password and recovery code",
        _ => Of((Enum)method),
    };

    public static string Whose(Judgement judgement) => judgement == Judgement.Article ? "judgement of the article" : "our reading";

    public static string Count(long count, string one, string many) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many)}");

    /// <summary>
    /// A number with its unit, where it has more than six significant digits behind the point cut to four: “10.1181818182 times” as “about 10.12 times”.
    /// </summary>
    public static string Rounded(string value)
    {
        var end = value.IndexOf(' ', StringComparison.Ordinal);
        var number = end < 0 ? value : value[..end];
        if (!number.Contains('.', StringComparison.Ordinal) || number.Count(char.IsAsciiDigit) <= MostDigits
            || !decimal.TryParse(number, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var exact))
        {
            return value;
        }

        var whole = decimal.Truncate(Math.Abs(exact)).ToString(CultureInfo.InvariantCulture).TrimStart('0').Length;
        var behind = whole > 0 ? Math.Max(DigitsShown - whole, 0) : DigitsShown + number[(number.IndexOf('.') + 1)..].TakeWhile(digit => digit == '0').Count();
        return $"about {Math.Round(exact, Math.Min(behind, 28), MidpointRounding.ToEven).ToString(CultureInfo.InvariantCulture)}{value[number.Length..]}";
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An address that a browser may follow, or null: nothing but http and https.</summary>
    public static string? WebAddress(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri.AbsoluteUri : null;
}
