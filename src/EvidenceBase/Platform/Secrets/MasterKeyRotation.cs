using System.Globalization;

namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// Puts every secret of a data folder under a new master key. Each file is replaced whole or not at all, and before the first one is, all
/// have been opened; so it can be killed at any moment and run again with the same two keys.
/// </summary>
public static class MasterKeyRotation
{
    /// <summary>The command <c>rotate-master-key</c>; the keys come from the environment.</summary>
    /// <returns>The exit code.</returns>
    public static int Command(string root, TextWriter output, TextWriter errors)
    {
        try
        {
            var present = MasterKeySettings.Take(MasterKeySettings.Present)
                ?? throw new MasterKeyException($"{MasterKeySettings.Present} or {MasterKeySettings.Present}_FILE must give the master key that the secrets are under. Where they are under none yet, start the service with one: that wraps them.");
            var next = MasterKeySettings.Take(MasterKeySettings.New)
                ?? throw new MasterKeyException($"{MasterKeySettings.New} or {MasterKeySettings.New}_FILE must give the master key that the secrets are to be under. Make one with: openssl rand -base64 {MasterKey.Length}");
            var (rewrapped, total) = Run(root, present, next);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{total} secrets are under the master key {next.Id} now; {rewrapped} were not before. Start the service with it. {present.Id} opens only backups made before; destroy it when those are gone."));
            return 0;
        }
        catch (Exception exception) when (exception is MasterKeyException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine(exception.Message);
            return 1;
        }
    }

    /// <exception cref="MasterKeyException">A service has the folder open, or a secret is under a third key; nothing was changed.</exception>
    /// <exception cref="InvalidDataException">A secret is damaged; nothing was changed.</exception>
    public static (int Rewrapped, int Total) Run(string root, MasterKey present, MasterKey next)
    {
        if (present.Id == next.Id)
            throw new MasterKeyException("The new master key is the present one. Nothing was changed.");
        if (!Directory.Exists(Path.Combine(root, "keys")))
            throw new MasterKeyException($"There are no secrets below {root}: set EVIDENCEBASE_DATA to the data folder.");
        using var alone = SecretsHold.Alone(root)
            ?? throw new MasterKeyException($"A service has the secrets below {root} open. Stop it first; it cannot read what is under a key that it was not started with.");
        var (before, after) = (new SecretFiles(root, present), new SecretFiles(root, next));
        before.RemoveDrafts();
        var names = before.Names().ToList();
        var remaining = names.Where(name => before.WrappedUnder(name) != next.Id).ToList();
        foreach (var name in names.Except(remaining))
            _ = after.Find(name);
        foreach (var name in remaining)
            _ = before.Find(name);
        before.Rewrap(remaining, next);
        return (remaining.Count, names.Count);
    }
}
