using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Pages.Accounts;

/// <summary>Turning the authenticator app on and off, and its recovery codes.</summary>
internal static class SecondFactorDesk
{
    private static readonly Problem WrongCode = new(
        ProblemKind.Forbidden, "code-wrong", "The code is not the one that the app shows now, or it was used already. Look whether the phone's clock is right, wait for the next code and type that.", "code");

    public static async Task<IResult> Show(HttpContext http, UserManager<Account> accounts, SecondFactor secondFactor) =>
        await Page(await AccountDesk.Own(http, accounts), secondFactor);

    public static async Task<IResult> TurnOn(HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, SecondFactor secondFactor, AccessTrail trail)
    {
        var (form, account) = (await FormFields.Of(http), await AccountDesk.Own(http, accounts));
        if (account.TwoFactorEnabled)
            return await Page(account, secondFactor, Problem.Conflict("second-factor-on", "The app is asked at sign-in already."));
        if (!await signIn.Confirm(account, form["password"]))
            return await Page(account, secondFactor, new(ProblemKind.Forbidden, "password-wrong", SignInDesk.WrongPassword, "password"));
        if (!await secondFactor.Takes(account, form["code"]))
            return await Page(account, secondFactor, WrongCode);
        await trail.Record(http, TrailAction.CredentialsChanged, detail: "authenticator app on");
        var codes = await secondFactor.TurnOn(account);
        await signIn.Enter(account, SignInMethod.AuthenticatorApp);
        return PageDesk.Page<RecoveryCodesPage>(new() { ["Codes"] = codes });
    }

    public static async Task<IResult> NewRecoveryCodes(HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, SecondFactor secondFactor, AccessTrail trail)
    {
        var account = await AccountDesk.Own(http, accounts);
        if (await Refusal(http, account, signIn) is { } problem)
            return await Page(account, secondFactor, problem);
        await trail.Record(http, TrailAction.CredentialsChanged, detail: "recovery codes");
        return PageDesk.Page<RecoveryCodesPage>(new() { ["Codes"] = await secondFactor.NewRecoveryCodes(account) });
    }

    public static async Task<IResult> TurnOff(HttpContext http, UserManager<Account> accounts, AccountSignIn signIn, SecondFactor secondFactor, AccessTrail trail)
    {
        var account = await AccountDesk.Own(http, accounts);
        if (await Refusal(http, account, signIn) is { } problem)
            return await Page(account, secondFactor, problem);
        await trail.Record(http, TrailAction.CredentialsChanged, detail: "authenticator app off");
        await secondFactor.TurnOff(account);
        await signIn.Enter(account, SignInMethod.Password);
        return TypedResults.LocalRedirect(AccountAddresses.Account);
    }

    /// <summary>Which of the two is wrong is not told.</summary>
    private static async Task<Problem?> Refusal(HttpContext http, Account account, AccountSignIn signIn)
    {
        if (!account.TwoFactorEnabled)
            return Problem.Conflict("second-factor-off", "No app is set up.");
        var form = await FormFields.Of(http);
        return await signIn.Confirm(account, form["password"], form["code"])
            ? null
            : new(ProblemKind.Forbidden, "password-or-code-wrong", $"The password or the code is not right, or the code was used already. {SignInDesk.AfterWrongTries}", "code");
    }

    private static async Task<IResult> Page(Account account, SecondFactor secondFactor, Problem? problem = null)
    {
        var parameters = new Dictionary<string, object?> { ["Account"] = account };
        if (account.TwoFactorEnabled)
        {
            parameters["RecoveryCodesLeft"] = await secondFactor.RecoveryCodesLeft(account);
        }
        else
        {
            var key = await secondFactor.Key(account);
            parameters["Key"] = key;
            parameters["Uri"] = secondFactor.Address(account, key);
        }

        return PageDesk.Form<SecondFactorPage>(parameters, problem);
    }
}
