using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EvidenceBase.Pages.Accounts;

/// <summary>What opens behind a link that lets the holder of an account choose a new password.</summary>
internal static class NewPasswordDesk
{
    public static async Task<IResult> Show(HttpContext http, Links links, NewPasswords passwords, string? token = null) =>
        await passwords.HolderOf(await links.Find(token, http.RequestAborted)) is { } account
            ? Page(account, token!)
            : PageDesk.Failure(LinkProblem.NotUsable);

    public static async Task<IResult> Choose(HttpContext http, Links links, NewPasswords passwords, AccessTrail trail)
    {
        var form = await FormFields.Of(http);
        var link = await links.Find(form["token"], http.RequestAborted);
        if (await passwords.HolderOf(link) is not { } account)
            return PageDesk.Failure(LinkProblem.NotUsable);
        if (form["password"] != form["again"])
            return Page(account, form["token"], new(ProblemKind.Malformed, "password-again", "The two passwords are not the same.", "again"));
        if (Passwords.Refusal(account.UserName!, form["password"]) is { } weak)
            return Page(account, form["token"], weak);
        await trail.Record(http, TrailAction.CredentialsChanged, detail: "password, by a link", actor: account.UserName);
        return await passwords.Choose(link!, account, form["password"], http.RequestAborted) switch
        {
            null => TypedResults.LocalRedirect(AccountAddresses.SignIn),
            { Kind: ProblemKind.Gone } gone => PageDesk.Failure(gone),
            var problem => Page(account, form["token"], problem),
        };
    }

    private static RazorComponentResult<NewPasswordPage> Page(Account account, string token, Problem? problem = null) => PageDesk.Form<NewPasswordPage>(
        new() { ["Account"] = account, ["Token"] = token }, problem);
}
