using System.Globalization;

namespace EvidenceBase.Platform.Secrets;

/// <summary>What a start does with the secrets: refuses those it could not open, and wraps those that are plain where there is a master key.</summary>
internal static class WrappingOnStart
{
    /// <exception cref="MasterKeyException">Some are wrapped under a master key that was not given, or must be wrapped while another service runs.</exception>
    public static void Run(string root, MasterKey? masterKey, Action<string> report)
    {
        using var alone = SecretsHold.Alone(root);
        var secrets = new SecretFiles(root, null);
        if (alone is not null)
            secrets.RemoveDrafts();
        var found = secrets.Names().ToLookup(secrets.WrappedUnder);
        if (found.Any(group => group.Key is not null && group.Key != masterKey?.Id))
            throw new MasterKeyException(Refusal(root, found, masterKey));
        var plain = found[null].ToList();
        if (masterKey is null || plain.Count == 0)
            return;
        if (alone is null)
        {
            throw new MasterKeyException(
                $"Secrets below {root} are to be put under the master key {masterKey.Id}, but another service has them open without it. Stop it first, and give every node the same master key.");
        }

        secrets.Rewrap(plain, masterKey);
        report(string.Create(CultureInfo.InvariantCulture, $"Secrets: {plain.Count} files were plain and are under the master key {masterKey.Id} now"));
    }

    private static string Refusal(string root, ILookup<string?, string> found, MasterKey? given)
    {
        var keys = string.Join(" and ", found.Where(group => group.Key is not null && group.Key != given?.Id)
            .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} ({group.Count()} files)")));
        var wrapped = $"The service does not start: secrets below {root} are wrapped under the master key {keys}, and";
        const string remedy = $"Set {MasterKeySettings.Present} or {MasterKeySettings.Present}_FILE to the one they are under.";
        return given is null
            ? $"{wrapped} none is given. {remedy}"
            : found.Contains(given.Id)
                ? $"{wrapped} others under {given.Id}, which is given. A rotation was interrupted: run rotate-master-key again with the same two master keys; what it has done stays."
                : $"{wrapped} another is given, {given.Id}. {remedy}";
    }
}
