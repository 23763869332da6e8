using System.Globalization;

namespace EvidenceBase.Formats.Documents;

/// <summary>Times as Word packs them (DTTM): minutes in 6 bits, hours in 5, days in 5, months in 4, years since 1900 in 9.</summary>
internal static class RtfDate
{
    /// <summary>As <c>2026-01-03T10:00</c>; null where it is no such number.</summary>
    public static string? Of(string number)
    {
        if (!int.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var packed) || packed == 0)
            return null;
        var (minutes, hours, days, months, years) = (packed & 63, (packed >> 6) & 31, (packed >> 11) & 31, (packed >> 16) & 15, ((packed >> 20) & 511) + 1900);
        return string.Create(CultureInfo.InvariantCulture, $"{years:0000}-{months:00}-{days:00}T{hours:00}:{minutes:00}");
    }
}
