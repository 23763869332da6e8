using System.Security.Claims;
using EvidenceBase.Access.Members;
using EvidenceBase.Access.Trail;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace EvidenceBase.Access.Accounts;

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
    AccessTrail trail) : SignInManager<Account>(accounts, http, claims, options, logger, schemes, confirmation)
{
    private const string MethodClaim = "amr";

    /// <summary>As RFC 8176 names it.</summary>
    private const string Password = "pwd";

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
            await trail.Record(Context, TrailAction.SignInFailed, detail: Password, actor: account?.UserName);
            return SignInResult.Failed;
        }

        var result = await SignInOrTwoFactorAsync(account, isPersistent: false);
        if (result.Succeeded)
            await attempts.Succeeded(account, Aborted);
        return result;
    }

    /// <summary>Whether the password of somebody who is signed in is right; wrong ones are counted as at sign-in.</summary>
    public async Task<bool> Confirm(Account account, string password)
    {
        if (!await attempts.Begin(account.NormalizedUserName!, Aborted) || !await UserManager.CheckPasswordAsync(account, Passwords.Normal(password)))
        {
            await trail.Record(Context, TrailAction.SignInFailed, detail: Password);
            return false;
        }

        await attempts.Succeeded(account, Aborted);
        return true;
    }

    /// <summary>All ways to sign in end here.</summary>
    public override async Task SignInWithClaimsAsync(Account user, AuthenticationProperties? authenticationProperties, IEnumerable<Claim> additionalClaims)
    {
        var method = additionalClaims.FirstOrDefault(claim => claim.Type is MethodClaim or ClaimTypes.AuthenticationMethod)?.Value;
        await trail.Record(Context, TrailAction.SignedIn, detail: method, actor: user.UserName);
        await base.SignInWithClaimsAsync(user, authenticationProperties, additionalClaims);
    }

    public override Task<bool> CanSignInAsync(Account user) => Task.FromResult(user.DisabledAt is null);

    /// <summary>Attempts close an account to guessing alone: passkeys and an institution's sign-in cannot be guessed.</summary>
    protected override Task<bool> IsLockedOut(Account user) => Task.FromResult(false);
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
