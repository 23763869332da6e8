using System.Text.RegularExpressions;

namespace EvidenceBase.Formats.Documents;

/// <summary>
/// The field EQ of word processors: what it shows stands in its instruction. Readings beside words (ruby) are written with it:
/// <c>EQ \o\al(\s\up 11(reading),word)</c>.
/// </summary>
internal static partial class EquationField
{
    public static bool IsOne(string instruction) => instruction.StartsWith("EQ ", StringComparison.OrdinalIgnoreCase);

    /// <returns>The words that are part of the text, and what is left out.</returns>
    public static (string? Words, Loss Loss) Read(string instruction) =>
        Reading().Match(instruction) is { Success: true } match ? (match.Groups[1].Value, Loss.Ruby) : (null, Loss.EquationField);

    [GeneratedRegex(@"\\o[^(]{0,20}\(\\s\\up ?[0-9]{0,4}\([^()]*\)[,;](.*)\)\s*\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Reading();
}
