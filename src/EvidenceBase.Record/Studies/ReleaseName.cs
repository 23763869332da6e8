using System.Text.RegularExpressions;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

/// <summary>The name of a release is a human key that cannot be mistaken for another way to name a moment.</summary>
public static partial class ReleaseName
{
    /// <summary>The rule in a sentence, for problems.</summary>
    public const string Rule = HumanKey.Rule + " A release's name does not begin with “position:” or with a date, which name moments already.";

    public static bool IsValid(string? name) => HumanKey.IsValid(name) && !OtherMoment().IsMatch(name!);

    [GeneratedRegex(@"\A(position:|[0-9]{4}-[0-9]{2}-[0-9]{2})", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OtherMoment();
}
