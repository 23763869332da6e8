using EvidenceBase.Platform;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Turns the second factor of passwords on and off. An app's key counts only once a code of it was shown, so that nobody locks themselves out
/// with an app that did not take it.
/// </summary>
public sealed class SecondFactor(UserManager<Account> accounts, AccountsDatabase database, Sessions sessions, Deployment deployment)
{
    public const int RecoveryCodes = 10;

    /// <summary>The key for the app: that which was shown before, as long as it does not count, or a new one.</summary>
    public async Task<string> Key(Account account)
    {
        if (await accounts.GetAuthenticatorKeyAsync(account) is { Length: > 0 } key)
            return key;
        key = accounts.GenerateNewAuthenticatorKey();
        await accounts.SetAuthenticationTokenAsync(account, AccountStore.OwnTokens, AccountStore.AuthenticatorKey, key);
        return key;
    }

    /// <summary>What authenticator apps read from a QR code.</summary>
    public string Address(Account account, string key)
    {
        var (issuer, name) = (Uri.EscapeDataString($"EvidenceBase {deployment.PublicAddress!.Host}"), Uri.EscapeDataString(account.UserName!));
        return $"otpauth://totp/{issuer}:{name}?secret={key}&issuer={issuer}&algorithm=SHA1&digits=6&period=30";
    }

    /// <summary>Whether it is a code of the account's app that was not taken before; it is taken now.</summary>
    public Task<bool> Takes(Account account, string code) =>
        accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, AuthenticatorCodes.Normal(code));

    /// <summary>Whether it is one of the account's recovery codes; it is used up now.</summary>
    public async Task<bool> TakesRecoveryCode(Account account, string code) =>
        AuthenticatorCodes.Normal(code).Length > 0 && (await accounts.RedeemTwoFactorRecoveryCodeAsync(account, AuthenticatorCodes.Normal(code).ToUpperInvariant())).Succeeded;

    public Task<int> RecoveryCodesLeft(Account account) => accounts.CountRecoveryCodesAsync(account);

    /// <summary>New recovery codes, which are shown once; the former ones end.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(Account account) =>
        [.. await accounts.GenerateNewTwoFactorRecoveryCodesAsync(account, RecoveryCodes) ?? []];

    /// <summary>From now on the app is asked. All sessions of the account end.</summary>
    /// <returns>The recovery codes.</returns>
    public async Task<IReadOnlyList<string>> TurnOn(Account account)
    {
        await using var transaction = await database.Database.BeginTransactionAsync();
        var codes = await NewRecoveryCodes(account);
        Ensure(await accounts.SetTwoFactorEnabledAsync(account, true));
        await transaction.CommitAsync();
        sessions.Forget();
        return codes;
    }

    /// <summary>All sessions of the account end.</summary>
    public async Task TurnOff(Account account)
    {
        await using var transaction = await database.Database.BeginTransactionAsync();
        foreach (var token in new[] { AccountStore.AuthenticatorKey, AccountStore.RecoveryCodes })
            Ensure(await accounts.RemoveAuthenticationTokenAsync(account, AccountStore.OwnTokens, token));
        Ensure(await accounts.SetTwoFactorEnabledAsync(account, false));
        await transaction.CommitAsync();
        sessions.Forget();
    }

    private static void Ensure(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException($"The account was changed at the same moment: {result}. Nothing was done.");
    }
}
