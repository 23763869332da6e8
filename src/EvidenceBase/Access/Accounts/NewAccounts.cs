using EvidenceBase.Access.Members;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EvidenceBase.Access.Accounts;

/// <summary>What somebody asks for who makes an account.</summary>
/// <param name="Password">Null where they sign in with their institution.</param>
public sealed record NewAccount(string Name, string? DisplayName, string? Password);

/// <summary>Makes accounts; a one-time link with which one is made is used up by it in the same transaction.</summary>
public sealed class NewAccounts(AccountsDatabase database, UserManager<Account> accounts, AccountDirectory directory, Sessions sessions, TimeProvider clock)
{
    private const int LongestDisplayName = 100;

    /// <param name="link">Null where none is needed: the institution vouches for whom it is open to.</param>
    /// <param name="login">The sign-in with an institution that opens the account; null where a password does.</param>
    public async Task<(Account? Account, Problem? Problem)> Make(Link? link, NewAccount wanted, CancellationToken cancellation, UserLoginInfo? login = null)
    {
        if (Shape(wanted) is { } wrong)
            return (null, wrong);
        if (link?.Purpose != LinkPurpose.SetUp && await directory.StandsInTheRecord(wanted.Name, cancellation))
            return (null, Taken(wanted.Name));
        var account = new Account
        {
            UserName = wanted.Name, DisplayName = DisplayName(wanted.DisplayName), Administers = link?.Purpose == LinkPurpose.SetUp, CreatedAt = clock.GetUtcNow(),
        };
        await using var transaction = await database.Database.BeginTransactionAsync(cancellation);
        if (link is not null && !await UseUp(link, wanted.Name, cancellation))
            return (null, LinkProblem.NotUsable);
        try
        {
            var made = wanted.Password is null ? await accounts.CreateAsync(account) : await accounts.CreateAsync(account, Passwords.Normal(wanted.Password));
            if (made.Succeeded && login is not null)
                made = await accounts.AddLoginAsync(account, login);
            if (!made.Succeeded)
                return (null, Refused(wanted.Name, made.Errors.First()));
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateException exception) when (exception.InnerException is Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            return (null, Taken(wanted.Name));
        }

        directory.Forget();
        sessions.Forget();
        return (account, null);
    }

    /// <summary>
    /// The link becomes the new account's, and is done unless a study is to be joined with it. Of the links that make an administrator one is enough:
    /// all end with the first.
    /// </summary>
    private async Task<bool> UseUp(Link link, string name, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var setUp = link.Purpose == LinkPurpose.SetUp;
        var changed = await database.Database.ExecuteSqlAsync(
            $"""
            update account.link set
                taken_by = case when id = {link.Id} then {name} end,
                used_at = case when id = {link.Id} and study is null then {now} end,
                revoked_at = case when id <> {link.Id} then {now} end
            where taken_by is null and used_at is null and revoked_at is null and (id = {link.Id} and expires_at > {now} or {setUp} and purpose = 'SetUp')
            """,
            cancellation);
        return changed > 0 && await database.Database.SqlQuery<bool>($"""select taken_by is not null as "Value" from account.link where id = {link.Id}""").SingleAsync(cancellation);
    }

    private static Problem? Shape(NewAccount wanted) => wanted switch
    {
        _ when !MemberName.IsPersons(wanted.Name) => new(ProblemKind.Malformed, "name", MemberName.RuleForPeople, "name"),
        { DisplayName.Length: > LongestDisplayName } => new(ProblemKind.Malformed, "display-name", $"At most {LongestDisplayName} characters.", "displayName"),
        _ when wanted.DisplayName?.Any(char.IsControl) == true => new(ProblemKind.Malformed, "display-name", "A name has no control characters.", "displayName"),
        { Password: { } password } => Passwords.Refusal(wanted.Name, password),
        _ => null,
    };

    private static string? DisplayName(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim().Normalize();

    private static Problem Refused(string name, IdentityError error) =>
        error.Code == nameof(IdentityErrorDescriber.DuplicateUserName) ? Taken(name) : new(ProblemKind.Malformed, error.Code, error.Description);

    private static Problem Taken(string name) =>
        Problem.Conflict("name-taken", $"“{name}” is taken, or was once. Names are never used twice; choose another.", "name");
}

/// <summary>Says of a link that it does nothing, and not why: whether it was used, ended or never was is nobody's business.</summary>
public static class LinkProblem
{
    public static Problem NotUsable { get; } = new(
        ProblemKind.Gone, "link-not-usable", "This link does nothing any more: it works once and not for long. Ask whoever gave it to you for another one.");
}
