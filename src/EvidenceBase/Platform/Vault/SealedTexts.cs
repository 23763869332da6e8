using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Platform.Vault;

/// <summary>Texts of a study that are sealed together: each key is read once, and the entries are written with whatever holds their handles.</summary>
public sealed class SealedTexts(string study, HolderKeys keys)
{
    private readonly Dictionary<Guid, byte[]> known = [];

    /// <summary>To be written to the vault in the same transaction as the handles.</summary>
    public List<SealedEntry> Entries { get; } = [];

    /// <param name="holder">The interview that the text is drawn from.</param>
    public SealedText Seal(Guid holder, string text)
    {
        if (!known.TryGetValue(holder, out var key))
            known[holder] = key = keys.Ensure(study, holder);
        var (sealedText, entry) = Sealing.Seal(key, study, holder, Guid.CreateVersion7(), text);
        Entries.Add(entry);
        return sealedText;
    }
}
