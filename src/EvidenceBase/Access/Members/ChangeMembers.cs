using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Commands;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Access.Members;

/// <summary>Makes someone a member of the study.</summary>
/// <param name="Principal">The name of a person's account, or <c>service:…</c> for a service account, which then gets access tokens.</param>
[Example("""{"principal":"anna","role":"coder"}""")]
public sealed record AddMember(string Principal, Role? Role);

/// <summary>Gives a member another role.</summary>
[Example("""{"role":"editor"}""")]
public sealed record ChangeMemberRole(Role? Role);

/// <summary>Ends a membership.</summary>
public sealed record RemoveMember;

public sealed class AddMemberValidator : AbstractValidator<AddMember>
{
    public AddMemberValidator()
    {
        RuleFor(command => command.Principal).Must(MemberName.IsValid).WithMessage(MemberName.Rule);
        RuleFor(command => command.Role).NotNull().WithMessage(MemberName.RoleMissing).IsInEnum();
    }
}

public sealed class ChangeMemberRoleValidator : AbstractValidator<ChangeMemberRole>
{
    public ChangeMemberRoleValidator() => RuleFor(command => command.Role).NotNull().WithMessage(MemberName.RoleMissing).IsInEnum();
}

public sealed class RemoveMemberValidator : AbstractValidator<RemoveMember>;

public static class ChangeMembersEndpoint
{
    [WolverinePost("/api/studies/{study}/members")]
    [Needs(Right.Manage)]
    [Takes(typeof(AddMember))]
    public static Task<IResult> Add(string study, HttpContext http, CommandDesk desk, Memberships memberships, AccountDirectory accounts) =>
        Change<AddMember>(study, http, desk, memberships, async sent =>
        {
            var isKnown = await accounts.IsActive(sent.Principal, http.RequestAborted);
            return (command, state) => isKnown ? StudyDecisions.AddMember(state, command.Principal, command.Role!.Value) : NoSuchAccount(command.Principal);
        });

    [WolverinePut("/api/studies/{study}/members/{principal}")]
    [Needs(Right.Manage)]
    [Takes(typeof(ChangeMemberRole))]
    public static Task<IResult> ChangeRole(string study, string principal, HttpContext http, CommandDesk desk, Memberships memberships) =>
        Change<ChangeMemberRole>(study, http, desk, memberships, (command, state) => StudyDecisions.ChangeRole(state, principal, command.Role!.Value));

    [WolverineDelete("/api/studies/{study}/members/{principal}")]
    [Needs(Right.Manage)]
    [Takes(typeof(RemoveMember))]
    public static Task<IResult> Remove(string study, string principal, HttpContext http, CommandDesk desk, Memberships memberships) =>
        Change<RemoveMember>(study, http, desk, memberships, (_, state) => StudyDecisions.RemoveMember(state, principal));

    private static Task<IResult> Change<TCommand>(
        string study, HttpContext http, CommandDesk desk, Memberships memberships, Func<TCommand, Study, Decision> decide)
        where TCommand : class => Change<TCommand>(study, http, desk, memberships, _ => Task.FromResult(decide));

    private static async Task<IResult> Change<TCommand>(
        string study, HttpContext http, CommandDesk desk, Memberships memberships, Func<TCommand, Task<Func<TCommand, Study, Decision>>> lookUp)
        where TCommand : class
    {
        var answer = await desk.Answer<TCommand>(http, study, async sent =>
        {
            var decide = await lookUp(sent);
            return (command, plan) =>
            {
                var target = plan.Change<Study>(StudyStream.Definition, plan.Study);
                return () => decide(command, target.State);
            };
        });
        memberships.Forget();
        return answer;
    }

    private static Problem NoSuchAccount(string name) => Problem.Unprocessable(
        "no-such-account", $"Nobody has an account “{name}” on this server. Invite them with a link (…/invitations), and they choose their name.", "principal");
}
