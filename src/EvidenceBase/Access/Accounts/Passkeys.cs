using System.Buffers.Text;
using System.Text.Json;
using EvidenceBase.Access.Trail;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Passkeys (WebAuthn): keys that lie in a phone, a computer or a stick, and answer to this server's address alone. They need neither password nor
/// code: the device itself asks who it is.
/// </summary>
public sealed class Passkeys(AccountSignIn signIn, UserManager<Account> accounts, TakenCodes taken, AccessTrail trail)
{
    public const int Most = 20;
    public const int LongestName = 100;

    public async Task<IReadOnlyList<UserPasskeyInfo>> Of(Account account) => [.. (await accounts.GetPasskeysAsync(account)).OrderBy(passkey => passkey.CreatedAt)];

    /// <summary>What the browser is to make a passkey of (JSON for <c>navigator.credentials.create</c>). It counts for five minutes, in this browser.</summary>
    public Task<string> Offer(Account account) => signIn.MakePasskeyCreationOptionsAsync(
        new() { Id = account.Id.ToString(), Name = account.UserName!, DisplayName = account.DisplayName ?? account.UserName! });

    /// <param name="credential">What the browser answered to the offer, as JSON.</param>
    /// <param name="name">By which its holder tells it from others.</param>
    public async Task<Problem?> Add(Account account, string credential, string name)
    {
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
            return new(ProblemKind.Malformed, "passkey-name", $"Give the passkey a name of at most {LongestName} characters.", "name");
        if ((await Of(account)).Count >= Most)
            return Problem.Conflict("too-many-passkeys", $"An account has at most {Most} passkeys. Remove one first.");
        var attestation = await Understood(() => signIn.PerformPasskeyAttestationAsync(credential));
        if (attestation is not { Succeeded: true } || attestation.UserEntity.Id != account.Id.ToString() || await accounts.FindByPasskeyIdAsync(attestation.Passkey.CredentialId) is not null)
            return new(ProblemKind.Malformed, "passkey-refused", "The browser's answer is not a new passkey for this account, or it came too late. Nothing was added; try again.");
        attestation.Passkey.Name = name.Normalize();
        await trail.Record(signIn.Context, TrailAction.CredentialsChanged, detail: "passkey added");
        if ((await accounts.AddOrUpdatePasskeyAsync(account, attestation.Passkey)).Succeeded)
            return null;
        await trail.Record(signIn.Context, TrailAction.CredentialsChanged, detail: "passkey not added after all");
        return AccountProblem.ChangedElsewhere;
    }

    /// <param name="id">The credential's id in base 64 for addresses.</param>
    public async Task Remove(Account account, string id)
    {
        if ((await Of(account)).FirstOrDefault(passkey => Id(passkey) == id) is { } passkey)
        {
            await trail.Record(signIn.Context, TrailAction.CredentialsChanged, detail: "passkey removed");
            await accounts.RemovePasskeyAsync(account, passkey.CredentialId);
        }
    }

    public static string Id(UserPasskeyInfo passkey) => Base64Url.EncodeToString(passkey.CredentialId);

    /// <summary>What the browser is to prove (JSON for <c>navigator.credentials.get</c>), whoever it may be.</summary>
    public Task<string> Ask() => signIn.MakePasskeyRequestOptionsAsync(null!);

    /// <summary>Signs the holder of a passkey in.</summary>
    /// <param name="credential">What the browser answered, as JSON. An answer counts once.</param>
    public async Task<bool> SignIn(string credential)
    {
        var assertion = await Understood(() => signIn.PerformPasskeyAssertionAsync(credential));
        if (assertion is not { Succeeded: true, User: { } account } || !await signIn.CanSignInAsync(account) || !await taken.Take(account, Challenge(credential))
            || !(await accounts.AddOrUpdatePasskeyAsync(account, assertion.Passkey)).Succeeded)
        {
            await trail.Record(signIn.Context, TrailAction.SignInFailed, detail: "passkey", actor: assertion?.User?.UserName);
            return false;
        }

        await signIn.Enter(account, SignInMethod.Passkey);
        return true;
    }

    /// <summary>Null where the answer makes no sense, or nothing was asked: what strangers send is no failure of ours.</summary>
    private static async Task<TResult?> Understood<TResult>(Func<Task<TResult>> perform)
        where TResult : class
    {
        try
        {
            return await perform();
        }
        catch (Exception exception) when (exception is PasskeyException or InvalidOperationException or JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private static string Challenge(string credential)
    {
        using var answer = JsonDocument.Parse(credential);
        using var clientData = JsonDocument.Parse(Base64Url.DecodeFromChars(answer.RootElement.GetProperty("response").GetProperty("clientDataJSON").GetString()));
        return clientData.RootElement.GetProperty("challenge").GetString()!;
    }
}
