using System.Net.Mime;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Pages.Accounts;

/// <summary>Adding and removing passkeys, and signing in with one.</summary>
internal static class PasskeyDesk
{
    private const string NameWithout = "Passkey";

    private static readonly Problem Refused = new(
        ProblemKind.Unauthenticated, "passkey-refused", "The passkey is not one of this server's, or its answer came too late. Try again, or sign in with your password.");

    public static async Task<IResult> Show(HttpContext http, UserManager<Account> accounts, Passkeys passkeys) =>
        await Page(http, await AccountDesk.Own(http, accounts), passkeys);

    /// <summary>The first step: whoever sits at a browser that was left open knows no password, and adds nothing.</summary>
    public static async Task<IResult> Offer(
        HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, Passkeys passkeys, Sessions sessions, TimeProvider clock)
    {
        var (form, account) = (await FormFields.Of(http), await AccountDesk.Own(http, accounts));
        if (await AccountDesk.NotConfirmed(http, account, form["password"], signIn, sessions, clock) is { } problem)
            return Problems.Result(problem);
        return TypedResults.Text(await passkeys.Offer(account), MediaTypeNames.Application.Json);
    }

    public static async Task<IResult> Add(HttpContext http, UserManager<Account> accounts, Passkeys passkeys)
    {
        var (form, account) = (await FormFields.Of(http), await AccountDesk.Own(http, accounts));
        return await passkeys.Add(account, form["credential"], form["name"].Trim()) is { } problem
            ? await Page(http, account, passkeys, problem)
            : TypedResults.LocalRedirect(AccountAddresses.Passkeys);
    }

    public static async Task<IResult> Remove(HttpContext http, UserManager<Account> accounts, Passkeys passkeys)
    {
        var (form, account) = (await FormFields.Of(http), await AccountDesk.Own(http, accounts));
        await passkeys.Remove(account, form["passkey"]);
        return TypedResults.LocalRedirect(AccountAddresses.Passkeys);
    }

    public static async Task<IResult> Ask(Passkeys passkeys) => TypedResults.Text(await passkeys.Ask(), MediaTypeNames.Application.Json);

    public static async Task<IResult> SignIn(HttpContext http, Passkeys passkeys)
    {
        var form = await FormFields.Of(http);
        return await passkeys.SignIn(form["credential"]) ? TypedResults.LocalRedirect(form.Back()) : SignInDesk.Page(form.Back(), problem: Refused);
    }

    private static async Task<IResult> Page(HttpContext http, Account account, Passkeys passkeys, Problem? problem = null) => PageDesk.Form<PasskeysPage>(
        new()
        {
            ["Account"] = account,
            ["Passkeys"] = await passkeys.Of(account),
            ["Suggested"] = BrowserName.Of(http.Request.Headers[HeaderNames.UserAgent].ToString()) ?? NameWithout,
        },
        problem);
}
