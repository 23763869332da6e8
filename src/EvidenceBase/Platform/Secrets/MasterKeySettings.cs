namespace EvidenceBase.Platform.Secrets;

/// <summary>
/// Reads master keys from the environment: <c>EVIDENCEBASE_MASTER_KEY</c> holds one (32 bytes in base64), or <c>EVIDENCEBASE_MASTER_KEY_FILE</c>
/// names the file that does. For a rotation the same with <c>EVIDENCEBASE_NEW_MASTER_KEY</c>.
/// </summary>
public static class MasterKeySettings
{
    public const string Present = "EVIDENCEBASE_MASTER_KEY";
    public const string New = "EVIDENCEBASE_NEW_MASTER_KEY";

    /// <summary>The master key that a variable gives, or null. The variable is removed: neither configuration nor other programs get to see it.</summary>
    /// <exception cref="MasterKeyException">What is given is no master key. The message does not repeat it.</exception>
    public static MasterKey? Take(string variable)
    {
        var (text, file) = (Remove(variable), Remove($"{variable}_FILE"));
        if (text is not null && file is not null)
            throw new MasterKeyException($"Both {variable} and {variable}_FILE are set. Set one of them.");
        return (text ?? Content(variable, file)) is { } given ? Parse(variable, given.Trim()) : null;
    }

    private static MasterKey Parse(string variable, string text)
    {
        try
        {
            return new(Convert.FromBase64String(text));
        }
        catch (FormatException)
        {
            throw new MasterKeyException($"What {variable} gives is not base64. Make a master key with: openssl rand -base64 {MasterKey.Length}");
        }
    }

    private static string? Content(string variable, string? file)
    {
        try
        {
            return file is null ? null : File.ReadAllText(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"The file that {variable}_FILE names cannot be read: {exception.Message}");
        }
    }

    private static string? Remove(string variable)
    {
        var value = Environment.GetEnvironmentVariable(variable);
        Environment.SetEnvironmentVariable(variable, null);
        return value is { Length: > 0 } ? value : null;
    }
}
