using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using EvidenceBase.TransparencyLog;
using EvidenceBase.TransparencyLog.Merkle;
using EvidenceBase.TransparencyLog.Notes;
using EvidenceBase.TransparencyLog.Tiles;
using Npgsql;

namespace EvidenceBase.Audit.Log;

/// <summary>
/// What others read of a study's log. Checkpoints and tiles are as they were written; entries and payloads are made from the event table as it
/// is now, so that whoever compares the two sees whether it is still what was signed.
/// </summary>
public sealed class LogReads(NpgsqlDataSource database, LogKeys keys, LogFollower follower, Moments moments, ViewReads views)
{
    /// <summary>Of each witness the latest cosignature; a note bears a hundred signatures at most.</summary>
    private const string Checkpoints =
        """
        select size, signed_at, note, array(
            select latest.line from (
                select distinct on (witness) line, seen_at from evidence.log_cosignature c where c.study = log_checkpoint.study and c.size = log_checkpoint.size
                order by witness, seen_at desc) latest
            order by latest.seen_at limit 80)
        from evidence.log_checkpoint
        """;

    /// <summary>The study has no log yet, or there is none of that name: the problem to answer with, else null.</summary>
    public async Task<Problem?> Absent(string study, CancellationToken cancellation) =>
        await views.NoStudy(study, cancellation);

    public async Task<LogStatus> Status(string study, CancellationToken cancellation)
    {
        var latest = (await moments.Latest(study, cancellation)).Number;
        if (await Head(study, null, cancellation) is not { } head)
            return new(null, [], 0, null, null, latest, latest, follower.Alarms.GetValueOrDefault(study));
        var checkpoint = Checkpoint.Parse(head.Note.Text);
        var (verifiers, alarm) = Keys(study);
        return new(
            checkpoint.Origin,
            verifiers,
            checkpoint.Size,
            checkpoint.Root.ToBase64(),
            head.SignedAt,
            latest,
            Math.Max(0, latest - checkpoint.Size),
            follower.Alarms.GetValueOrDefault(study) ?? alarm);
    }

    /// <summary>The latest checkpoint, or the one that was signed at exactly this size; null where there is none.</summary>
    public async Task<SignedCheckpoint?> Head(string study, long? size, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            size is null
                ? $"{Checkpoints} where study = $1 order by size desc limit 1"
                : $"{Checkpoints} where study = $1 and size = $2");
        command.Parameters.Add(new() { Value = study });
        if (size is not null)
            command.Parameters.Add(new() { Value = size.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation)
            ? new(reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), Cosigned(SignedNote.Parse(reader.GetString(2)), reader.GetFieldValue<string[]>(3)))
            : null;
    }

    /// <summary>Up to which position the log is signed; 0 before it begins.</summary>
    public async Task<long> Size(string study, CancellationToken cancellation) => (await Head(study, null, cancellation))?.Size ?? 0;

    /// <summary>The root that the tree had at a size, in base64; null where nothing is signed so far.</summary>
    public async Task<string?> Root(string study, long size, CancellationToken cancellation) => size >= 1 && size <= await Size(study, cancellation)
        ? await Nodes(study, [size - 1], size, nodes => TreeProofs.Root(size, nodes).ToBase64(), cancellation)
        : null;

    /// <summary>The bytes of a tile as it was when it was so wide; null where it has never been.</summary>
    public async Task<byte[]?> ReadTile(string study, TileId tile, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        var found = await LogTiles.Read(connection, study, [tile], cancellation);
        return found.TryGetValue((tile.Level, tile.Number), out var hashes) && hashes.Length >= tile.Width * TreeHash.Length
            ? hashes[..(tile.Width * TreeHash.Length)]
            : null;
    }

    /// <summary>What the event table holds now where the leaves of this tile of level 0 were; null where there were none.</summary>
    public async Task<IReadOnlyList<LoggedEvent?>?> Events(string study, long number, int width, CancellationToken cancellation)
    {
        if (await Bounds(study, number, cancellation) is not var (after, upTo, recorded) || recorded < width)
            return null;
        var events = await LoggedEvents.Between(database, study, after, upTo, keys.Read(study).PayloadSecret, cancellation);
        return width == recorded ? events : [.. events.Take(width)];
    }

    public static byte[] Bundle(IReadOnlyList<LoggedEvent?> events)
    {
        var bundle = new ArrayBufferWriter<byte>();
        foreach (var one in events)
            EntryBundle.Write(bundle, one is null ? [] : one.Entry);
        return bundle.WrittenSpan.ToArray();
    }

    /// <summary>One line for each entry: the payload as it is stored, and the salt.</summary>
    public static byte[] Payloads(IReadOnlyList<LoggedEvent?> events)
    {
        var lines = new StringBuilder();
        foreach (var one in events)
            lines.Append(one is null ? "{}" : Payload(one)).Append('\n');
        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    /// <summary>The proof that the event at a position is in the log, with what is needed to make its entry and to check its payload.</summary>
    public async Task<(LogProof? Proof, Problem? Problem)> Prove(string study, long position, long? size, CancellationToken cancellation)
    {
        if (await Head(study, size, cancellation) is not { } head || head.Size < position)
            return (null, await NotYetProven(study, position, size, cancellation));
        var index = position - 1;
        var width = (int)Math.Min(TilePath.FullWidth, head.Size - (index / TilePath.FullWidth * TilePath.FullWidth));
        var events = await Events(study, index / TilePath.FullWidth, width, cancellation);
        var hashes = await Nodes(study, [index, head.Size - 1], head.Size, nodes => TreeProofs.Inclusion(index, head.Size, nodes), cancellation);
        var proof = events?.ElementAtOrDefault((int)(index % TilePath.FullWidth)) is { } one
            ? new LogProof(index, hashes, head.Note, CanonicalJson.Of($"{{\"entry\":{Encoding.UTF8.GetString(one.Entry)},{Payload(one)[1..]}"))
            : null;
        return proof is not null && proof.Proves(events![(int)(index % TilePath.FullWidth)]!.Leaf, Checkpoint.Parse(head.Note.Text))
            ? (proof, null)
            : (null, Problem.Conflict("history-changed", $"The event at position {position} is not the one that was signed: the event table was changed. evidencebase-verify tells what is left of it."));
    }

    /// <param name="to">The latest size where it is null.</param>
    public async Task<(ConsistencyProof? Proof, Problem? Problem)> Consistency(string study, long from, long? to, CancellationToken cancellation)
    {
        var latest = await Size(study, cancellation);
        var newer = to ?? latest;
        if (from < 1 || from > newer || newer > latest)
        {
            return (null, new(
                ProblemKind.Malformed, "size-out-of-range", string.Create(CultureInfo.InvariantCulture, $"Sizes of the log go from 1 to {latest}, “from” not above “to”."), "from"));
        }

        var hashes = await Nodes(study, [from - 1, newer - 1], newer, nodes => TreeProofs.Consistency(from, newer, nodes), cancellation);
        return (new(from, newer, [.. hashes.Select(hash => hash.ToBase64())]), null);
    }

    private static SignedNote Cosigned(SignedNote note, string[] lines) => note with { Signatures = [.. note.Signatures, .. lines.Select(NoteSignature.Parse)] };

    private (IReadOnlyList<string> Verifiers, string? Alarm) Keys(string study)
    {
        try
        {
            return ([.. keys.Read(study).Signing.Select(key => key.Verifier.ToString())], null);
        }
        catch (LogAlarmException alarm)
        {
            return ([], alarm.Message);
        }
    }

    private static string Payload(LoggedEvent one) => $"{{\"payload\":{one.Payload},\"salt\":{JsonSerializer.Serialize(Convert.ToBase64String(one.Salt))}}}";

    private async Task<Problem> NotYetProven(string study, long position, long? size, CancellationToken cancellation)
    {
        var latest = (await moments.Latest(study, cancellation)).Number;
        return position > latest
            ? new(ProblemKind.NotFound, "position-out-of-range", $"Position {position} is beyond the latest, which is {latest}.")
            : new(ProblemKind.NotFound, "not-yet-proven", size is null
                ? $"The event at position {position} is not below a checkpoint yet. It will be in a moment, unless /health/ready says otherwise."
                : $"No checkpoint was signed at size {size}, or position {position} lies above it.");
    }

    private async Task<T> Nodes<T>(string study, IReadOnlyList<long> leaves, long size, Func<NodeReader, T> use, CancellationToken cancellation)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return use(await LogTiles.Nodes(connection, study, leaves.SelectMany(leaf => TileId.OnPath(leaf, size)), cancellation));
    }

    /// <summary>Between which sequence numbers the events of a tile of level 0 lie, and how many they were.</summary>
    private async Task<(long After, long UpTo, int Width)?> Bounds(string study, long number, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select coalesce((select last_sequence from evidence.log_tile where study = $1 and level = 0 and number = $2 - 1), $3), last_sequence, length(hashes) / 32
            from evidence.log_tile where study = $1 and level = 0 and number = $2
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = number });
        command.Parameters.Add(new() { Value = long.MinValue });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt32(2)) : null;
    }
}

/// <param name="SignedAt">When it was signed; no part of what was signed.</param>
public sealed record SignedCheckpoint(long Size, DateTimeOffset SignedAt, SignedNote Note);

/// <summary>How far a study's history is proven.</summary>
/// <param name="Origin">The name of the log.</param>
/// <param name="Keys">The keys that sign it, to be compared with what was given out by another way.</param>
/// <param name="Size">Of the latest checkpoint: positions up to it are proven.</param>
/// <param name="Root">Of the latest checkpoint, in base64.</param>
/// <param name="Position">The latest position of the study.</param>
/// <param name="NotYetProven">How many positions lie above the latest checkpoint.</param>
/// <param name="Alarm">Why the log cannot go on, where it cannot.</param>
public sealed record LogStatus(
    string? Origin, IReadOnlyList<string> Keys, long Size, string? Root, DateTimeOffset? SignedAt, long Position, long NotYetProven, string? Alarm);
