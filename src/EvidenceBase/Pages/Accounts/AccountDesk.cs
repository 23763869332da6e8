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
    public static async Task<IResult> Show(HttpContext http, UserManager<Account> accounts) =>
        PageDesk.Page<AccountPage>(new() { ["Account"] = await Own(http, accounts) });

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
            return Password(account, Problem.Conflict("race-lost", "The account was changed elsewhere at the same moment. Try again."));

        // All sessions ended with the old password; this browser's goes on as a new one.
        sessions.Forget();
        await signIn.SignInAsync(account, isPersistent: false);
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

    private static async Task<Account> Own(HttpContext http, UserManager<Account> accounts) =>
        await accounts.GetUserAsync(http.User) ?? throw new InvalidOperationException("Somebody is signed in without an account.");

    private static RazorComponentResult<PasswordPage> Password(Account account, Problem? problem = null) => PageDesk.Page<PasswordPage>(
        new() { ["Account"] = account, ["Problem"] = problem }, problem is null ? StatusCodes.Status200OK : Problems.Status(problem.Kind));
}
