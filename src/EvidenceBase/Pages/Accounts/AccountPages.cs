using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Antiforgery;

namespace EvidenceBase.Pages.Accounts;

internal static class AccountAddresses
{
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string JoinStudy = "/join/study";
    public const string Password = "/account/password";
    public const string SignOutEverywhere = "/account/sign-out-everywhere";
}

/// <summary>The pages on which people sign in and look after their accounts; on a server only.</summary>
internal static class AccountPages
{
    private static readonly AccessAttribute InPerson = new NeedsSignInAttribute { InPerson = true };

    public static void MapAccountPages(this WebApplication app)
    {
        var pages = app.MapGroup(string.Empty).ExcludeFromDescription().AddEndpointFilter(Guard).WithMetadata(new RefusalPage(PageDesk.Refuse));

        var anyone = new OpenToAnyoneAttribute("Here one signs in.");
        pages.MapGet(AccountAddresses.SignIn, SignInDesk.Show).WithMetadata(anyone);
        pages.MapPost(AccountAddresses.SignIn, SignInDesk.SignIn).WithMetadata(anyone);
        pages.MapPost(AccountAddresses.SignOut, SignInDesk.SignOut).WithMetadata(InPerson);

        var holder = new OpenToAnyoneAttribute("The secret in the link, which works once, is what lets in.");
        pages.MapGet(LinkAddress.Join, JoinDesk.Show).WithMetadata(holder);
        pages.MapPost(LinkAddress.Join, JoinDesk.MakeAccount).WithMetadata(holder);

        pages.MapPost(AccountAddresses.JoinStudy, JoinDesk.JoinStudy).WithMetadata(InPerson);

        pages.MapGet(AccountAddresses.Account, AccountDesk.Show).WithMetadata(InPerson);
        pages.MapGet(AccountAddresses.Password, AccountDesk.ShowPassword).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.Password, AccountDesk.ChangePassword).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.SignOutEverywhere, AccountDesk.SignOutEverywhere).WithMetadata(InPerson);
    }

    /// <summary>
    /// Nothing of these pages is kept by a browser or told to other sites, and a form counts only if it was made for whoever sends it.
    /// </summary>
    private static async ValueTask<object?> Guard(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsPost(http.Request.Method) && !await IsOurForm(http)
            ? PageDesk.Failure(new(
                ProblemKind.Malformed, "old-form", "This form is too old, or was made before you signed in or out. Go back, load the page anew and send it again. Nothing was done."))
            : await next(context);
    }

    private static async Task<bool> IsOurForm(HttpContext http)
    {
        try
        {
            return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http);
        }
        catch (AntiforgeryValidationException)
        {
            // What was sent cannot be read as a form at all.
            return false;
        }
    }
}
