using EvidenceBase.Platform.Store;
using EvidenceBase.TransparencyLog.Events;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Tiles;
using Npgsql;

namespace EvidenceBase.Audit.Log;

/// <summary>An event as the event table holds it now, with what stands for it in the log.</summary>
/// <param name="Columns">All of them but the content.</param>
/// <param name="Entry">Of which the leaf is the hash.</param>
/// <param name="Payload">The content, as JSON.</param>
/// <param name="Salt">With the payload, gives the commitment in the entry.</param>
public sealed record LoggedEvent(EventLeaf Columns, byte[] Entry, string Payload, byte[] Salt)
{
    public long Sequence => Columns.Sequence;

    public string Type => Columns.Type;

    public TreeHash Leaf => MerkleTree.Leaf(Entry);
}

/// <summary>Reads events out of the event table, whatever column they were changed in.</summary>
internal static class LoggedEvents
{
    private const string Columns =
        """
        e.seq_id, e.id, e.stream_id, e.version, encode(e.bdata, 'hex'), e.type, e.timestamp, e.tenant_id, e.mt_dotnet_type, e.correlation_id,
        e.causation_id, e.headers::text, e.user_name, e.is_archived, e.data::text
        """;

    /// <summary>The next events of a study that have positions, in their order.</summary>
    /// <exception cref="LogAlarmException">A position is missing, its event is, or the event cannot stand in the log.</exception>
    public static async Task<IReadOnlyList<LoggedEvent>> After(
        NpgsqlConnection connection, string study, long position, long sequence, int most, byte[] secret, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            $"""
            select {Columns}, p.position, p.sequence
            from evidence.study_position p left join evidence.mt_events e on e.seq_id = p.sequence and e.tenant_id = p.study
            where p.study = $1 and p.position > $2 order by p.position limit $3
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = position }, new() { Value = most } },
        };
        var events = new List<LoggedEvent>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var (next, nextSequence) = (reader.GetInt64(15), reader.GetInt64(16));
            if (next != ++position || nextSequence <= sequence)
                throw new LogAlarmException($"Position {position} of “{study}” does not follow the one before it: the positions have been given anew, or changed.");
            if (reader.IsDBNull(0))
                throw new LogAlarmException($"Event {nextSequence} of “{study}”, which has position {next}, is not in the event table any more.");
            sequence = nextSequence;
            try
            {
                events.Add(Read(reader, secret));
            }
            catch (FormatException flaw)
            {
                throw new LogAlarmException($"Event {nextSequence} of “{study}”, which has position {next}, cannot stand in the log: {flaw.Message}");
            }
        }

        return events;
    }

    /// <summary>
    /// Everything of a study that lies between two sequence numbers in the event table, in its order: what was put in between is there, what
    /// was removed is not. Null stands for a row that cannot stand in a log.
    /// </summary>
    /// <param name="after">Exclusive.</param>
    /// <param name="upTo">Inclusive.</param>
    public static async Task<IReadOnlyList<LoggedEvent?>> Between(
        NpgsqlDataSource database, string study, long after, long upTo, byte[] secret, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select {Columns} from evidence.mt_events e
            where e.tenant_id = $1 and e.seq_id > $2 and e.seq_id <= $3 and e.type <> 'tombstone' order by e.seq_id limit 1000
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = upTo });
        var events = new List<LoggedEvent?>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            try
            {
                events.Add(Read(reader, secret));
            }
            catch (FormatException)
            {
                events.Add(null);
            }
        }

        return events;
    }

    /// <exception cref="FormatException">A value has no canonical form, or all of them together are too long.</exception>
    private static LoggedEvent Read(NpgsqlDataReader reader, byte[] secret)
    {
        var id = reader.GetGuid(1);
        var payload = reader.GetString(14);
        var salt = PayloadCommitment.Salt(secret, id);
        var leaf = new EventLeaf(
            reader.GetInt64(0),
            id,
            reader.IsDBNull(2) ? null : reader.GetGuid(2),
            reader.GetInt64(3),
            PayloadCommitment.Of(salt, payload),
            reader.TextOrNull(4),
            reader.GetString(5),
            reader.GetFieldValue<DateTimeOffset>(6),
            reader.TextOrNull(7),
            reader.TextOrNull(8),
            reader.TextOrNull(9),
            reader.TextOrNull(10),
            reader.TextOrNull(11),
            reader.TextOrNull(12),
            reader.IsDBNull(13) ? null : reader.GetBoolean(13));
        var entry = leaf.ToEntry();
        return entry.Length <= EntryBundle.MaximumEntryLength
            ? new(leaf, entry, payload, salt)
            : throw new FormatException($"without its content it has {entry.Length} bytes, and at most {EntryBundle.MaximumEntryLength} go into an entry.");
    }
}
