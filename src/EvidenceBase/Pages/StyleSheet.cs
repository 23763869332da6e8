namespace EvidenceBase.Pages;

/// <summary>The one style sheet of the pages.</summary>
internal static class StyleSheet
{
    public const string Path = "/pages.css";

    private static readonly PageAsset Asset = new(Path, "text/css; charset=utf-8");

    public static string Address => Asset.Address;

    public static IResult Get(HttpContext http) => Asset.Get(http);
}
