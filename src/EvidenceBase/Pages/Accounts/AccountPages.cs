using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Antiforgery;

namespace EvidenceBase.Pages.Accounts;

internal static class AccountAddresses
{
    public const string SignIn = "/sign-in";
    public const string Code = "/sign-in/code";
    public const string PasskeySignIn = "/sign-in/passkey";
    public const string PasskeyQuestion = "/sign-in/passkey/question";
    public const string InstitutionSignIn = "/sign-in/institution";
    public const string InstitutionDone = "/sign-in/institution/done";
    public const string InstitutionJoin = "/sign-in/institution/join";
    public const string SignOut = "/sign-out";
    public const string Account = "/account";
    public const string JoinStudy = "/join/study";
    public const string Password = "/account/password";
    public const string SecondFactor = "/account/second-factor";
    public const string RecoveryCodes = "/account/second-factor/recovery-codes";
    public const string SecondFactorOff = "/account/second-factor/off";
    public const string Passkeys = "/account/passkeys";
    public const string PasskeyOffer = "/account/passkeys/offer";
    public const string RemovePasskey = "/account/passkeys/remove";
    public const string Institution = "/account/institution";
    public const string InstitutionBegin = "/account/institution/begin";
    public const string InstitutionConfirm = "/account/institution/confirm";
    public const string InstitutionRemove = "/account/institution/remove";
    public const string EndSession = "/account/end-session";
    public const string SignOutEverywhere = "/account/sign-out-everywhere";
    public const string Administration = "/administration";
    public const string Accounts = "/administration/accounts";
    public const string Invite = "/administration/invitations";
    public const string AppointOwner = "/administration/owners";

    /// <summary>The page on which an account is administered, and what is done with it there.</summary>
    public static string Administer(string account, string? act = null) =>
        $"{Accounts}/{Uri.EscapeDataString(account)}{(act is null ? string.Empty : $"/{act}")}";
}

/// <summary>The pages on which people sign in and look after their accounts; on a server only.</summary>
internal static class AccountPages
{
    private static readonly AccessAttribute InPerson = new NeedsSignInAttribute { InPerson = true };
    private static readonly RunsScript Script = new();

    public static void MapAccountPages(this WebApplication app)
    {
        app.MapGet(PasskeyScript.Path, PasskeyScript.Get).ExcludeFromDescription().WithMetadata(new OpenToAnyoneAttribute("What pages run; it tells nothing."));
        var pages = app.MapGroup(string.Empty).ExcludeFromDescription().AddEndpointFilter(Guard).WithMetadata(new RefusalPage(PageDesk.Refuse));

        var anyone = new OpenToAnyoneAttribute("Here one signs in.");
        pages.MapGet(AccountAddresses.SignIn, SignInDesk.Show).WithMetadata(anyone, Script);
        pages.MapPost(AccountAddresses.SignIn, SignInDesk.SignIn).WithMetadata(anyone, Script);
        pages.MapPost(AccountAddresses.PasskeyQuestion, PasskeyDesk.Ask).WithMetadata(anyone);
        pages.MapPost(AccountAddresses.PasskeySignIn, PasskeyDesk.SignIn).WithMetadata(anyone, Script);
        pages.MapPost(AccountAddresses.SignOut, SignInDesk.SignOut).WithMetadata(InPerson);

        var halfWay = new OpenToAnyoneAttribute("The cookie that says whose password was right is what lets in.");
        pages.MapGet(AccountAddresses.Code, SignInDesk.ShowCode).WithMetadata(halfWay);
        pages.MapPost(AccountAddresses.Code, SignInDesk.SendCode).WithMetadata(halfWay);

        var holder = new OpenToAnyoneAttribute("The secret in the link, which works once, is what lets in.");
        pages.MapGet(LinkAddress.Join, JoinDesk.Show).WithMetadata(holder);
        pages.MapPost(LinkAddress.Join, JoinDesk.MakeAccount).WithMetadata(holder);
        pages.MapGet(LinkAddress.NewPassword, NewPasswordDesk.Show).WithMetadata(holder);
        pages.MapPost(LinkAddress.NewPassword, NewPasswordDesk.Choose).WithMetadata(holder);

        pages.MapPost(AccountAddresses.JoinStudy, JoinDesk.JoinStudy).WithMetadata(InPerson);

        pages.MapGet(AccountAddresses.Account, AccountDesk.Show).WithMetadata(InPerson);
        pages.MapGet(AccountAddresses.Password, AccountDesk.ShowPassword).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.Password, AccountDesk.ChangePassword).WithMetadata(InPerson);
        pages.MapGet(AccountAddresses.SecondFactor, SecondFactorDesk.Show).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.SecondFactor, SecondFactorDesk.TurnOn).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.RecoveryCodes, SecondFactorDesk.NewRecoveryCodes).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.SecondFactorOff, SecondFactorDesk.TurnOff).WithMetadata(InPerson);
        pages.MapGet(AccountAddresses.Passkeys, PasskeyDesk.Show).WithMetadata(InPerson, Script);
        pages.MapPost(AccountAddresses.Passkeys, PasskeyDesk.Add).WithMetadata(InPerson, Script);
        pages.MapPost(AccountAddresses.PasskeyOffer, PasskeyDesk.Offer).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.RemovePasskey, PasskeyDesk.Remove).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.EndSession, AccountDesk.EndSession).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.SignOutEverywhere, AccountDesk.SignOutEverywhere).WithMetadata(InPerson);
        if (app.Services.GetRequiredService<Deployment>().Institution is not null)
            pages.MapInstitution();
        pages.MapAdministration();
    }

    private static void MapInstitution(this RouteGroupBuilder pages)
    {
        var vouched = new OpenToAnyoneAttribute("Whom the institution vouches for is what lets in.");
        pages.MapGet(AccountAddresses.InstitutionSignIn, InstitutionDesk.Begin).WithMetadata(vouched, Script);
        pages.MapGet(AccountAddresses.InstitutionDone, InstitutionDesk.Arrive).WithMetadata(vouched, Script);
        pages.MapGet(InstitutionSignIn.FailedPath, InstitutionDesk.ShowRefused).WithMetadata(vouched, Script);
        pages.MapPost(AccountAddresses.InstitutionJoin, InstitutionDesk.MakeAccount).WithMetadata(vouched, Script);
        pages.MapGet(AccountAddresses.InstitutionBegin, (Delegate)InstitutionDesk.BeginLinking).WithMetadata(InPerson);
        pages.MapGet(AccountAddresses.InstitutionConfirm, InstitutionDesk.ConfirmLinking).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.Institution, InstitutionDesk.Link).WithMetadata(InPerson);
        pages.MapPost(AccountAddresses.InstitutionRemove, InstitutionDesk.Unlink).WithMetadata(InPerson);
    }

    private static void MapAdministration(this RouteGroupBuilder pages)
    {
        const string account = $"{AccountAddresses.Accounts}/{{account}}";
        var administrators = new NeedsAdministratorAttribute();
        pages.MapGet(AccountAddresses.Administration, AdministrationDesk.Show).WithMetadata(administrators);
        pages.MapPost(AccountAddresses.Invite, AdministrationDesk.Invite).WithMetadata(administrators);
        pages.MapPost(AccountAddresses.AppointOwner, AdministrationDesk.AppointOwner).WithMetadata(administrators);
        pages.MapGet(account, AdministrationDesk.ShowAccount).WithMetadata(administrators);
        pages.MapPost($"{account}/{AdministrationDesk.NewPassword}", AdministrationDesk.MakeNewPassword).WithMetadata(administrators);
        pages.MapPost($"{account}/{{act}}", AdministrationDesk.Act).WithMetadata(administrators);
    }

    /// <summary>Nothing of these pages is kept by a browser, and a form counts only if it was made for whoever sends it.</summary>
    private static async ValueTask<object?> Guard(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
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
