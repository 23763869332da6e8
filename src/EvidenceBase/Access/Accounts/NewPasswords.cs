using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Gives an account a new password by a one-time link, for people who have forgotten theirs. The second factor stays: the link stands in for
/// the password alone, and signs nobody in.
/// </summary>
public sealed class NewPasswords(AccountsDatabase database, UserManager<Account> accounts, Sessions sessions, TimeProvider clock)
{
    /// <summary>The link and the account that it is for, while it does something.</summary>
    public async Task<Account?> HolderOf(Link? link) =>
        link is { Purpose: LinkPurpose.NewPassword, Name: { } name } && link.IsOpenTo(null, clock.GetUtcNow())
        && await accounts.FindByNameAsync(name) is { DisabledAt: null } account
            ? account
            : null;

    /// <summary>The new password counts and the link is used up in one transaction; all sessions end, and the account takes passwords again.</summary>
    public async Task<Problem?> Choose(Link link, Account account, string password, CancellationToken cancellation)
    {
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (!await UseUp(link, cancellation))
            return LinkProblem.NotUsable;
        await accounts.RemovePasswordAsync(account);
        var added = await accounts.AddPasswordAsync(account, Passwords.Normal(password));
        if (!added.Succeeded)
            return AccountProblem.ChangedElsewhere;
        await database.Database.ExecuteSqlAsync($"update account.account set access_failed_count = 0, lockout_end = null where id = {account.Id}", cancellation);
        await transaction.CommitAsync(cancellation);
        sessions.Forget();
        return null;
    }

    private async Task<bool> UseUp(Link link, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await database.Database.ExecuteSqlAsync(
            $"""
            update account.link set taken_by = name, used_at = {now}
            where id = {link.Id} and used_at is null and revoked_at is null and expires_at > {now}
            """,
            cancellation) == 1;
    }
}
