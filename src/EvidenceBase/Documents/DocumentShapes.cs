using System.Text.RegularExpressions;
using EvidenceBase.Record.Documents;
using FluentValidation;

namespace EvidenceBase.Documents;

/// <summary>Shapes that the commands about documents share.</summary>
internal static partial class DocumentShapes
{
    /// <summary>Of a text, in UTF-16 characters; some thirty novels.</summary>
    public const int LongestText = 16 * 1024 * 1024;

    public static IRuleBuilderOptionsConditions<T, string> DocumentText<T>(this IRuleBuilder<T, string> rule) => rule.Custom((text, context) =>
    {
        if (string.IsNullOrEmpty(text))
            context.AddFailure("The text is empty; there is nothing to deposit.");
        else if (text.Length > LongestText)
            context.AddFailure($"A text has at most {LongestText} characters. Deposit it in parts.");
        else if (CanonicalText.From(text).Problem is { } problem)
            context.AddFailure(problem.Detail);
    });

    public static IRuleBuilderOptions<T, string?> LanguageTag<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(tag => tag is null || Tag().IsMatch(tag)).WithMessage("A language is given as a BCP 47 tag, such as zh-Hans or en; leave it out where it is not known.");

    public static IRuleBuilderOptions<T, string> MediaType<T>(this IRuleBuilder<T, string> rule) => rule
        .Must(type => type is not null && Media().IsMatch(type)).WithMessage("A media type has the form text/plain.");

    [GeneratedRegex(@"\A[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\A[a-z]+/[A-Za-z0-9.+-]{1,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Media();
}
