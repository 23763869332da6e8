using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>Who is signed in with a browser.</summary>
/// <param name="Id">Of the session.</param>
public sealed record SignedIn(Guid Id, Guid Account, Caller Caller);

/// <summary>A browser in which an account is signed in.</summary>
/// <param name="Browser">What it is, as far as it says so.</param>
/// <param name="SeenAt">When it last asked for something, to five minutes.</param>
public sealed record Session(Guid Id, DateTimeOffset BeganAt, DateTimeOffset SeenAt, SignInMethod Method, string? Browser);

/// <summary>
/// The browsers that are signed in. The cookie names a session and nothing else counts: it ends with sign-out, with a new password, with sign-out
/// everywhere (the last two change the account's security stamp) and when the account is disabled – here at once, elsewhere after two seconds at most.
/// </summary>
public sealed class Sessions(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>After this time one has to sign in again, however busy one was.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(14);

    /// <summary>After this time without a request as well.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromHours(12);

    private const string Lasting =
        """
        from account.session s join account.account a on a.id = s.account_id and a.security_stamp = s.security_stamp
        where s.began_at >= @earliest and s.seen_at >= @seen and a.disabled_at is null
        """;

    private static readonly TimeSpan SightIsNoted = TimeSpan.FromMinutes(5);
    private readonly Remembered<Guid, SignedIn> sessions = new(clock, (id, cancellation) => Read(database, clock, id, cancellation));

    public ValueTask<SignedIn?> Find(Guid id, CancellationToken cancellation) => sessions.Get(id, cancellation);

    /// <summary>The browsers in which an account is signed in, the last that came first.</summary>
    public async Task<List<Session>> Of(string name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select s.id, s.began_at, s.seen_at, s.method, s.browser {Lasting} and a.name = @name order by s.began_at desc, s.id");
        AddTimes(command, clock);
        command.Parameters.AddWithValue("name", name);
        var found = new List<Session>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new(
                reader.GetGuid(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), Enum.Parse<SignInMethod>(reader.GetString(3)),
                reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return found;
    }

    /// <returns>The id of the new session.</returns>
    public async Task<Guid> Begin(Guid account, SignInMethod method, string? browser, CancellationToken cancellation)
    {
        var (id, now) = (Guid.CreateVersion7(), clock.GetUtcNow());
        await using var batch = database.CreateBatch();
        batch.BatchCommands.Add(new("delete from account.session where began_at < $1") { Parameters = { new() { Value = now - Longest } } });
        batch.BatchCommands.Add(new(
            """
            insert into account.session (id, account_id, security_stamp, began_at, seen_at, method, browser)
            select $1, id, security_stamp, $3, $3, $4, $5::text from account.account where id = $2
            """)
        {
            Parameters =
            {
                new() { Value = id }, new() { Value = account }, new() { Value = now }, new() { Value = method.ToString() }, new() { Value = (object?)browser ?? DBNull.Value },
            },
        });
        await batch.ExecuteNonQueryAsync(cancellation);
        return id;
    }

    /// <param name="account">Ends it only if it is this one's; null for whosever it is.</param>
    public async Task End(Guid id, CancellationToken cancellation, Guid? account = null)
    {
        await using var command = database.CreateCommand("delete from account.session where id = $1 and ($2::uuid is null or account_id = $2)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = (object?)account ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellation);
        Forget();
    }

    /// <summary>To be called after every change of accounts.</summary>
    public void Forget() => sessions.Forget();

    private static async Task<SignedIn?> Read(NpgsqlDataSource database, TimeProvider clock, Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand($"select a.id, a.name, a.administers, s.seen_at {Lasting} and s.id = @id");
        AddTimes(command, clock);
        command.Parameters.AddWithValue("id", id);
        SignedIn signedIn;
        DateTimeOffset seen;
        await using (var reader = await command.ExecuteReaderAsync(cancellation))
        {
            if (!await reader.ReadAsync(cancellation))
                return null;
            signedIn = new(id, reader.GetGuid(0), new(reader.GetString(1), Administers: reader.GetBoolean(2)));
            seen = reader.GetFieldValue<DateTimeOffset>(3);
        }

        if (clock.GetUtcNow() - seen > SightIsNoted)
            await NoteSight(database, id, clock.GetUtcNow(), cancellation);
        return signedIn;
    }

    private static async Task NoteSight(NpgsqlDataSource database, Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update account.session set seen_at = $2 where id = $1 and seen_at < $2");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = now });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static void AddTimes(NpgsqlCommand command, TimeProvider clock)
    {
        command.Parameters.AddWithValue("earliest", clock.GetUtcNow() - Longest);
        command.Parameters.AddWithValue("seen", clock.GetUtcNow() - LongestIdle);
    }
}
