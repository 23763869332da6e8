using System.Security.Cryptography;

namespace EvidenceBase.Platform.Vault;

/// <summary>
/// The keys of the vault: one for every interview, and for every document that belongs to none. Files outside of the database, so that a
/// text is gone for good – from backups of the database too – when its key is destroyed. A key is read anew each time: one that was
/// destroyed, by whatever process, opens nothing any more.
/// </summary>
public sealed class HolderKeys(DataFolder data)
{
    public const int Length = 32;

    /// <summary>The key of a holder; made, and durable, before anything is sealed with it. One that nothing was sealed with does no harm.</summary>
    public byte[] Ensure(string study, Guid holder)
    {
        if (Find(study, holder) is { } key)
            return key;
        var path = PathOf(study, holder);
        DurableFolder.Create(Path.GetDirectoryName(path)!);
        DataFolder.WriteOnce(path, RandomNumberGenerator.GetBytes(Length));
        return Find(study, holder) ?? throw new IOException($"The key {path} was written and is not there.");
    }

    /// <summary>The key of a holder, or null where it has none (any more).</summary>
    /// <exception cref="InvalidDataException">The file is there and holds no key.</exception>
    public byte[]? Find(string study, Guid holder)
    {
        var path = PathOf(study, holder);
        try
        {
            return File.ReadAllBytes(path) is { Length: Length } key ? key : throw new InvalidDataException($"{path} holds no key of {Length} bytes.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <exception cref="ArgumentException">The study's name is no single folder's name.</exception>
    public string PathOf(string study, Guid holder) => study.Length > 0 && study.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        ? Path.Combine(data.Root, "keys", study, $"{holder}.key")
        : throw new ArgumentException($"“{study}” cannot be the name of a folder.", nameof(study));
}
