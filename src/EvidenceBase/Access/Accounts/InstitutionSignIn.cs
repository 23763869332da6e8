using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace EvidenceBase.Access.Accounts;

/// <summary>Whom the institution has just vouched for, in this browser.</summary>
/// <param name="Issuer">The institution, as it names itself in what it signed.</param>
/// <param name="Subject">Which of its people it is.</param>
/// <param name="Name">As it writes their name, where it says so.</param>
/// <param name="Back">Where to go then.</param>
/// <param name="Link">The secret of the one-time link that they came with.</param>
public sealed record Vouched(string Issuer, string Subject, string? Name, string Back, string? Link);

/// <summary>
/// Sign-in with an institution (OpenID Connect, authorization code with PKCE). What the institution vouches for is an issuer and a subject and
/// nothing else: neither a name nor an address of mail links anybody to an account.
/// </summary>
public sealed class InstitutionSignIn(IHttpContextAccessor http, UserManager<Account> accounts, AccountSignIn signIn, Deployment deployment, AccessTrail trail)
{
    public const string Scheme = "Institution";

    /// <summary>Where the institution sends the browser back to: the address to be registered there.</summary>
    public const string AnswerPath = "/sign-in/institution/answer";

    /// <summary>The page that says that the institution's answer was refused.</summary>
    public const string FailedPath = "/sign-in/institution/refused";

    private const string Back = "back";
    private const string Link = "link";
    private const string NameClaim = "name";
    private const string IssuerClaim = "iss";

    private HttpContext Http => http.HttpContext!;

    /// <summary>What sends the browser to the institution.</summary>
    /// <param name="then">The page of ours that goes on when it comes back.</param>
    public static AuthenticationProperties Sending(string then, string back, string? link = null) => new(new Dictionary<string, string?> { [Back] = back, [Link] = link }) { RedirectUri = then };

    /// <summary>Whom the institution has vouched for a moment ago; null where for nobody, or too long ago.</summary>
    public async Task<Vouched?> Vouched()
    {
        var answer = await Http.AuthenticateAsync(IdentityConstants.ExternalScheme);
        return answer is { Succeeded: true, Principal: { } person }
            && person.FindFirst(IssuerClaim)?.Value is { Length: > 0 } issuer
            && person.FindFirst(deployment.Institution!.SubjectClaim)?.Value is { Length: > 0 } subject
            ? new(issuer, subject, person.FindFirst(NameClaim)?.Value, answer.Properties!.Items[Back] ?? "/", answer.Properties.Items[Link] is { Length: > 0 } link ? link : null)
            : null;
    }

    /// <summary>The account that is linked to them, if any.</summary>
    public Task<Account?> AccountOf(Vouched person) => accounts.FindByLoginAsync(person.Issuer, person.Subject);

    public UserLoginInfo LoginOf(Vouched person) => new(person.Issuer, person.Subject, deployment.Institution!.Name);

    /// <summary>Signs in the account that is linked to them.</summary>
    /// <returns>Whether it may sign in.</returns>
    public async Task<bool> SignIn(Account account)
    {
        if (!await signIn.CanSignInAsync(account))
        {
            await Refused(Http, account.UserName);
            return false;
        }

        await Enter(account);
        return true;
    }

    public async Task Enter(Account account)
    {
        await Forget();
        await signIn.Enter(account, SignInMethod.Institution);
    }

    /// <summary>What the institution said has been used.</summary>
    public Task Forget() => Http.SignOutAsync(IdentityConstants.ExternalScheme);

    /// <summary>From now on the institution's sign-in opens this account as well.</summary>
    public async Task<Problem?> LinkTo(Account account, Vouched person)
    {
        await Forget();
        if (await AccountOf(person) is not null)
            return Problem.Conflict("already-linked", "This sign-in of your institution opens an account already, yours or another one.");
        if ((await accounts.GetLoginsAsync(account)).Count > 0)
            return Problem.Conflict("linked-otherwise", "Another sign-in of the institution is linked to your account. Remove that first.");
        await trail.Record(Http, TrailAction.CredentialsChanged, detail: "institution linked");
        return (await accounts.AddLoginAsync(account, LoginOf(person))).Succeeded ? null : AccountProblem.ChangedElsewhere;
    }

    public async Task<Problem?> Unlink(Account account)
    {
        if (account.PasswordHash is null && (await accounts.GetPasskeysAsync(account)).Count == 0)
            return Problem.Conflict("only-way-in", "It is the only way into your account. Add a passkey first, or ask an administrator for a link with which you choose a password.");
        await trail.Record(Http, TrailAction.CredentialsChanged, detail: "institution removed");
        foreach (var login in await accounts.GetLoginsAsync(account))
            await accounts.RemoveLoginAsync(account, login.LoginProvider, login.ProviderKey);
        return null;
    }

    /// <param name="account">That they would have got into, if there is one.</param>
    private static Task Refused(HttpContext http, string? account) =>
        http.RequestServices.GetRequiredService<AccessTrail>().Record(http, TrailAction.SignInFailed, detail: "institution", actor: account);

    internal static void Configure(OpenIdConnectOptions protocol, Institution institution, Action<CookieBuilder, string> harden)
    {
        protocol.Authority = institution.Authority.ToString();
        protocol.RequireHttpsMetadata = !institution.Authority.IsLoopback;
        protocol.ClientId = institution.ClientId;
        protocol.ClientSecret = institution.ClientSecret;
        protocol.ResponseType = OpenIdConnectResponseType.Code;
        protocol.UsePkce = true;

        // The answer comes by a link and not by a form: forms of other sites are refused here, and cookies stay ours.
        protocol.ResponseMode = OpenIdConnectResponseMode.Query;
        protocol.SignInScheme = IdentityConstants.ExternalScheme;
        protocol.CallbackPath = AnswerPath;
        protocol.MapInboundClaims = false;
        protocol.ClaimActions.Remove(IssuerClaim);
        protocol.GetClaimsFromUserInfoEndpoint = false;
        protocol.SaveTokens = false;
        protocol.DisableTelemetry = true;
        protocol.BackchannelTimeout = TimeSpan.FromSeconds(10);
        harden(protocol.CorrelationCookie, "correlation.");
        harden(protocol.NonceCookie, "nonce.");

        // What comes straight from the institution may be unsigned by the standard (OpenID Connect Core 1.0, section 3.1.3.7); here it may not.
        protocol.Events.OnTokenValidated = validated =>
        {
            if (string.IsNullOrEmpty(validated.SecurityToken.RawSignature))
                validated.Fail("The token is not signed.");
            return Task.CompletedTask;
        };
        protocol.Events.OnRemoteFailure = async failure =>
        {
            await Refused(failure.HttpContext, null);
            failure.HandleResponse();
            failure.Response.Redirect(FailedPath);
        };
    }
}
