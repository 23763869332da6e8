using System.Collections.Frozen;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Record.Studies;

/// <summary>What each role allows. This table decides, and nothing else does.</summary>
public static class RoleRights
{
    private static readonly FrozenDictionary<Role, FrozenSet<Right>> Table = new Dictionary<Role, FrozenSet<Right>>
    {
        [Role.Owner] = FrozenSet.Create(Enum.GetValues<Right>()),
        [Role.Editor] = FrozenSet.Create(Right.Read, Right.ReadTexts, Right.Code, Right.Write),
        [Role.Coder] = FrozenSet.Create(Right.Read, Right.ReadTexts, Right.Code),
        [Role.Reader] = FrozenSet.Create(Right.Read),
        [Role.Auditor] = FrozenSet.Create(Right.Read, Right.ReadTexts, Right.Audit),
    }.ToFrozenDictionary();

    public static IReadOnlySet<Right> Of(Role role) => Table[role];

    /// <summary>The roles that allow something, for problems that say whom to ask.</summary>
    public static IEnumerable<Role> WithRight(Right right) => Enum.GetValues<Role>().Where(role => Table[role].Contains(right));
}
