namespace EvidenceBase.Access.Accounts;

/// <summary>A browser as people call it: “Firefox on Linux”. What it says of itself is long, and more than needs to be kept.</summary>
public static class BrowserName
{
    /// <summary>In this order: most name the older ones as well.</summary>
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <param name="userAgent">The header that browsers send.</param>
    /// <returns>Null where neither the browser nor the system is known.</returns>
    public static string? Of(string userAgent) => (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
    {
        (null, null) => null,
        (null, { } system) => $"a browser on {system}",
        ({ } browser, null) => browser,
        var (browser, system) => $"{browser} on {system}",
    };

    private static string? Find((string Mark, string Name)[] known, string userAgent) =>
        known.FirstOrDefault(one => userAgent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
