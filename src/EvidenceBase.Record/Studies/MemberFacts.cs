namespace EvidenceBase.Record.Studies;

/// <summary>Members as facts of the study's row in the register: there they stand in the same transaction as the event that says so.</summary>
public static class MemberFacts
{
    private const string Prefix = "member:";

    /// <summary>The name of the fact that holds someone's role.</summary>
    public static string Name(string principal) => Prefix + principal;

    /// <summary>A member's role, or that they have none any more.</summary>
    public static IReadOnlyDictionary<string, string> Of(string principal, Role? role) =>
        new Dictionary<string, string> { [Name(principal)] = role?.ToString() ?? string.Empty };

    public static Role? RoleIn(string? fact) => string.IsNullOrEmpty(fact) ? null : Enum.Parse<Role>(fact);
}
