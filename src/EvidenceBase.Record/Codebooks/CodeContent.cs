using System.Text.RegularExpressions;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Codebooks;

/// <summary>What a code says of itself.</summary>
public sealed partial record CodeContent(
    string Name, string? Definition = null, string? Include = null, string? Exclude = null, string? Colour = null, bool Codable = true)
{
    public const int LongestName = 200;

    public const string ColourRule = "A colour is #RRGGBB, such as #3366cc.";

    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && !char.IsWhiteSpace(name[0]) && !char.IsWhiteSpace(name[^1]) && !name.Any(char.IsControl);

    public static bool IsColour(string? colour) => colour is not null && Colours().IsMatch(colour);

    /// <param name="field">What stands before the names of the fields (<c>into[0].</c>).</param>
    public Problem? Problem(string field = "")
    {
        if (!IsName(Name))
            return Kernel.Problem.Unprocessable("name", $"A name has 1 to {LongestName} characters on one line, without space at its ends.", $"{field}name");
        if (Colour is not null && !IsColour(Colour))
            return Kernel.Problem.Unprocessable("colour", ColourRule, $"{field}colour");
        return null;
    }

    [GeneratedRegex(@"^#[0-9a-fA-F]{6}\z")]
    private static partial Regex Colours();
}

/// <summary>A code to be defined, under a key and an id of its own.</summary>
/// <param name="Parent">The code it is to stand under; null at the top.</param>
public sealed record CodeDraft(Guid Id, string Key, CodeContent Content, Guid? Parent = null);
