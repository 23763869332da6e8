using System.Text.RegularExpressions;

namespace EvidenceBase.Record.Studies;

/// <summary>The slug of a study: part of every address, and the tenant in the database.</summary>
public static partial class StudySlug
{
    /// <summary>The rule in a sentence, for problems.</summary>
    public const string Rule = "A study's slug has 2 to 64 lower-case letters a–z, digits and single hyphens, and begins with a letter.";

    public static bool IsValid(string? slug) => slug is { Length: >= 2 and <= 64 } && Pattern().IsMatch(slug);

    [GeneratedRegex(@"\A[a-z][a-z0-9]*(-[a-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
