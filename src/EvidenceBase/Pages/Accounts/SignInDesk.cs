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

    private static readonly Problem Refused = new(ProblemKind.Unauthenticated, "sign-in-refused", $"The name and the password do not fit. {AfterWrongTries}");

    private static string AfterWrongTries => string.Create(
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
        return result.Succeeded ? TypedResults.LocalRedirect(form.Back()) : Page(form.Back(), name, Refused);
    }

    public static async Task<IResult> SignOut(HttpContext http, AccountSignIn signIn, AccessTrail trail)
    {
        await trail.Record(http, TrailAction.SignedOut);
        await signIn.SignOutAsync();
        return TypedResults.LocalRedirect(AccountAddresses.SignIn);
    }

    private static RazorComponentResult<SignInPage> Page(string back, string? name = null, Problem? problem = null) => PageDesk.Page<SignInPage>(
        new() { ["Back"] = back, ["Name"] = name, ["Problem"] = problem },
        problem is null ? StatusCodes.Status200OK : Problems.Status(problem.Kind));
}
