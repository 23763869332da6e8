using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Access.Accounts;

/// <summary>What the cookie of a signed-in browser holds – the id of its session – and who that is at every request.</summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
    /// <summary>With what somebody signs in; of no use after that.</summary>
    public const string MethodClaim = "evidencebase:method";

    private const string SessionClaim = "evidencebase:session";

    public static SignInMethod MethodOf(IEnumerable<Claim> claims) =>
        Enum.TryParse<SignInMethod>(claims.FirstOrDefault(claim => claim.Type == MethodClaim)?.Value, out var stated) ? stated : SignInMethod.Password;

    public override async Task SigningIn(CookieSigningInContext context)
    {
        var account = Guid.Parse(context.Principal!.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var method = MethodOf(context.Principal!.Claims);
        var browser = BrowserName.Of(context.Request.Headers[HeaderNames.UserAgent].ToString());
        var session = await sessions.Begin(account, method, browser, context.HttpContext.RequestAborted);
        context.Principal = new(new ClaimsIdentity([new(SessionClaim, session.ToString())], IdentityConstants.ApplicationScheme));
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SessionOf(context.Principal) is { } id && await sessions.Find(id, context.HttpContext.RequestAborted) is { } signedIn)
            context.ReplacePrincipal(Principal(signedIn));
        else
            context.RejectPrincipal();
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        if (SessionOf(context.HttpContext.User) is { } session)
            await sessions.End(session, context.HttpContext.RequestAborted);
    }

    /// <summary>The session of the browser that asks.</summary>
    public static Guid? SessionOf(ClaimsPrincipal? principal) => Guid.TryParse(principal?.FindFirstValue(SessionClaim), out var id) ? id : null;

    private static ClaimsPrincipal Principal(SignedIn signedIn)
    {
        var principal = signedIn.Caller.ToPrincipal(IdentityConstants.ApplicationScheme);
        ((ClaimsIdentity)principal.Identity!).AddClaims(
        [
            new(ClaimTypes.NameIdentifier, signedIn.Account.ToString()),
            new(SessionClaim, signedIn.Id.ToString()),
        ]);
        return principal;
    }
}

/// <summary>Which account signs in; what it may do is looked up at every request and not carried about.</summary>
internal sealed class AccountClaims : IUserClaimsPrincipalFactory<Account>
{
    public Task<ClaimsPrincipal> CreateAsync(Account user) => Task.FromResult(new ClaimsPrincipal(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, user.Id.ToString()), new(ClaimTypes.Name, user.UserName!)], IdentityConstants.ApplicationScheme)));
}
