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

    /// <summary>
    /// The key of a holder; made, and durable, before anything is sealed with it. One that nothing was sealed with does no harm. What is sealed for
    /// a holder whose key was destroyed is sealed for nobody: the key given then is kept nowhere.
    /// </summary>
    public byte[] Ensure(string study, Guid holder) => data.Secrets.IsDestroyed(NameOf(study, holder))
        ? RandomNumberGenerator.GetBytes(Length)
        : Checked(study, holder, data.Secrets.Ensure(NameOf(study, holder), Length))!;

    /// <summary>The key of a holder, or null where it has none (any more).</summary>
    /// <exception cref="InvalidDataException">The file is there and holds no key, or not this one.</exception>
    public byte[]? Find(string study, Guid holder) =>
        data.Secrets.IsDestroyed(NameOf(study, holder)) ? null : Checked(study, holder, data.Secrets.Find(NameOf(study, holder)));

    /// <summary>Destroys the key of a holder: its texts open for nobody any more.</summary>
    public void Destroy(string study, Guid holder) => data.Secrets.Destroy(NameOf(study, holder));

    /// <summary>Whether a destruction is complete: nothing is left but that it happened.</summary>
    public bool IsGone(string study, Guid holder) => data.Secrets.IsDestroyed(NameOf(study, holder)) && !File.Exists(PathOf(study, holder));

    /// <exception cref="ArgumentException">The study's name is no single folder's name.</exception>
    public string PathOf(string study, Guid holder) => data.Secrets.PathOf(NameOf(study, holder));

    private byte[]? Checked(string study, Guid holder, byte[]? key) => key is null or { Length: Length }
        ? key
        : throw new InvalidDataException($"{PathOf(study, holder)} holds no key of {Length} bytes.");

    /// <summary>Where the secrets of a study lie in the data folder.</summary>
    /// <exception cref="ArgumentException">The study's name is no single folder's name.</exception>
    public static string FolderOf(string study) => study.Length > 0 && study.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
        ? $"keys/{study}"
        : throw new ArgumentException($"“{study}” cannot be the name of a folder.", nameof(study));

    private static string NameOf(string study, Guid holder) => $"{FolderOf(study)}/{holder}.key";
}
