namespace EvidenceBase.Record.Kernel;

/// <summary>Human keys: NFC, 1 to 120 characters, no slash, no control characters, no white space at the ends; immutable, never reused.</summary>
public static class HumanKey
{
    public const int MaximumLength = 120;

    public static bool IsValid(string? key) =>
        key is { Length: > 0 and <= MaximumLength }
        && key.IsNormalized(System.Text.NormalizationForm.FormC)
        && !char.IsWhiteSpace(key[0]) && !char.IsWhiteSpace(key[^1])
        && !key.Any(character => character is '/' or '\\' || char.IsControl(character))
        && !Guid.TryParse(key, out _);

    /// <summary>The rule in a sentence, for problems.</summary>
    public const string Rule = "A key has 1 to 120 characters in Unicode normal form C, no slash, no control character, no space at its ends, and is not a Guid.";
}
