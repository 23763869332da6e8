using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;
using Npgsql;

namespace EvidenceBase.Platform.Vault;

/// <summary>
/// Where the texts of interviews and documents lie: ciphertext in the database, written with the event that holds its handle; keys in files
/// outside of it. Texts are decrypted in memory only.
/// </summary>
public sealed class TextVault(NpgsqlDataSource database, HolderKeys keys)
{
    /// <summary>
    /// Seals a text under the holder's key and lets the plan write it with the events of the command. To be called in the decision: what is
    /// not accepted is not written.
    /// </summary>
    /// <param name="holder">The interview that the text is drawn from, else the document itself.</param>
    public SealedText Seal(CommandPlan plan, Guid holder, string text)
    {
        var key = keys.Ensure(plan.Study, holder);
        var (sealedText, entry) = Sealing.Seal(key, plan.Study, holder, plan.NewId(), text);
        plan.AlsoWrite(
            "insert into evidence.vault_entry (study, handle, holder, nonce, ciphertext) values (?, ?, ?, ?, ?)",
            plan.Study,
            entry.Handle,
            entry.Holder,
            entry.Nonce,
            entry.Ciphertext);
        return sealedText;
    }

    /// <summary>The text, or null where it was erased: its holder has no key any more.</summary>
    /// <exception cref="DamagedTextException">It was changed, moved or lost.</exception>
    public async Task<string?> Read(string study, SealedText text, CancellationToken cancellation) =>
        (await ReadAll(study, [text], cancellation))[text.Handle];

    /// <summary>Several texts in one round trip, by their handles; null for those that were erased.</summary>
    /// <exception cref="DamagedTextException">One was changed, moved or lost.</exception>
    public async Task<IReadOnlyDictionary<Guid, string?>> ReadAll(string study, IReadOnlyCollection<SealedText> texts, CancellationToken cancellation)
    {
        var entries = await Entries(study, [.. texts.Select(text => text.Handle).Distinct()], cancellation);
        var holders = entries.Values.Select(entry => entry.Holder).Distinct().ToDictionary(holder => holder, holder => keys.Find(study, holder));
        var opened = new Dictionary<Guid, string?>();
        foreach (var text in texts)
        {
            if (!entries.TryGetValue(text.Handle, out var entry))
                throw new DamagedTextException(study, text.Handle, null);
            opened[text.Handle] = holders[entry.Holder] is { } key ? Sealing.Open(key, study, text, entry) : null;
        }

        return opened;
    }

    private async Task<Dictionary<Guid, SealedEntry>> Entries(string study, Guid[] handles, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            "select handle, holder, nonce, ciphertext from evidence.vault_entry where study = $1 and handle = any($2)");
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = handles });
        var entries = new Dictionary<Guid, SealedEntry>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var entry = new SealedEntry(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));
            entries.Add(entry.Handle, entry);
        }

        return entries;
    }
}
