using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.TimeStamps;
using Npgsql;

namespace EvidenceBase.Audit.TimeStamps;

/// <summary>A checkpoint that a time stamp is due for.</summary>
/// <param name="Text">What the log has signed.</param>
public sealed record DueCheckpoint(string Study, long Size, string Text);

/// <summary>A checkpoint with the time at which it was there, as an authority says.</summary>
/// <param name="StampedAt">As the authority says.</param>
/// <param name="Authority">Its address.</param>
/// <param name="Checkpoint">With its signatures. What is stamped is the SHA-256 of its first part, up to the blank line and without it.</param>
/// <param name="Token">The time-stamp token (RFC 3161), in base64.</param>
public sealed record StampedCheckpoint(long Size, DateTimeOffset StampedAt, string Authority, string Checkpoint, byte[] Token);

/// <summary>The time stamps of checkpoints in the database.</summary>
public sealed class TimeStampStore(NpgsqlDataSource database)
{
    private const int MostAtOnce = 50;

    /// <summary>
    /// The checkpoints of releases that have none yet, and the latest of every study that has had none since a time.
    /// </summary>
    public async Task<IReadOnlyList<DueCheckpoint>> Due(DateTimeOffset since, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select c.study, c.size, c.note
            from evidence.log l
            cross join lateral (
                select (release ->> 'position')::bigint as size
                from evidence.state s, jsonb_array_elements(s.data::jsonb -> 'releases') release where s.study = l.study and s.kind = 'study'
                union
                select l.size where not exists (select from evidence.log_time_stamp t where t.study = l.study and t.stamped_at > $1)) due
            join evidence.log_checkpoint c on c.study = l.study and c.size = due.size
            where not exists (select from evidence.log_time_stamp t where t.study = c.study and t.size = c.size)
            order by c.study, c.size limit $2
            """);
        command.Parameters.Add(new() { Value = since });
        command.Parameters.Add(new() { Value = MostAtOnce });
        var due = new List<DueCheckpoint>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            due.Add(new(reader.GetString(0), reader.GetInt64(1), SignedNote.Parse(reader.GetString(2)).Text));
        return due;
    }

    public async Task Keep(DueCheckpoint due, Uri authority, TimeStamp stamp, byte[] token, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "insert into evidence.log_time_stamp (study, size, authority, stamped_at, token) values ($1, $2, $3, $4, $5) on conflict do nothing");
        foreach (var value in new object[] { due.Study, due.Size, authority.ToString(), stamp.Time.ToUniversalTime(), token })
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>The latest first.</summary>
    /// <param name="before">Only checkpoints of a smaller size.</param>
    public async Task<IReadOnlyList<StampedCheckpoint>> Read(string study, long before, int most, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select t.size, t.stamped_at, t.authority, c.note, t.token
            from evidence.log_time_stamp t join evidence.log_checkpoint c on c.study = t.study and c.size = t.size
            where t.study = $1 and t.size < $2 order by t.size desc limit $3
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = before });
        command.Parameters.Add(new() { Value = most });
        var stamped = new List<StampedCheckpoint>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            stamped.Add(new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), reader.GetString(3), reader.GetFieldValue<byte[]>(4)));
        return stamped;
    }
}
