using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Pages.Accounts;

/// <summary>What people do with their own accounts.</summary>
internal static class AccountDesk
{
    private static readonly TimeSpan FreshSignIn = TimeSpan.FromMinutes(10);

    public static async Task<IResult> Show(HttpContext http, UserManager<Account> accounts, Passkeys passkeys, Sessions sessions)
    {
        var account = await Own(http, accounts);
        return PageDesk.Page<AccountPage>(new()
        {
            ["Account"] = account,
            ["Institution"] = (await accounts.GetLoginsAsync(account)).FirstOrDefault()?.ProviderDisplayName,
            ["Passkeys"] = (await passkeys.Of(account)).Count,
            ["Sessions"] = await sessions.Of(account.UserName!, http.RequestAborted),
            ["This"] = SessionCookie.SessionOf(http.User),
        });
    }

    public static async Task<IResult> ShowPassword(HttpContext http, UserManager<Account> accounts) => Password(await Own(http, accounts));

    public static async Task<IResult> ChangePassword(HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, Sessions sessions, AccessTrail trail)
    {
        var form = await FormFields.Of(http);
        var account = await Own(http, accounts);
        if (form["password"] != form["again"])
            return Password(account, new(ProblemKind.Malformed, "password-again", "The two new passwords are not the same.", "again"));
        if (Passwords.Refusal(account.UserName!, form["password"]) is { } weak)
            return Password(account, weak);
        if (!await signIn.Confirm(account, form["current"]))
            return Password(account, new(ProblemKind.Forbidden, "password-wrong", SignInDesk.WrongPassword, "current"));
        await trail.Record(http, TrailAction.CredentialsChanged, detail: "password");
        var changed = await accounts.ChangePasswordAsync(account, Passwords.Normal(form["current"]), Passwords.Normal(form["password"]));
        if (!changed.Succeeded)
            return Password(account, AccountProblem.ChangedElsewhere);

        // All sessions ended with the old password; this browser's goes on as a new one.
        sessions.Forget();
        await signIn.Enter(account, SignInMethod.Password);
        return TypedResults.LocalRedirect(AccountAddresses.Account);
    }

    /// <summary>Signs one of the account's browsers out: the one at the institute that was left open.</summary>
    public static async Task<IResult> EndSession(HttpContext http, UserManager<Account> accounts, Sessions sessions, AccessTrail trail)
    {
        var (form, account) = (await FormFields.Of(http), await Own(http, accounts));
        if (Guid.TryParse(form["session"], out var session))
        {
            await trail.Record(http, TrailAction.SignedOut, detail: "another browser");
            await sessions.End(session, http.RequestAborted, account.Id);
        }

        return TypedResults.LocalRedirect(AccountAddresses.Account);
    }

    public static async Task<IResult> SignOutEverywhere(HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, Sessions sessions, AccessTrail trail)
    {
        await trail.Record(http, TrailAction.SignedOut, detail: "everywhere");
        await accounts.UpdateSecurityStampAsync(await Own(http, accounts));
        sessions.Forget();
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(AccountAddresses.SignIn);
    }

    /// <summary>
    /// What is asked before a way into the account is added, since whoever sits at a browser that was left open could add their own: the password, or
    /// where there is none, that one has signed in just now.
    /// </summary>
    internal static async Task<Problem?> NotConfirmed(HttpContext http, Account account, string password, AccountSignIn signIn, Sessions sessions, TimeProvider clock)
    {
        if (account.PasswordHash is not null)
            return await signIn.Confirm(account, password) ? null : new(ProblemKind.Forbidden, "password-wrong", SignInDesk.WrongPassword, "password");
        var own = (await sessions.Of(account.UserName!, http.RequestAborted)).Find(session => session.Id == SessionCookie.SessionOf(http.User));
        return own is not null && clock.GetUtcNow() - own.BeganAt < FreshSignIn
            ? null
            : new(ProblemKind.Forbidden, "sign-in-again", "It is a while since you signed in. Sign out, sign in again, and do it then.");
    }

    internal static async Task<Account> Own(HttpContext http, UserManager<Account> accounts) =>
        await accounts.GetUserAsync(http.User) ?? throw new InvalidOperationException("Somebody is signed in without an account.");

    private static RazorComponentResult<PasswordPage> Password(Account account, Problem? problem = null) => PageDesk.Form<PasswordPage>(new() { ["Account"] = account }, problem);
}
