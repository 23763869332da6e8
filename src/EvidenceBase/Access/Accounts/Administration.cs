using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>An account as administrators see it.</summary>
/// <param name="LockedAt">Since when an administrator has locked it; null while it may sign in.</param>
/// <param name="ClosedUntil">Until when it takes no passwords after wrong ones.</param>
/// <param name="Institution">With which it signs in, where it does.</param>
/// <param name="SeenAt">When somebody last used it with a browser that is still signed in, to five minutes.</param>
public sealed record AccountSummary(
    string Name,
    string? DisplayName,
    bool Administers,
    DateTimeOffset CreatedAt,
    DateTimeOffset? LockedAt,
    DateTimeOffset? ClosedUntil,
    bool HasPassword,
    bool HasSecondFactor,
    int Passkeys,
    string? Institution,
    DateTimeOffset? SeenAt);

/// <summary>
/// What administrators do with accounts. Each of it ends the account's sessions, so that what counts from now on counts at once; and there is
/// always one who administers, even when two would lock each other at the same moment.
/// </summary>
public sealed class Administration(NpgsqlDataSource database, AccountDirectory directory, Sessions sessions, AccessTrail trail, TimeProvider clock)
{
    private const string EndAllLinks = "update account.link set revoked_at = @now where created_by = @name and used_at is null and revoked_at is null";
    private const string EndLinksOfAccounts = $"{EndAllLinks} and study is null";
    private const string EndSessions = "update account.account set security_stamp = @stamp where name = @name";

    public Task<List<AccountSummary>> List(CancellationToken cancellation) => Read(null, cancellation);

    public async Task<(AccountSummary? Account, Problem? Problem)> Find(string name, CancellationToken cancellation) =>
        (await Read(name, cancellation)).FirstOrDefault() is { } account ? (account, null) : (null, NoSuchAccount(name));

    /// <summary>The account signs in no more, its access tokens count no more, and the links that it made do nothing any more.</summary>
    public Task<Problem?> Lock(string name, HttpContext http) => Change(
        name, "locked", http, takesAnAdministrator: true, "update account.account set disabled_at = coalesce(disabled_at, @now) where name = @name", EndAllLinks);

    /// <summary>The account signs in again, also after too many wrong passwords.</summary>
    public Task<Problem?> Unlock(string name, HttpContext http) => Change(
        name, "unlocked", http, takesAnAdministrator: false, "update account.account set disabled_at = null, lockout_end = null, access_failed_count = 0 where name = @name");

    public Task<Problem?> MakeAdministrator(string name, HttpContext http) =>
        Change(name, "administers from now on", http, takesAnAdministrator: false, "update account.account set administers = true where name = @name");

    /// <summary>The links that it made as an administrator do nothing any more; those into its studies stay.</summary>
    public Task<Problem?> EndAdministrator(string name, HttpContext http) =>
        Change(name, "administers no more", http, takesAnAdministrator: true, "update account.account set administers = false where name = @name", EndLinksOfAccounts);

    public Task<Problem?> SignOutEverywhere(string name, HttpContext http) => Change(name, "signed out everywhere", http, takesAnAdministrator: false);

    /// <summary>Takes away what somebody has lost: app, recovery codes, passkeys. The password stays.</summary>
    public Task<Problem?> ResetSecondFactor(string name, HttpContext http) => Change(
        name,
        "authenticator app and passkeys taken away",
        http,
        takesAnAdministrator: false,
        "update account.account set two_factor_enabled = false where name = @name",
        "delete from account.token t using account.account a where a.id = t.user_id and a.name = @name",
        "delete from account.passkey p using account.account a where a.id = p.user_id and a.name = @name");

    private async Task<Problem?> Change(string name, string what, HttpContext http, bool takesAnAdministrator, params string[] changes)
    {
        var cancellation = http.RequestAborted;
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (id, administrators) = await LockRows(connection, name, cancellation);
        if (id is null)
            return NoSuchAccount(name);
        if (takesAnAdministrator && administrators.Count == 1 && administrators[0] == name)
            return Problem.Conflict("last-administrator", $"“{name}” is the only one who administers this server. Let somebody else administer it first.");
        await trail.Record(http, TrailAction.AccountAdministered, thing: new("account", id, name), detail: what);
        foreach (var change in changes.Append(EndSessions))
        {
            await using var command = new NpgsqlCommand(change, connection);
            command.Parameters.AddWithValue("name", name);
            command.Parameters.AddWithValue("now", clock.GetUtcNow());
            command.Parameters.AddWithValue("stamp", Guid.NewGuid().ToString());
            await command.ExecuteNonQueryAsync(cancellation);
        }

        await transaction.CommitAsync(cancellation);
        directory.Forget();
        sessions.Forget();
        return null;
    }

    /// <summary>Holds the account and all who administer until the transaction ends, always in the same order.</summary>
    private static async Task<(Guid? Id, List<string> Administrators)> LockRows(NpgsqlConnection connection, string name, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            "select id, name, administers and disabled_at is null from account.account where name = $1 or administers order by id for no key update", connection);
        command.Parameters.Add(new() { Value = name });
        var (id, administrators) = ((Guid?)null, new List<string>());
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetString(1) == name)
                id = reader.GetGuid(0);
            if (reader.GetBoolean(2))
                administrators.Add(reader.GetString(1));
        }

        return (id, administrators);
    }

    private async Task<List<AccountSummary>> Read(string? name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select a.name, a.display_name, a.administers, a.created_at, a.disabled_at, case when a.lockout_end > $2 then a.lockout_end end, a.password_hash is not null,
                a.two_factor_enabled, (select count(*)::int from account.passkey p where p.user_id = a.id),
                (select min(l.provider_display_name) from account.login l where l.user_id = a.id),
                (select max(s.seen_at) from account.session s where s.account_id = a.id and s.security_stamp = a.security_stamp)
            from account.account a where $1::text is null or a.name = $1 order by a.name
            """);
        command.Parameters.Add(new() { Value = (object?)name ?? DBNull.Value });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var found = new List<AccountSummary>();
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new(
                reader.GetString(0), reader.TextOrNull(1), reader.GetBoolean(2), reader.GetFieldValue<DateTimeOffset>(3), Time(4), Time(5), reader.GetBoolean(6), reader.GetBoolean(7),
                reader.GetInt32(8), reader.TextOrNull(9), Time(10)));
        }

        return found;

        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }

    private static Problem NoSuchAccount(string name) => new(ProblemKind.NotFound, "not-found", $"Nobody has an account “{name}” on this server.");
}
