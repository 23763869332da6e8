using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>Codes and challenges that were answered once and count no more, as long as they could be sent again.</summary>
public sealed class TakenCodes(NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Longer than any code or challenge is valid, and short enough for an app to come by the same digits again another day.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    /// <summary>Takes a code, in one statement: of two who send it at the same moment one is first.</summary>
    /// <returns>Whether it had not been taken.</returns>
    public async Task<bool> Take(Account account, string code)
    {
        await using var command = database.CreateCommand(
            """
            insert into account.taken_code as taken (account_id, code, taken_at) values ($1, $2, $3)
            on conflict (account_id, code) do update set taken_at = $3 where taken.taken_at < $4
            """);
        var now = clock.GetUtcNow();
        foreach (var value in new object[] { account.Id, code, now, now - Remembered })
            command.Parameters.Add(new() { Value = value });
        var first = await command.ExecuteNonQueryAsync() == 1;
        await Forget(account, now);
        return first;
    }

    private async Task Forget(Account account, DateTimeOffset now)
    {
        await using var command = database.CreateCommand("delete from account.taken_code where account_id = $1 and taken_at < $2");
        command.Parameters.Add(new() { Value = account.Id });
        command.Parameters.Add(new() { Value = now - Remembered });
        await command.ExecuteNonQueryAsync();
    }
}
