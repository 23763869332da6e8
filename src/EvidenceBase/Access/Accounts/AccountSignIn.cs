using System.Security.Claims;
using EvidenceBase.Access.Members;
using EvidenceBase.Access.Trail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EvidenceBase.Access.Accounts;

/// <summary>With what somebody signed in. Stored by these names.</summary>
public enum SignInMethod
{
    Password,

    /// <summary>Password and a code of the authenticator app.</summary>
    AuthenticatorApp,

    /// <summary>Password and a recovery code.</summary>
    RecoveryCode,

    Passkey,
    Institution,
}

/// <summary>Signs people in.</summary>
public sealed class AccountSignIn(
    UserManager<Account> accounts,
    IHttpContextAccessor http,
    IUserClaimsPrincipalFactory<Account> claims,
    IOptions<IdentityOptions> options,
    ILogger<AccountSignIn> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Account> confirmation,
    Attempts attempts,
    AbsentAccount absent,
    SecondFactor secondFactor,
    AccessTrail trail) : SignInManager<Account>(accounts, http, claims, options, logger, schemes, confirmation)
{
    /// <summary>On the trail, as far as RFC 8176 has names.</summary>
    private const string Password = "pwd";
    private const string Code = "otp";
    private const string Closed = "takes no passwords or codes for a while";

    private CancellationToken Aborted => Context.RequestAborted;

    /// <summary>
    /// Checks a name and a password. Whether the name is unknown, closed by wrong attempts or disabled, or the password wrong, the answer is the
    /// same, and a password is hashed each time, so that it comes after the same time.
    /// </summary>
    public async Task<SignInResult> WithPassword(string name, string password)
    {
        var isName = MemberName.IsPersons(name);
        var open = isName && await attempts.Begin(UserManager.NormalizeName(name)!, Aborted);
        var account = isName ? await UserManager.FindByNameAsync(name) : null;
        var fits = account?.PasswordHash is null
            ? absent.Verify(password)
            : await UserManager.CheckPasswordAsync(account, Passwords.Normal(password));
        if (account is null || !open || !fits || !await CanSignInAsync(account))
        {
            await trail.Record(Context, TrailAction.SignInFailed, detail: account is null || open ? Password : Closed, actor: account?.UserName);
            return SignInResult.Failed;
        }

        var result = await SignInOrTwoFactorAsync(account, isPersistent: false);
        if (result.Succeeded)
            await attempts.Succeeded(account, Aborted);
        return result;
    }

    /// <summary>The second step: a code of the account whose password was right a moment ago. Wrong ones are counted like passwords.</summary>
    public async Task<bool> WithCode(Account account, string code)
    {
        var open = await attempts.Begin(account.NormalizedUserName!, Aborted);
        if (!open || !await CanSignInAsync(account) || await MethodOf(account, code) is not { } method)
        {
            await trail.Record(Context, TrailAction.SignInFailed, detail: open ? Code : Closed, actor: account.UserName);
            return false;
        }

        await attempts.Succeeded(account, Aborted);
        await Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
        await Enter(account, method);
        return true;
    }

    /// <summary>Begins a session in this browser.</summary>
    public Task Enter(Account account, SignInMethod method) =>
        SignInWithClaimsAsync(account, new AuthenticationProperties(), [new Claim(SessionCookie.MethodClaim, method.ToString())]);

    /// <summary>
    /// Whether the password of somebody who is signed in is right, and their code where one is given; wrong ones are counted as at sign-in.
    /// </summary>
    public async Task<bool> Confirm(Account account, string password, string? code = null)
    {
        if (!await attempts.Begin(account.NormalizedUserName!, Aborted)
            || !await UserManager.CheckPasswordAsync(account, Passwords.Normal(password))
            || (code is not null && await MethodOf(account, code) is null))
        {
            await trail.Record(Context, TrailAction.SignInFailed, detail: code is null ? Password : $"{Password} {Code}");
            return false;
        }

        await attempts.Succeeded(account, Aborted);
        return true;
    }

    /// <summary>All ways to sign in end here.</summary>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var method = SessionCookie.MethodOf(additionalClaims);
        await trail.Record(Context, TrailAction.SignedIn, detail: InTrail(method), actor: user.UserName);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }

    public override Task<bool> CanSignInAsync(Account user) => Task.FromResult(user.DisabledAt is null);

    /// <summary>Attempts close an account to guessing alone: passkeys and an institution's sign-in cannot be guessed.</summary>
    protected override Task<bool> IsLockedOut(Account user) => Task.FromResult(false);

    private static string InTrail(SignInMethod method) => method switch
    {
        SignInMethod.Password => Password,
        SignInMethod.AuthenticatorApp => $"{Password} {Code}",
        SignInMethod.RecoveryCode => $"{Password} recovery code",
        SignInMethod.Passkey => "passkey",
        _ => "institution",
    };

    private async Task<SignInMethod?> MethodOf(Account account, string code) => AuthenticatorCodes.IsOne(AuthenticatorCodes.Normal(code))
        ? await secondFactor.Takes(account, code) ? SignInMethod.AuthenticatorApp : null
        : await secondFactor.TakesRecoveryCode(account, code) ? SignInMethod.RecoveryCode : null;
}

/// <summary>Stands in for accounts that are not there, so that looking takes as long.</summary>
public sealed class AbsentAccount(IPasswordHasher<Account> hasher)
{
    private readonly Account nobody = new();
    private readonly string hash = hasher.HashPassword(new(), Guid.NewGuid().ToString());

    /// <returns>Never true.</returns>
    public bool Verify(string password)
    {
        _ = hasher.VerifyHashedPassword(nobody, hash, Passwords.Normal(password));
        return false;
    }
}
