namespace EvidenceBase.Pages.Accounts;

/// <summary>The one script of the pages: only a script can ask a browser for a passkey.</summary>
internal static class PasskeyScript
{
    public const string Path = "/passkeys.js";

    private static readonly PageAsset Asset = new(Path, "text/javascript; charset=utf-8");

    public static string Address => Asset.Address;

    public static IResult Get(HttpContext http) => Asset.Get(http);
}
