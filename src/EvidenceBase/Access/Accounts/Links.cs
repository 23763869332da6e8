using EvidenceBase.Access.Tokens;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Studies;
using Npgsql;

namespace EvidenceBase.Access.Accounts;

/// <summary>What a one-time link is for.</summary>
public enum LinkPurpose
{
    /// <summary>Makes an administrator: the first of a server, or by whoever runs it.</summary>
    SetUp,

    /// <summary>Makes an account, a member of a study, or both.</summary>
    Invitation,

    /// <summary>Lets the holder of an account choose a new password.</summary>
    NewPassword,
}

/// <summary>A link that works once and not for long. Its secret is nowhere but with who has the link.</summary>
/// <param name="Study">The study of which whoever uses it becomes a member; null where none.</param>
/// <param name="Name">The account that it is for; null where it makes one.</param>
/// <param name="Note">For whom it was meant, as whoever made it noted.</param>
/// <param name="TakenBy">Whose it is now: the account that was made with it, or that joins the study.</param>
/// <param name="UsedAt">When it did what it is for.</param>
public sealed record Link(
    Guid Id,
    LinkPurpose Purpose,
    string? Study,
    Role? Role,
    string? Name,
    string? Note,
    string? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string? TakenBy = null,
    DateTimeOffset? UsedAt = null,
    DateTimeOffset? RevokedAt = null)
{
    /// <summary>Whether it still does something, for someone who is signed in under this name or not at all.</summary>
    public bool IsOpenTo(string? name, DateTimeOffset now) =>
        Works(now) && (TakenBy is null || TakenBy == name);

    /// <summary>Whether it was taken by somebody who has not come to the end with it: who signs in as that one goes on.</summary>
    public bool WaitsForItsHolder(DateTimeOffset now) => Works(now) && TakenBy is not null;

    private bool Works(DateTimeOffset now) => UsedAt is null && RevokedAt is null && now < ExpiresAt;
}

/// <summary>All one-time links. Only hashes of their secrets are kept.</summary>
public sealed class Links(NpgsqlDataSource database, TimeProvider clock)
{
    private const string Columns =
        "select id, purpose, study, role, name, note, created_by, created_at, expires_at, taken_by, used_at, revoked_at from account.link ";

    public async Task<(Link Link, string Secret)> Make(
        LinkPurpose purpose, TimeSpan lasts, string? createdBy, CancellationToken cancellation, string? study = null, Role? role = null, string? name = null, string? note = null)
    {
        var (secret, now) = (TokenSecret.New(), clock.GetUtcNow());
        var link = new Link(Guid.CreateVersion7(), purpose, study, role, name, note, createdBy, now, now + lasts);
        await using var command = database.CreateCommand(
            """
            insert into account.link (id, hash, purpose, study, role, name, note, created_by, created_at, expires_at)
            values ($1, $2, $3, $4::text, $5::text, $6::text, $7::text, $8::text, $9, $10)
            """);
        foreach (var value in new object?[] { link.Id, TokenSecret.Hash(secret), purpose.ToString(), study, role?.ToString(), name, note, createdBy, link.CreatedAt, link.ExpiresAt })
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await command.ExecuteNonQueryAsync(cancellation);
        return (link, secret);
    }

    public async Task<Link?> Find(string? secret, CancellationToken cancellation) => string.IsNullOrEmpty(secret)
        ? null
        : (await Read(Columns + "where hash = $1", cancellation, TokenSecret.Hash(secret))).FirstOrDefault();

    /// <summary>The invitations to a study that have not been revoked, by age.</summary>
    public Task<List<Link>> Of(string study, CancellationToken cancellation) =>
        Read(Columns + "where study = $1 and revoked_at is null order by created_at, id", cancellation, study);

    /// <summary>Makes the link this person's, unless somebody was faster.</summary>
    public async Task<bool> Take(Link link, string name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            update account.link set taken_by = $2
            where id = $1 and (taken_by is null or taken_by = $2) and used_at is null and revoked_at is null and expires_at > $3
            """);
        foreach (var value in new object[] { link.Id, name, clock.GetUtcNow() })
            command.Parameters.Add(new() { Value = value });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <returns>Whether it had not been used.</returns>
    public async Task<bool> Revoke(Guid id, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update account.link set revoked_at = $2 where id = $1 and used_at is null and revoked_at is null");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        return await command.ExecuteNonQueryAsync(cancellation) == 1;
    }

    /// <summary>Ends the links that are open for an account; of those that let choose a new password only the latest counts.</summary>
    public async Task RevokeFor(string name, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("update account.link set revoked_at = $2 where name = $1 and used_at is null and revoked_at is null");
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private async Task<List<Link>> Read(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        var found = new List<Link>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            found.Add(new(
                reader.GetGuid(0), Enum.Parse<LinkPurpose>(reader.GetString(1)), reader.TextOrNull(2), reader.TextOrNull(3) is { } role ? Enum.Parse<Role>(role) : null, reader.TextOrNull(4), reader.TextOrNull(5), reader.TextOrNull(6),
                reader.GetFieldValue<DateTimeOffset>(7), reader.GetFieldValue<DateTimeOffset>(8), reader.TextOrNull(9), Time(10), Time(11)));
        }

        return found;

        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
    }
}
