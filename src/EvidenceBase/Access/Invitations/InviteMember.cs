using EvidenceBase.Access.Accounts;
using EvidenceBase.Access.Members;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using EvidenceBase.Record.Studies;
using FluentValidation;
using Wolverine.Http;

namespace EvidenceBase.Access.Invitations;

/// <summary>Invites somebody to the study: whoever opens the link first, with an account or making one, becomes a member.</summary>
/// <param name="Days">After how many days the link ends, 1 to 30.</param>
/// <param name="Note">For whom it is meant; shown in the list of invitations and to nobody else.</param>
[Example("""{"role":"coder","days":7,"note":"For the second coder."}""")]
public sealed record InviteMember(Role? Role, int Days = 7, string? Note = null);

/// <param name="AcceptedBy">The account that became a member by it.</param>
public sealed record Invitation(
    Guid Id, Role Role, string? Note, string InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, string? AcceptedBy, DateTimeOffset? AcceptedAt)
{
    public static Invitation Of(Link link) => new(
        link.Id, link.Role!.Value, link.Note, link.CreatedBy!, link.CreatedAt, link.ExpiresAt, link.UsedAt is null ? null : link.TakenBy, link.UsedAt);
}

/// <summary>A new invitation with its link, which is shown here and never again.</summary>
public sealed record CreatedInvitation(string Address, Invitation Invitation);

public sealed class InviteMemberValidator : AbstractValidator<InviteMember>
{
    public InviteMemberValidator()
    {
        RuleFor(command => command.Role).NotNull().WithMessage(MemberName.RoleMissing).IsInEnum();
        RuleFor(command => command.Days).InclusiveBetween(1, 30).WithMessage("An invitation ends after 1 to 30 days.");
        RuleFor(command => command.Note).OptionalProse();
    }
}

public static class InviteMemberEndpoint
{
    /// <summary>Makes an invitation to this study. Its link is in this answer and nowhere else; a repeat makes another one.</summary>
    [WolverinePost("/api/studies/{study}/invitations")]
    [Needs(Right.Manage)]
    [Takes(typeof(InviteMember))]
    [Gives(typeof(CreatedInvitation), statusCode: StatusCodes.Status201Created)]
    public static async Task<IResult> Post(string study, HttpContext http, Links links, Deployment deployment, IValidator<InviteMember> validator)
    {
        var (command, refused) = await CommandDesk.Read(http, validator);
        if (refused is not null)
            return refused;
        if (!deployment.IsServer)
            return Problems.Result(OnServersOnly);
        var (link, secret) = await links.Make(
            LinkPurpose.Invitation, TimeSpan.FromDays(command!.Days), Caller.Required(http).Name, http.RequestAborted, study, command.Role, note: command.Note);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            new CreatedInvitation(LinkAddress.Of(deployment, link, secret), Invitation.Of(link)), RecordJson.Options, statusCode: StatusCodes.Status201Created);
    }

    internal static Problem OnServersOnly { get; } =
        new(ProblemKind.NotFound, "not-found", "People are invited to a server, where they have accounts; a laptop is its owner's alone.");
}
