using System.Security.Cryptography;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Vault;

/// <summary>Where the files lie that texts were read out of: sealed under the key of the text's holder, and gone with it.</summary>
public sealed class FileVault(NpgsqlDataSource database, HolderKeys keys)
{
    /// <summary>Seals a file and lets the plan write it with the events of the command. To be called in the decision.</summary>
    /// <param name="isHashed">Whether the plain hash may stand in the record: of a file that is not confidential.</param>
    public SealedFile Seal(CommandPlan plan, Guid holder, ReadOnlyMemory<byte> bytes, bool isHashed)
    {
        var (file, parts) = FileSealing.Seal(keys.Ensure(plan.Study, holder), plan.Study, holder, plan.NewId(), bytes, isHashed);
        foreach (var part in parts)
        {
            plan.AlsoWrite(
                "insert into evidence.vault_file_part (study, handle, part, parts, holder, nonce, ciphertext) values (?, ?, ?, ?, ?, ?, ?)",
                plan.Study,
                file.Handle,
                part.Number,
                part.Parts,
                holder,
                part.Nonce,
                part.Ciphertext);
        }

        return file;
    }

    /// <summary>A file to be read, or the problem for which it is shown to nobody. Consent and erasure count as they are at this instant.</summary>
    /// <exception cref="DamagedTextException">It was lost.</exception>
    public async Task<(OpenFile? File, Problem? Problem)> Open(string study, SealedFile file, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select v.holder, r.standing = {(int)Standing.Withdrawn}
            from evidence.vault_file_part v join evidence.register r on r.study = v.study and r.id = v.holder
            where v.study = $1 and v.handle = $2 and v.part = 0
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = file.Handle });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        if (!await reader.ReadAsync(cancellation))
            throw new DamagedTextException(study, file.Handle, null);
        var holder = reader.GetGuid(0);
        if (keys.Find(study, holder) is not { } key)
            return (null, UnsealedText.Erased.Problem);
        return reader.GetBoolean(1) ? (null, UnsealedText.Withdrawn.Problem) : (new(database, study, file, holder, key), null);
    }
}

/// <summary>A file whose parts are opened while it is copied: one of them is in memory at a time.</summary>
public sealed class OpenFile(NpgsqlDataSource database, string study, SealedFile file, Guid holder, byte[] key)
{
    /// <exception cref="DamagedTextException">A part was changed, moved or lost, or all of them are not what the event committed to.</exception>
    public async Task CopyTo(Stream destination, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select part, parts, nonce, ciphertext from evidence.vault_file_part where study = $1 and handle = $2 order by part");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = file.Handle });
        await using var reader = await command.ExecuteReaderAsync(System.Data.CommandBehavior.SequentialAccess, cancellation);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Sealing.Salt(key, file.Handle));
        var (next, count) = (0, 1);
        while (await reader.ReadAsync(cancellation))
        {
            var part = new SealedPart(
                reader.GetInt32(0), reader.GetInt32(1), await reader.GetFieldValueAsync<byte[]>(2, cancellation), await reader.GetFieldValueAsync<byte[]>(3, cancellation));
            if (part.Number != next++)
                throw new DamagedTextException(study, file.Handle, null);
            var plain = FileSealing.Open(key, study, holder, file.Handle, part);
            hash.AppendData(plain);
            count = part.Parts;
            await destination.WriteAsync(plain, cancellation);
        }

        if (next != count || Convert.ToHexStringLower(hash.GetHashAndReset()) != file.Commitment)
            throw new DamagedTextException(study, file.Handle, null);
    }
}
