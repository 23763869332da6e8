namespace EvidenceBase.Pages.Accounts;

/// <summary>What was filled in.</summary>
internal sealed class FormFields(IFormCollection form)
{
    /// <summary>As it was typed; empty where it is missing.</summary>
    public string this[string name] => form[name].ToString();

    public static async Task<FormFields> Of(HttpContext http) => new(await http.Request.ReadFormAsync(http.RequestAborted));

    /// <summary>A name of an account as people type it: phones begin with a capital letter and end with a space.</summary>
    public string Name(string field) => this[field].Trim().ToLowerInvariant();

    /// <summary>Where to go when this is done: a path of ours, and never another site.</summary>
    public string Back() => LocalPath(this["back"]);

    public static string LocalPath(string? path) =>
        path is not null && path.Length < 2000 && Microsoft.AspNetCore.Http.HttpResults.RedirectHttpResult.IsLocalUrl(path) && path[0] == '/' ? path : "/";
}
