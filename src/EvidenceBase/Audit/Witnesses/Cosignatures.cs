using System.Globalization;
using EvidenceBase.Audit.Log;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Witnesses;
using EvidenceBase.TransparencyLog.Notes;
using Npgsql;

namespace EvidenceBase.Audit.Witnesses;

/// <summary>A cosignature that was taken.</summary>
/// <param name="Witness">The key of the witness in the study.</param>
/// <param name="SeenAt">When it saw the checkpoint, as it says itself.</param>
public sealed record TakenCosignature(string Witness, DateTimeOffset SeenAt);

/// <param name="Size">Of the log in the checkpoint that was cosigned.</param>
public sealed record TakenCosignatures(long Size, IReadOnlyList<TakenCosignature> Cosignatures);

/// <summary>What witnesses say of the checkpoints of a study's log: verified before it is kept, and kept for good.</summary>
public sealed class Cosignatures(NpgsqlDataSource database, LogReads log, TimeProvider clock)
{
    /// <summary>How far the clock of a witness may be ahead.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <summary>Takes the cosignatures of the study's witnesses under a checkpoint of its log; those of others are left alone.</summary>
    /// <param name="from">Who brought them.</param>
    public async Task<(TakenCosignatures? Taken, Problem? Problem)> Take(string study, byte[] bytes, string from, CancellationToken cancellation)
    {
        SignedNote note;
        Checkpoint checkpoint;
        try
        {
            note = SignedNote.Parse(bytes);
            checkpoint = Checkpoint.Parse(note.Text);
        }
        catch (FormatException flaw)
        {
            return (null, new(ProblemKind.Malformed, "malformed-checkpoint", $"This is no checkpoint with its signatures. {flaw.Message}"));
        }

        if (await Other(study, note, checkpoint, cancellation) is { } other)
            return (null, other);
        var (verified, problem) = Verify(note, await Witnesses(study, cancellation));
        if (problem is not null)
            return (null, problem);
        foreach (var one in verified)
            await Keep(study, checkpoint.Size, one, from, cancellation);
        return (new(checkpoint.Size, [.. verified.Select(one => new TakenCosignature(one.Witness.Key, one.SeenAt))]), null);
    }

    /// <summary>The latest checkpoint that a witness has cosigned; null where there is none.</summary>
    public async Task<SignedCheckpoint?> Latest(string study, Guid witness, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select size from evidence.log_cosignature where study = $1 and witness = $2 order by size desc limit 1");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = witness });
        return await command.ExecuteScalarAsync(cancellation) is long size ? await log.Head(study, size, cancellation) : null;
    }

    /// <summary>Why the checkpoint is none of this log's, or null.</summary>
    private async Task<Problem?> Other(string study, SignedNote note, Checkpoint checkpoint, CancellationToken cancellation)
    {
        if (await log.Head(study, checkpoint.Size, cancellation) is not { } signed)
            return Problem.Unprocessable("no-such-checkpoint", string.Create(CultureInfo.InvariantCulture, $"This log has no checkpoint at size {checkpoint.Size}."));
        return signed.Note.Text == note.Text
            ? null
            : Problem.Unprocessable(
                "other-checkpoint",
                $"What this log signed at size {checkpoint.Size} is another checkpoint. If this one bears its signature too, two histories were signed: keep it, and show it to others.");
    }

    private (List<Verified> Verified, Problem? Problem) Verify(SignedNote note, IReadOnlyList<KnownWitness> known)
    {
        var verified = new List<Verified>();
        foreach (var signature in note.Signatures)
        {
            if (known.FirstOrDefault(one => one.Verifier.Name == signature.KeyName && one.Verifier.Id == signature.KeyId) is not { } witness)
                continue;
            if (!witness.Verifier.Verify(note.Text, signature) || Cosignature.TimeOf(signature) is not { } seenAt)
                return ([], Problem.Unprocessable("false-cosignature", $"The cosignature of {signature.KeyName} is not over this checkpoint: one of the two was changed. Nothing was taken."));
            if (seenAt > clock.GetUtcNow() + Ahead)
                return ([], Problem.Unprocessable("time-ahead", $"{signature.KeyName} says that it saw this checkpoint at {seenAt:O}, which is yet to come. Nothing was taken."));
            verified.Add(new(witness, seenAt, signature));
        }

        return verified.Count > 0
            ? (verified, null)
            : ([], Problem.Unprocessable("no-known-witness", "No witness of this study has cosigned this checkpoint. An owner registers a witness with its verifier key."));
    }

    private async Task<IReadOnlyList<KnownWitness>> Witnesses(string study, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand("select id, key, facts ->> $3 from evidence.register where study = $1 and kind = $2 and standing = 0");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = Kinds.Witness });
        command.Parameters.Add(new() { Value = WitnessStream.VerifierKeyFact });
        var known = new List<KnownWitness>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
            known.Add(new(reader.GetGuid(0), reader.GetString(1), VerifierKey.Parse(reader.GetString(2))));
        return known;
    }

    private async Task Keep(string study, long size, Verified one, string from, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            insert into evidence.log_cosignature (study, size, witness, key_name, key_id, seen_at, line, received_at, received_from)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing
            """);
        foreach (var value in new object[]
        {
            study, size, one.Witness.Id, one.Signature.KeyName, (long)one.Signature.KeyId, one.SeenAt, one.Signature.ToString(), clock.GetUtcNow(), from,
        })
        {
            command.Parameters.Add(new() { Value = value });
        }

        await command.ExecuteNonQueryAsync(cancellation);
    }

    private sealed record KnownWitness(Guid Id, string Key, VerifierKey Verifier);

    private sealed record Verified(KnownWitness Witness, DateTimeOffset SeenAt, NoteSignature Signature);
}
