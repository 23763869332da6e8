using System.Globalization;

namespace EvidenceBase.Record.Sources;

/// <summary>The parts of a citation that notes and bibliographies share.</summary>
internal static class ChicagoParts
{
    /// <summary>“Place: Publisher, 2003”, as far as it is known.</summary>
    public static string? Imprint(CslItem item)
    {
        var house = (item.PublisherPlace, item.Publisher) switch
        {
            ({ Length: > 0 } place, { Length: > 0 } publisher) => $"{place}: {publisher}",
            ({ Length: > 0 } place, _) => place,
            (_, { Length: > 0 } publisher) => publisher,
            _ => null,
        };
        var year = ChicagoDates.Year(item.Issued) ?? (ChicagoDates.IsForthcoming(item) ? "forthcoming" : null);
        return house is null ? year : year is null ? house : $"{house}, {year}";
    }

    /// <summary>“10, no. 4”.</summary>
    public static string? VolumeAndIssue(CslItem item) => (item.Volume, item.Issue) switch
    {
        ({ } volume, { } issue) => $"{Typography.Range(volume)}, no. {Typography.Range(issue)}",
        ({ } volume, null) => Typography.Range(volume),
        (null, { } issue) => $"no. {Typography.Range(issue)}",
        _ => null,
    };

    /// <summary>“2nd ed.”; an edition in words stays as it is.</summary>
    public static string? Edition(CslItem item) =>
        int.TryParse(item.Edition, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? $"{Ordinal(number)} ed." : item.Edition;

    /// <summary>“vol. 2” – unless the locator names a volume itself – or, where none is named, the number of volumes.</summary>
    public static string? Volume(CslItem item, string? locator) =>
        NamesVolume(locator) ? null
        : item.Volume is { } volume ? $"vol. {volume}"
        : item.NumberOfVolumes is { } count ? $"{count} vols." : null;

    public static string? Series(CslItem item) => (item.CollectionTitle, item.CollectionNumber) switch
    {
        ({ } title, { } number) => $"{title} {number}",
        ({ } title, null) => title,
        _ => null,
    };

    /// <summary>“Policy Research Working Paper 3069”, “no. 12”.</summary>
    public static string? GenreAndNumber(CslItem item) => (item.Genre, item.Number) switch
    {
        ({ } genre, { } number) => $"{genre} {number}",
        ({ } genre, null) => genre,
        (null, { } number) => $"no. {number}",
        _ => null,
    };

    /// <summary>What the unpublished is: “(PhD diss., Johns Hopkins University, 2012)”.</summary>
    public static string Nature(CslItem item, string otherwise) => Joined(
        PresentedAt(item) is { } at ? $"{otherwise} at {at}" : item.Genre ?? otherwise,
        PresentedAt(item) is null ? item.EventTitle ?? item.Event : null,
        item.Publisher,
        item.EventPlace ?? item.PublisherPlace,
        ChicagoDates.Whole(item.EventDate ?? item.Issued));

    /// <summary>Who enacted it, where and when.</summary>
    public static string Enactment(CslItem item) =>
        Joined(item.Authority ?? item.Jurisdiction, item.PublisherPlace, item.Publisher, ChicagoDates.Whole(item.Issued));

    /// <summary>The DOI, else the address with the day it was looked at.</summary>
    public static string? Address(CslItem item) =>
        item.Doi is { Length: > 0 } doi ? $"doi:{doi[(doi.IndexOf("10.", StringComparison.Ordinal) is >= 0 and var start ? start : 0)..]}"
        : item.Url is not { Length: > 0 } url ? null
        : ChicagoDates.Whole(item.Accessed) is { } accessed ? $"{url} (accessed {accessed})" : url;

    public static bool NamesVolume(string? locator) => locator is not null && locator.StartsWith("vol", StringComparison.OrdinalIgnoreCase);

    private static string? PresentedAt(CslItem item) => item is { Type: "paper-conference", Genre: null } ? item.EventTitle ?? item.Event : null;

    private static string Joined(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string Ordinal(int number) => (number % 100 is >= 11 and <= 13 ? 0 : number % 10) switch
    {
        1 => $"{number}st",
        2 => $"{number}nd",
        3 => $"{number}rd",
        _ => $"{number}th",
    };
}
