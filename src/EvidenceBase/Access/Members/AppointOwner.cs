using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Npgsql;
using Wolverine.Http;

namespace EvidenceBase.Access.Members;

/// <summary>Gives a study whose owners are all gone an owner.</summary>
/// <param name="Principal">The name of the account.</param>
public sealed record AppointOwner(string Principal);

public sealed class AppointOwnerValidator : AbstractValidator<AppointOwner>
{
    public AppointOwnerValidator() => RuleFor(command => command.Principal).Must(MemberName.IsPersons).WithMessage(MemberName.RuleForPeople);
}

/// <summary>
/// An administrator has no role in a study and takes none: only where no owner can sign in any more, because their accounts are locked or never
/// were, do they appoint one. The event names the administrator as its actor, for all members to see.
/// </summary>
public sealed class Appointing(NpgsqlDataSource database, AccountDirectory accounts, CommandExecutor executor, Memberships memberships, AccessTrail trail)
{
    /// <summary>What must be looked up before an owner can be appointed, and then decides.</summary>
    public async Task<Planning<AppointOwner>> Plan(string study, AppointOwner wanted, HttpContext http)
    {
        var (known, gone) = (await accounts.IsActive(wanted.Principal, http.RequestAborted), await OwnersWhoAreGone(study, http.RequestAborted));
        if (known && gone is not null)
            await trail.Record(http, TrailAction.AccountAdministered, study, new("account", null, wanted.Principal), "appointed owner");
        return (command, plan) =>
        {
            var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
            return () => Decide(target.State, command, known, gone);
        };
    }

    public async Task<Problem?> Appoint(string study, AppointOwner command, HttpContext http)
    {
        var envelope = new CommandEnvelope(study, Caller.Required(http).Name, Guid.CreateVersion7().ToString(), []);
        var outcome = await executor.Execute(envelope, command, await Plan(study, command, http), http.RequestAborted);
        memberships.Forget();
        return outcome.Problem;
    }

    /// <summary>The owners of a study of whom none can act any more; null where one can.</summary>
    private async Task<HashSet<string>?> OwnersWhoAreGone(string study, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(
            """
            select substr(fact.key, length($4) + 1), exists (select from account.account a where a.disabled_at is null and $4 || a.name = fact.key)
            from evidence.register r, jsonb_each_text(r.facts) as fact
            where r.study = $1 and r.kind = $2 and r.key = $1 and starts_with(fact.key, $4) and fact.value = $3
            """);
        foreach (var value in new[] { study, Kinds.Study, nameof(Role.Owner), MemberFacts.Name(string.Empty) })
            command.Parameters.Add(new() { Value = value });
        var gone = new HashSet<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (reader.GetBoolean(1))
                return null;
            gone.Add(reader.GetString(0));
        }

        return gone;
    }

    /// <param name="gone">The owners who were seen to be gone; null where one is not.</param>
    private static Decision Decide(Study study, AppointOwner command, bool canBeOwner, HashSet<string>? gone)
    {
        if (!canBeOwner)
            return Problem.Unprocessable("no-such-account", $"Nobody has an account “{command.Principal}” on this server that is not locked.", "principal");
        if (gone is null || study.Members.Exists(member => member.Role == Role.Owner && !gone.Contains(member.Principal)))
        {
            return Problem.Conflict(
                "study-has-an-owner", $"The study “{study.Slug}” has an owner who can sign in, and whose business it is. An administrator appoints one only where none is left.");
        }

        return study.Member(command.Principal) is null
            ? StudyDecisions.AddMember(study, command.Principal, Role.Owner)
            : StudyDecisions.ChangeRole(study, command.Principal, Role.Owner);
    }
}

public static class AppointOwnerEndpoint
{
    /// <summary>
    /// Appoints the owner of a study all of whose owners have locked accounts or none. The event stands in the study's history under the
    /// administrator's name.
    /// </summary>
    [WolverinePost("/api/studies/{study}/owners")]
    [NeedsAdministrator]
    [Takes(typeof(AppointOwner))]
    public static async Task<IResult> Post(
        string study, HttpContext http, CommandDesk desk, Appointing appointing, Memberships memberships, Deployment deployment)
    {
        if (!deployment.IsServer)
            return Problems.Result(AdministerAccountsEndpoint.OnServersOnly);
        var answer = await desk.Answer<AppointOwner>(http, study, command => appointing.Plan(study, command, http));
        memberships.Forget();
        return answer;
    }
}
