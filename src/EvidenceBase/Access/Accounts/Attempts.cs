using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>
/// Wrong passwords and codes. An attempt is counted before it is known whether it is right, in one statement: guesses that are sent at the same
/// moment cannot slip through together. One that succeeds sets the count back.
/// </summary>
public sealed class Attempts(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>After so many an account takes no more for a while.</summary>
    public const int Most = 5;

    public static readonly TimeSpan ClosedFor = TimeSpan.FromMinutes(15);

    /// <summary>Counts an attempt on an account.</summary>
    /// <returns>Whether it may be made: the account is there and has not been closed by earlier ones.</returns>
    public async Task<bool> Begin(string normalizedName, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            update account.account set
                access_failed_count = case when access_failed_count + 1 >= $3 then 0 else access_failed_count + 1 end,
                lockout_end = case when access_failed_count + 1 >= $3 then $4::timestamptz end
            where normalized_name = $1 and (lockout_end is null or lockout_end <= $2)
            """);
        var now = clock.GetUtcNow();
        foreach (var value in new object[] { normalizedName, now, Most, now + ClosedFor })
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    public async Task Succeeded(Account account, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update account.account set access_failed_count = 0, lockout_end = null where id = $1");
        command.Parameters.Add(new() { Value = account.Id });
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
