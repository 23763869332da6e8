using System.Globalization;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Names = EvidenceBase.Record.Kernel.HumanKey;

namespace EvidenceBase.Platform.Validation;

/// <summary>Shapes that several commands share.</summary>
public static class SharedRules
{
    /// <summary>Characters of a text that a person writes as one thought; longer ones belong in a document.</summary>
    public const int LongestProse = 20_000;

    public static IRuleBuilderOptions<T, string> HumanKey<T>(this IRuleBuilder<T, string> rule) => rule.Must(Names.IsValid).WithMessage(Names.Rule);

    public static IRuleBuilderOptions<T, string> Prose<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(text => !string.IsNullOrWhiteSpace(text)).WithMessage("This must not be empty.")
        .Must(text => text is null || text.Length <= LongestProse).WithMessage($"This has at most {LongestProse} characters.")
        .Must(text => text is null || IsClean(text)).WithMessage("This holds control characters or half a surrogate pair; send plain Unicode text.");

    public static IRuleBuilderOptions<T, string?> OptionalProse<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(text => text is null || (!string.IsNullOrWhiteSpace(text) && text.Length <= LongestProse && IsClean(text)))
        .WithMessage($"Leave this out, or give a plain text of at most {LongestProse} characters.");

    public static IRuleBuilderOptions<T, string> Probability<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(text => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1)
        .WithMessage("A probability is a decimal string from 0 to 1, such as \"0.95\".");

    public static IRuleBuilderOptions<T, Locator?> Locator<T>(this IRuleBuilder<T, Locator?> rule) => rule
        .Must(locator => locator is null || (locator.Paragraph is null or > 0 && locator.Note is null or > 0))
        .WithMessage("Paragraph and note numbers count from 1.")
        .Must(locator => locator is null || new[] { locator.Section, locator.Figure, locator.Pages }.All(part => part is null || IsClean(part)))
        .WithMessage("This holds control characters or half a surrogate pair; send plain Unicode text.");

    /// <summary>Whether a text holds nothing that cannot be stored or shown.</summary>
    public static bool IsClean(string text)
    {
        for (var index = 0; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                index++;
            else if (char.IsSurrogate(text[index]) || (char.IsControl(text[index]) && text[index] is not ('\n' or '\t' or '\r')))
                return false;
        }

        return true;
    }
}
