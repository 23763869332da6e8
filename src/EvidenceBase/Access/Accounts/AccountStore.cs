using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Accounts in the database. The keys of authenticator apps and the recovery codes are encrypted under keys that lie outside of it, so that a
/// copy of the database is no second factor.
/// </summary>
internal sealed class AccountStore(AccountsDatabase database, IDataProtectionProvider protection)
    : UserOnlyStore<Account, AccountsDatabase, Guid, IdentityUserClaim<Guid>, IdentityUserLogin<Guid>, IdentityUserToken<Guid>, IdentityUserPasskey<Guid>>(database)
{
    /// <summary>Under which Identity keeps what it keeps for itself.</summary>
    public const string OwnTokens = "[AspNetUserStore]";
    public const string AuthenticatorKey = "AuthenticatorKey";
    public const string RecoveryCodes = "RecoveryCodes";

    private readonly IDataProtector protector = protection.CreateProtector("EvidenceBase second factor");

    public override Task SetTokenAsync(Account user, string loginProvider, string name, string? value, CancellationToken cancellationToken) =>
        base.SetTokenAsync(user, loginProvider, name, value is null ? null : protector.Protect(value), cancellationToken);

    public override async Task<string?> GetTokenAsync(Account user, string loginProvider, string name, CancellationToken cancellationToken) =>
        await base.GetTokenAsync(user, loginProvider, name, cancellationToken) is { } value ? protector.Unprotect(value) : null;
}
