using EvidenceBase.Platform;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Access.Tokens;

/// <summary>An access token as it is listed; the secret is nowhere but with its holder.</summary>
/// <param name="Principal">For whom it acts: a member, or a service account of the study.</param>
/// <param name="Rights">What it may do at most; the role of its principal limits it further.</param>
/// <param name="LastUsedAt">To the minute.</param>
public sealed record AccessToken(
    Guid Id,
    string Study,
    string Principal,
    string Name,
    IReadOnlyList<Right> Rights,
    string CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    DateTimeOffset? LastUsedAt)
{
    public bool IsUsable(DateTimeOffset now) => RevokedAt is null && now < ExpiresAt;
}

/// <summary>The access tokens of all studies.</summary>
public sealed class AccessTokens(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Columns =
        "select id, study, principal, name, rights, created_by, created_at, expires_at, revoked_at, last_used_at from evidence.access_token ";

    private static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(1);
    private readonly Remembered<string, AccessToken> tokens = new(clock, async (secret, cancellation) =>
        (await Read(database, Columns + "where hash = $1", cancellation, TokenSecret.Hash(secret))).FirstOrDefault());

    /// <summary>The token that a secret is of, while it may be used.</summary>
    public async Task<AccessToken?> Find(string secret, CancellationToken cancellation)
    {
        if (!secret.StartsWith(TokenSecret.Prefix, StringComparison.Ordinal) || await tokens.Get(secret, cancellation) is not { } token)
            return null;
        var now = clock.GetUtcNow();
        if (!token.IsUsable(now))
            return null;
        if (token.LastUsedAt is null || now - token.LastUsedAt > UseIsNoted)
            await NoteUse(token.Id, now, cancellation);
        return token;
    }

    public async Task Add(AccessToken token, string secret, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            insert into evidence.access_token (id, hash, study, principal, name, rights, created_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """);
        foreach (var value in new object[]
        {
            token.Id, TokenSecret.Hash(secret), token.Study, token.Principal, token.Name,
            token.Rights.Select(right => right.ToString()).ToArray(), token.CreatedBy, token.CreatedAt, token.ExpiresAt,
        })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
        tokens.Forget();
    }

    /// <param name="principal">Only those that act for this one; null for all of the study.</param>
    public Task<List<AccessToken>> Of(string study, string? principal, CancellationToken cancellation) => principal is null
        ? Read(database, Columns + "where study = $1 order by created_at, id", cancellation, study)
        : Read(database, Columns + "where study = $1 and principal = $2 order by created_at, id", cancellation, study, principal);

    public async Task Revoke(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update evidence.access_token set revoked_at = $2 where id = $1 and revoked_at is null");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellation);
        tokens.Forget();
    }

    private async Task NoteUse(Guid id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "update evidence.access_token set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $3)");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now - UseIsNoted });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<List<AccessToken>> Read(NpgsqlDataSource database, string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var found = new List<AccessToken>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new(
                reader.GetGuid(0),
                reader.GetString(1),
                reader.GetString(2),
                reader.GetString(3),
                [.. reader.GetFieldValue<string[]>(4).Select(Enum.Parse<Right>)],
                reader.GetString(5),
                reader.GetFieldValue<DateTimeOffset>(6),
                reader.GetFieldValue<DateTimeOffset>(7),
                reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
                reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9)));
        }

        return found;
    }
}
