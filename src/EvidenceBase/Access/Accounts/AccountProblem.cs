using EvidenceBase.Platform.Commands;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Access.Accounts;

internal static class AccountProblem
{
    public static Problem ChangedElsewhere { get; } =
        Problem.Conflict(CommandExecutor.RaceLostType, "The account was changed elsewhere at the same moment. Try again.");
}
