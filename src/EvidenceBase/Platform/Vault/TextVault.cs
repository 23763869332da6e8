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

    /// <summary>One text, or the problem for which it is shown to nobody.</summary>
    /// <exception cref="DamagedTextException">It was changed, moved or lost.</exception>
    public async Task<UnsealedText> Read(string study, SealedText text, CancellationToken cancellation) =>
        (await ReadAll(study, [text], cancellation))[text.Handle];

    /// <summary>Several texts in one round trip, by their handles. Consent and erasure count as they are at this instant, for every reader alike.</summary>
    /// <exception cref="DamagedTextException">One was changed, moved or lost.</exception>
    public async Task<IReadOnlyDictionary<Guid, UnsealedText>> ReadAll(
        string study, IReadOnlyCollection<SealedText> texts, CancellationToken cancellation)
    {
        var entries = await Entries(study, [.. texts.Select(text => text.Handle).Distinct()], cancellation);
        var holders = entries.Values.Select(one => one.Entry.Holder).Distinct().ToDictionary(holder => holder, holder => keys.Find(study, holder));
        var opened = new Dictionary<Guid, UnsealedText>();
        foreach (var text in texts)
        {
            if (!entries.TryGetValue(text.Handle, out var found))
                throw new DamagedTextException(study, text.Handle, null);
            opened[text.Handle] = holders[found.Entry.Holder] is not { } key
                ? UnsealedText.Erased
                : found.IsWithdrawn ? UnsealedText.Withdrawn : new(Sealing.Open(key, study, text, found.Entry), null);
        }

        return opened;
    }

    /// <summary>
    /// What lies in the vault – under a holder that the record knows: another would have no key, and pass for erased – and whether its holder was
    /// withdrawn: an interview whose respondent does not even consent to paraphrase.
    /// </summary>
    private async Task<Dictionary<Guid, (SealedEntry Entry, bool IsWithdrawn)>> Entries(string study, Guid[] handles, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            $"""
            select v.handle, v.holder, v.nonce, v.ciphertext, r.standing = {(int)Standing.Withdrawn}
            from evidence.vault_entry v join evidence.register r on r.study = v.study and r.id = v.holder
            where v.study = $1 and v.handle = any($2)
            """);
        command.Parameters.Add(new() { Value = study });
        command.Parameters.Add(new() { Value = handles });
        var entries = new Dictionary<Guid, (SealedEntry, bool)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            var entry = new SealedEntry(reader.GetGuid(0), reader.GetGuid(1), reader.GetFieldValue<byte[]>(2), reader.GetFieldValue<byte[]>(3));
            entries.Add(entry.Handle, (entry, reader.GetBoolean(4)));
        }

        return entries;
    }
}

/// <summary>A text out of the vault, or the problem for which it is shown to nobody.</summary>
public sealed record UnsealedText(string? Text, Problem? Problem)
{
    public static UnsealedText Erased { get; } =
        new(null, new(ProblemKind.Gone, "erased", "The text was erased; only that it was there is on record."));

    public static UnsealedText Withdrawn { get; } =
        new(null, new(ProblemKind.Forbidden, "consent-withdrawn", "The respondent has withdrawn consent; what was said is shown to nobody."));
}
