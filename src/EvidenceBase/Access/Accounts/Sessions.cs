using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>Who is signed in with a browser.</summary>
/// <param name="Id">Of the session.</param>
public sealed record SignedIn(Guid Id, Guid Account, Caller Caller);

/// <summary>
/// The browsers that are signed in. The cookie names a session and nothing else counts: it ends with sign-out, with a new password, with sign-out
/// everywhere (the last two change the account's security stamp) and when the account is disabled – here at once, elsewhere after two seconds at most.
/// </summary>
public sealed class Sessions(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>After this time one has to sign in again, however busy one was.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    private readonly Remembered<Guid, SignedIn> sessions = new(clock, (id, cancellation) => Read(database, clock, id, cancellation));

    public ValueTask<SignedIn?> Find(Guid id, CancellationToken cancellation) => sessions.Get(id, cancellation);

    /// <returns>The id of the new session.</returns>
    public async Task<Guid> Begin(Guid account, CancellationToken cancellation)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("delete from account.session where began_at < $1") { Parameters = { new() { Value = now - Longest } } });
        batch.BatchCommands.Add(new(
            "insert into account.session (id, account_id, security_stamp, began_at) select $1, id, security_stamp, $3 from account.account where id = $2")
        {
            Parameters = { new() { Value = id }, new() { Value = account }, new() { Value = now } },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    public async Task End(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("delete from account.session where id = $1");
        command.Parameters.Add(new() { Value = id });
        await command.ExecuteNonQueryAsync(cancellation);
        Forget();
    }

    /// <summary>To be called after every change of accounts.</summary>
    public void Forget() => sessions.Forget();

    private static async Task<SignedIn?> Read(NpgsqlDataSource database, TimeProvider clock, Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select a.id, a.name, a.administers from account.session s
            join account.account a on a.id = s.account_id and a.security_stamp = s.security_stamp
            where s.id = $1 and s.began_at >= $2 and a.disabled_at is null
            """);
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - Longest });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(id, reader.GetGuid(0), new(reader.GetString(1), Administers: reader.GetBoolean(2)))
            : null;
    }
}
