using System.Text.RegularExpressions;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.Access.Members;

/// <summary>The names under which people and service accounts are members of studies and stand in events.</summary>
public static partial class MemberName
{
    /// <summary>The rule in a sentence, for problems.</summary>
    public const string Rule =
        "A name has 2 to 64 lower-case letters a–z, digits, dots, hyphens and underscores and begins with a letter; a service account's begins with “service:”.";

    /// <summary>The rule for people who choose theirs.</summary>
    public const string RuleForPeople = "A name has 2 to 64 lower-case letters a–z, digits, dots, hyphens and underscores and begins with a letter.";

    /// <summary>A role is always named: none is given by being left out.</summary>
    public const string RoleMissing = "Name the role: owner, editor, coder, reader or auditor.";

    public static bool IsValid(string? name) => name is not null && Pattern().IsMatch(name);

    /// <summary>Whether a person's account may have this name.</summary>
    public static bool IsPersons(string? name) => IsValid(name) && !name!.Contains(':', StringComparison.Ordinal);

    public static bool IsServiceAccount(string name) => name.StartsWith(Caller.ServicePrefix, StringComparison.Ordinal);

    [GeneratedRegex(@"\A(service:|local:)?[a-z][a-z0-9._-]{1,63}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
