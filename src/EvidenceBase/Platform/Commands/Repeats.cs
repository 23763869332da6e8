using System.Text.Json;
using EvidenceBase.Record.Kernel;
using Npgsql;
using NpgsqlTypes;

namespace EvidenceBase.Platform.Commands;

/// <summary>
/// Idempotency: the answer to a command is stored in the transaction that writes its events, under principal, study and key. It does not
/// expire. A repeat that arrives while the first is still under way waits for it on an advisory lock.
/// </summary>
internal static class Repeats
{
    public static NpgsqlBatchCommand Lock(CommandEnvelope envelope) => new("select pg_advisory_xact_lock(hashtextextended($1, 0))")
    {
        Parameters = { new() { Value = $"{envelope.Study}\n{envelope.Actor}\n{envelope.IdempotencyKey}" } },
    };

    public static NpgsqlBatchCommand Find(CommandEnvelope envelope) =>
        new("select digest, created, answer::text from evidence.command_answer where study = $1 and actor = $2 and idempotency_key = $3")
        {
            Parameters =
            {
                new() { Value = envelope.Study }, new() { Value = envelope.Actor }, new() { Value = envelope.IdempotencyKey },
            },
        };

    /// <summary>Reads the row of <see cref="Find"/>: the stored outcome, a problem when the key was used for another command, or nothing.</summary>
    public static async Task<CommandOutcome?> Read(NpgsqlDataReader reader, CommandEnvelope envelope, CancellationToken cancellation)
    {
        var (json, created, problem) = await ReadRow(reader, envelope, cancellation);
        if (problem is not null)
            return CommandOutcome.Refused(problem);
        return json is null
            ? null
            : new CommandOutcome(JsonSerializer.Deserialize<CommandAnswer>(json, RecordJson.Options)!, created, Repeated: true, Problem: null);
    }

    /// <summary>The same with the answer as it was stored.</summary>
    public static async Task<(string? Json, bool Created, Problem? Problem)> ReadRow(
        NpgsqlDataReader reader, CommandEnvelope envelope, CancellationToken cancellation)
    {
        if (!await reader.ReadAsync(cancellation))
            return (null, false, null);
        if (!reader.GetFieldValue<byte[]>(0).AsSpan().SequenceEqual(envelope.Digest))
        {
            return (null, false, Problem.Unprocessable(
                "idempotency-key-reused",
                "This Idempotency-Key was used for a command with other content or another address. Use a new key for a new command."));
        }

        return (reader.GetString(2), reader.GetBoolean(1), null);
    }

    /// <summary>The row that stores the answer.</summary>
    public static ExtraRow Store(CommandEnvelope envelope, CommandAnswer answer, bool created) => new(
        "insert into evidence.command_answer (study, actor, idempotency_key, digest, created, answer) values (?, ?, ?, ?, ?, ?::json)",
        [envelope.Study, envelope.Actor, envelope.IdempotencyKey, envelope.Digest, created, JsonSerializer.Serialize(answer, RecordJson.Options)]);

    /// <summary>The same for an answer of another form than a single command's, which something was created by.</summary>
    /// <param name="answer">As JSON.</param>
    public static NpgsqlBatchCommand Store(CommandEnvelope envelope, string answer) => new(
        "insert into evidence.command_answer (study, actor, idempotency_key, digest, created, answer) values ($1, $2, $3, $4, true, $5)")
    {
        Parameters =
        {
            new() { Value = envelope.Study },
            new() { Value = envelope.Actor },
            new() { Value = envelope.IdempotencyKey },
            new() { Value = envelope.Digest },
            new() { Value = answer, NpgsqlDbType = NpgsqlDbType.Json },
        },
    };
}
