using System.Text;
using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;

namespace EvidenceBase.Access.Invitations;

/// <summary>
/// Whoever accepts an invitation becomes a member by the same event as anyone whom the inviting owner had added: the owner is its actor, and it
/// says on whose behalf. Event and use of the link are one transaction; broken off before it, the link stays with who took it and can be opened again.
/// </summary>
public sealed class Joining(CommandExecutor executor, CommandDigest digest, Links links, Memberships memberships, AccountDirectory accounts)
{
    public async Task<Problem?> Join(Link link, string name, CancellationToken cancellation)
    {
        var (study, role, inviter) = (link.Study!, link.Role!.Value, link.CreatedBy!);
        if (!await MayStillInvite(study, inviter, cancellation))
            return LinkProblem.NotUsable;
        if (await memberships.RoleOf(study, name, cancellation) is not null)
            return Problem.Conflict("already-member", $"“{name}” is a member of this study already. The link was not used up.");
        if (!await links.Take(link, name, cancellation))
            return LinkProblem.NotUsable;
        var key = $"invitation/{link.Id}";
        var envelope = new CommandEnvelope(study, inviter, key, digest.Of(key, Encoding.UTF8.GetBytes(name)), OnBehalfOf: name);
        var outcome = await executor.Execute(envelope, link, Plan, cancellation);
        memberships.Forget();
        return outcome.Problem;

        Func<Decision> Plan(Link accepted, CommandPlan plan)
        {
            var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
            plan.AlsoWrite("update account.link set used_at = ? where id = ?", plan.Now, accepted.Id);
            return () => StudyDecisions.AddMember(target.State, name, role);
        }
    }

    /// <summary>What an owner gave away ends with their being one.</summary>
    private async Task<bool> MayStillInvite(string study, string inviter, CancellationToken cancellation) =>
        await accounts.IsActive(inviter, cancellation)
        && await memberships.RoleOf(study, inviter, cancellation) is { } role && RoleRights.Of(role).Contains(Right.Manage);
}
