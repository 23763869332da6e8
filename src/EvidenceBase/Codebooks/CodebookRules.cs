using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Codebooks;
using FluentValidation;

namespace EvidenceBase.Codebooks;

/// <summary>Shapes that the commands on codes share.</summary>
internal static class CodebookRules
{
    public static IRuleBuilderOptions<T, string> CodeName<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(CodeContent.IsName).WithMessage($"A name has 1 to {CodeContent.LongestName} characters on one line, without space at its ends.");

    public static IRuleBuilderOptions<T, string?> Criterion<T>(this IRuleBuilder<T, string?> rule) => rule.OptionalProse();

    public static IRuleBuilderOptions<T, string?> Colour<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(colour => colour is null || CodeContent.IsColour(colour)).WithMessage(CodeContent.ColourRule);
}
