using System.Globalization;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EvidenceBase.Pages.Accounts;

/// <summary>Signing in and out.</summary>
internal static class SignInDesk
{
    public static readonly string WrongPassword = $"The password is not right. {AfterWrongTries}";

    private static readonly Problem WrongCode = new(
        ProblemKind.Unauthenticated, "code-refused", $"The code is not right, or was used already. Wait for the next one. {AfterWrongTries}", "code");

    private static readonly Problem Refused = new(ProblemKind.Unauthenticated, "sign-in-refused", $"The name and the password do not fit. {AfterWrongTries}");

    public static string AfterWrongTries => string.Create(
        CultureInfo.InvariantCulture, $"After {Attempts.Most} wrong tries an account takes none for {Attempts.ClosedFor.TotalMinutes} minutes, not even right ones.");

    public static IResult Show(HttpContext http, string? back = null)
    {
        var to = FormFields.LocalPath(back);
        return Caller.Of(http) is null ? Page(to) : TypedResults.LocalRedirect(to);
    }

    public static async Task<IResult> SignIn(HttpContext http, AccountSignIn signIn)
    {
        var form = await FormFields.Of(http);
        var name = form.Name("name");
        var result = await signIn.WithPassword(name, form["password"]);
        return result switch
        {
            { Succeeded: true } => TypedResults.LocalRedirect(form.Back()),
            { RequiresTwoFactor: true } => TypedResults.LocalRedirect($"{AccountAddresses.Code}?back={Uri.EscapeDataString(form.Back())}"),
            _ => Page(form.Back(), name, Refused),
        };
    }

    public static async Task<IResult> ShowCode(AccountSignIn signIn, string? back = null) => await signIn.GetTwoFactorAuthenticationUserAsync() is null
        ? SignInAgain(FormFields.LocalPath(back))
        : CodePage(FormFields.LocalPath(back));

    public static async Task<IResult> SendCode(HttpContext http, AccountSignIn signIn)
    {
        var form = await FormFields.Of(http);
        if (await signIn.GetTwoFactorAuthenticationUserAsync() is not { } account)
            return SignInAgain(form.Back());
        return await signIn.WithCode(account, form["code"]) ? TypedResults.LocalRedirect(form.Back()) : CodePage(form.Back(), WrongCode);
    }

    public static async Task<IResult> SignOut(HttpContext http, AccountSignIn signIn, AccessTrail trail)
    {
        await trail.Record(http, TrailAction.SignedOut);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(AccountAddresses.SignIn);
    }

    /// <summary>Between password and code no more than five minutes may pass.</summary>
    private static RedirectHttpResult SignInAgain(string back) => TypedResults.LocalRedirect($"{AccountAddresses.SignIn}?back={Uri.EscapeDataString(back)}");

    private static RazorComponentResult<CodePage> CodePage(string back, Problem? problem = null) => PageDesk.Form<CodePage>(
        new() { ["Back"] = back }, problem);

    public static RazorComponentResult<SignInPage> Page(string back, string? name = null, Problem? problem = null, int? status = null) => PageDesk.Form<SignInPage>(
        new() { ["Back"] = back, ["Name"] = name }, problem, status);
}
