using System.Text.Json;
using EvidenceBase.Platform.Store;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using Npgsql;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// Takes the events of a study into its log in the order of their positions, and signs. One transaction for each portion, under a lock that one
/// process has at a time: killed anywhere, the next goes on where the last commit ended. What does not fit what was signed is never reordered
/// and never mended; it is an alarm.
/// </summary>
public sealed class LogWriter(NpgsqlDataSource database, LogKeys keys, TimeProvider clock)
{
    internal const int EventsPerPortion = 2048;
    private const int LockClass = 0x10670012;
    private static readonly string NameOfRelease = StudyStream.Definition.Events.Single(pair => pair.Value == typeof(ReleaseNamed)).Key;

    /// <summary>Takes one portion.</summary>
    /// <exception cref="LogAlarmException">Someone has to look; nothing was written.</exception>
    public async Task<LogProgress> Advance(string study, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await Lock(connection, study, cancellation))
            return LogProgress.Waiting;
        var log = await Find(connection, study, cancellation);
        var (last, hasMore) = await Positions(connection, study, log?.Size ?? 0, cancellation);
        if (log is not null && last is not null && last != log.Sequence)
            throw OtherPositions(study, log, last.Value);
        if (!hasMore)
            return last is null ? LogProgress.Waiting : LogProgress.UpToDate;
        var held = log is null ? keys.Create(study) : keys.Read(study);
        log ??= new(held.Origin, 0, 0);
        if (held.Origin != log.Origin)
            throw new LogAlarmException($"The log of “{study}” is {log.Origin}; the keys in the data folder are those of {held.Origin}. Nothing is signed until its own are back.");
        var events = await LoggedEvents.After(connection, study, log.Size, log.Sequence, EventsPerPortion, held.PayloadSecret, cancellation);
        await Append(connection, study, log, held, events, cancellation);
        await transaction.CommitAsync(cancellation);
        return events.Count == EventsPerPortion ? LogProgress.More : LogProgress.UpToDate;
    }

    /// <summary>
    /// Signs the log at a size that it had once. It is asked for what was signed already: the tree of that size is the beginning of the latest
    /// that is signed, or nothing is.
    /// </summary>
    /// <param name="latest">The latest checkpoint, of at least this size.</param>
    /// <exception cref="LogAlarmException">The tiles or the keys are not those of what was signed.</exception>
    public async Task SignAt(string study, long size, Checkpoint latest, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var tiles = TileId.OnPath(size - 1, size).Concat(TileId.OnPath(size - 1, latest.Size)).Concat(TileId.OnPath(latest.Size - 1, latest.Size));
        var nodes = await LogTiles.Nodes(connection, study, tiles, cancellation);
        var root = TreeProofs.Root(size, nodes);
        if (!MerkleProof.VerifyConsistency(size, root, latest.Size, latest.Root, TreeProofs.Consistency(size, latest.Size, nodes)))
            throw new LogAlarmException($"The tiles of the transparency log of “{study}” do not give the root that was signed for its {latest.Size} entries: the log itself was changed.");
        var held = keys.Read(study);
        if (held.Origin != latest.Origin)
            throw new LogAlarmException($"The log of “{study}” is {latest.Origin}; the keys in the data folder are those of {held.Origin}. Nothing is signed until its own are back.");
        await Sign(connection, study, held, size, root, cancellation);
    }

    private async Task Append(
        NpgsqlConnection connection, string study, LogHead log, StudyLogKeys held, IReadOnlyList<LoggedEvent> events, CancellationToken cancellation)
    {
        var edge = await LogTiles.Read(connection, study, [.. TileId.OnPath(log.Size, log.Size)], cancellation);
        TileWriter writer;
        try
        {
            writer = new(log.Size, (level, number) => edge.GetValueOrDefault((level, number)));
        }
        catch (InvalidDataException flaw)
        {
            throw new LogAlarmException($"The transparency log of “{study}” was changed: {flaw.Message}");
        }

        await AlarmAtOtherRoot(connection, study, writer, cancellation);
        var lastSequences = new Dictionary<long, long>();
        foreach (var one in events)
        {
            lastSequences[writer.Size / TilePath.FullWidth] = one.Sequence;
            writer.Append(one.Leaf);
        }

        await LogTiles.Write(connection, study, writer.TakeChanged(), lastSequences, cancellation);
        await Move(connection, study, new(log.Origin, writer.Size, events[^1].Sequence), cancellation);
        await Sign(connection, study, held, writer.Size, writer.Root, cancellation);
        foreach (var position in events.Where(one => one.Type == NameOfRelease).Select(PositionOfRelease))
        {
            var nodes = await LogTiles.Nodes(connection, study, TileId.OnPath(position - 1, position), cancellation);
            await Sign(connection, study, held, position, TreeProofs.Root(position, nodes), cancellation);
        }
    }

    /// <summary>A release is pinned to the checkpoint of exactly the position that it names.</summary>
    private static long PositionOfRelease(LoggedEvent named) => JsonSerializer.Deserialize<ReleaseNamed>(named.Payload, RecordJson.Options)!.Position;

    private async Task Sign(NpgsqlConnection connection, string study, StudyLogKeys held, long size, TreeHash root, CancellationToken cancellation)
    {
        var note = SignedNote.Sign(new Checkpoint(held.Origin, size, root).ToString(), held.Signing);
        await using var command = new NpgsqlCommand(
            "insert into evidence.log_checkpoint (study, size, signed_at, note) values ($1, $2, $3, $4) on conflict do nothing", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = size }, new() { Value = clock.GetUtcNow() }, new() { Value = note.ToString() } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static async Task<bool> Lock(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1, hashtext($2))", connection)
        {
            Parameters = { new() { Value = LockClass }, new() { Value = study } },
        };
        return await command.ExecuteScalarAsync(cancellation) is true;
    }

    private static async Task<LogHead?> Find(NpgsqlConnection connection, string study, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select origin, size, sequence from evidence.log where study = $1", connection)
        {
            Parameters = { new() { Value = study } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? new(reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2)) : null;
    }

    /// <summary>Which event has the position that the log ends at, and whether there are later ones.</summary>
    private static async Task<(long? Last, bool HasMore)> Positions(NpgsqlConnection connection, string study, long size, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            select (select sequence from evidence.study_position where study = $1 and position = $2),
                exists (select from evidence.study_position where study = $1 and position > $2)
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = size } },
        };
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return (reader.IsDBNull(0) ? null : reader.GetInt64(0), reader.GetBoolean(1));
    }

    /// <summary>The positions are built again with the views; those that are in the log already must come out the same.</summary>
    private static LogAlarmException OtherPositions(string study, LogHead log, long sequence) => new(
        $"Position {log.Size} of “{study}” is event {sequence} now; it was event {log.Sequence} when the log was signed. An event was put in or removed below it. "
        + "Nothing more is signed until someone has looked at the event table; evidencebase-verify finds where it was.");

    /// <summary>Nothing is signed on top of tiles that do not give what was signed before.</summary>
    private static async Task AlarmAtOtherRoot(NpgsqlConnection connection, string study, TileWriter writer, CancellationToken cancellation)
    {
        if (writer.Size == 0)
            return;
        await using var command = new NpgsqlCommand("select note from evidence.log_checkpoint where study = $1 and size = $2", connection)
        {
            Parameters = { new() { Value = study }, new() { Value = writer.Size } },
        };
        if (await command.ExecuteScalarAsync(cancellation) is not string note || Checkpoint.Parse(SignedNote.Parse(note).Text).Root != writer.Root)
            throw new LogAlarmException($"The tiles of the transparency log of “{study}” do not give the root that was signed for its {writer.Size} entries: the log itself was changed.");
    }

    private static async Task Move(NpgsqlConnection connection, string study, LogHead head, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into evidence.log (study, origin, size, sequence) values ($1, $2, $3, $4)
            on conflict (study) do update set size = excluded.size, sequence = excluded.sequence
            """,
            connection)
        {
            Parameters = { new() { Value = study }, new() { Value = head.Origin }, new() { Value = head.Size }, new() { Value = head.Sequence } },
        };
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record LogHead(string Origin, long Size, long Sequence);
}

/// <summary>How far a log has come.</summary>
public enum LogProgress
{
    /// <summary>Another process is at it, or the positions are being given again.</summary>
    Waiting,

    /// <summary>There was more than one portion.</summary>
    More,

    /// <summary>Everything that has a position is in it.</summary>
    UpToDate,
}
