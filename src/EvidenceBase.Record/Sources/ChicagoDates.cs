using System.Globalization;

namespace EvidenceBase.Record.Sources;

/// <summary>Dates in words: “2003”, “October 1991”, “3 November 2010”, “Spring 2004”, or what stands in their place.</summary>
internal static class ChicagoDates
{
    private static readonly string[] Seasons = ["Spring", "Summer", "Autumn", "Winter"];

    public static string? Whole(CslDate? date) => Written(date, parts => parts);

    public static string? Year(CslDate? date) => Written(date, parts => [.. parts.Take(1)]);

    public static bool IsForthcoming(CslItem item) => (item.Issued?.Literal ?? item.Issued?.Raw ?? item.Status)?.Trim() is { } words
        && words.Equals("forthcoming", StringComparison.OrdinalIgnoreCase);

    private static string? Written(CslDate? date, Func<IReadOnlyList<int>, IReadOnlyList<int>> part)
    {
        if (date is null)
            return null;
        if (date.DateParts is not { Count: > 0 } parts || parts.Any(one => one.Count == 0))
            return date.Literal ?? date.Raw;
        var words = string.Join('–', parts.Select(one => One(part(one))));
        var season = parts[0].Count == 1 && date.Season is not null ? SeasonName(date.Season) + " " : "";
        return date.Circa is null or "false" or "0" ? season + words : $"ca. {season}{words}";
    }

    private static string One(IReadOnlyList<int> parts) => parts switch
    {
        [var year, var month, var day] => $"{day} {Month(month)} {year}",
        [var year, var month] => $"{Month(month)} {year}",
        [var year, ..] => $"{year}",
        _ => "",
    };

    private static string Month(int month) => CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);

    private static string SeasonName(string season) =>
        int.TryParse(season, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= 4
            ? Seasons[number - 1]
            : season;
}
