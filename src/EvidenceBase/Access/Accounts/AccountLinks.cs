using EvidenceBase.Access.Trail;
using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Platform.Validation;
using EvidenceBase.Record.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Http.HttpResults;
using Wolverine.Http;

namespace EvidenceBase.Access.Accounts;

/// <summary>Invites somebody to make an account, without a role in any study.</summary>
/// <param name="Days">After how many days the link ends, 1 to 30.</param>
/// <param name="Note">For whom it is meant.</param>
public sealed record InvitePerson(int Days = 7, string? Note = null);

/// <summary>A one-time link, which is shown here and never again. There is no mail: whoever made it hands it out.</summary>
public sealed record CreatedLink(string Address, DateTimeOffset ExpiresAt);

public sealed class InvitePersonValidator : AbstractValidator<InvitePerson>
{
    public InvitePersonValidator()
    {
        RuleFor(command => command.Days).InclusiveBetween(1, 30).WithMessage("An invitation ends after 1 to 30 days.");
        RuleFor(command => command.Note).OptionalProse();
    }
}

/// <summary>The links that administrators hand out.</summary>
public sealed class AccountLinks(Links links, Administration administration, AccessTrail trail, Deployment deployment)
{
    private static readonly TimeSpan NewPasswordLasts = TimeSpan.FromHours(24);

    /// <summary>A link with which somebody makes an account.</summary>
    public async Task<CreatedLink> Invite(InvitePerson invitation, HttpContext http)
    {
        await trail.Record(http, TrailAction.AccountAdministered, detail: "invitation to make an account");
        var (link, secret) = await links.Make(
            LinkPurpose.Invitation, TimeSpan.FromDays(invitation.Days), Caller.Required(http).Name, http.RequestAborted, note: invitation.Note);
        return new(LinkAddress.Of(deployment, link, secret), link.ExpiresAt);
    }

    /// <summary>A link with which the holder of an account chooses a new password; former ones end.</summary>
    public async Task<(CreatedLink? Link, Problem? Problem)> NewPassword(string account, HttpContext http)
    {
        var (found, problem) = await administration.Find(account, http.RequestAborted);
        if (problem is not null)
            return (null, problem);
        if (found!.LockedAt is not null)
            return (null, Problem.Conflict("account-locked", $"“{account}” is locked. Unlock it first."));
        await trail.Record(http, TrailAction.AccountAdministered, thing: new("account", null, account), detail: "link for a new password");
        await links.RevokeFor(account, http.RequestAborted);
        var (link, secret) = await links.Make(LinkPurpose.NewPassword, NewPasswordLasts, Caller.Required(http).Name, http.RequestAborted, name: account);
        return (new(LinkAddress.Of(deployment, link, secret), link.ExpiresAt), null);
    }
}

public static class AccountLinksEndpoint
{
    /// <summary>A link with which somebody makes an account on this server, once. It is in this answer and nowhere else; a repeat makes another one.</summary>
    [WolverinePost("/api/account-invitations")]
    [NeedsAdministrator]
    [Takes(typeof(InvitePerson))]
    [Gives(typeof(CreatedLink), statusCode: StatusCodes.Status201Created)]
    public static async Task<IResult> Invite(HttpContext http, AccountLinks links, IValidator<InvitePerson> validator, Deployment deployment)
    {
        var (command, refused) = await CommandDesk.Read(http, validator);
        if (refused is not null)
            return refused;
        return deployment.IsServer
            ? Created(http, await links.Invite(command!, http))
            : Problems.Result(AdministerAccountsEndpoint.OnServersOnly);
    }

    /// <summary>
    /// A link with which the holder of an account chooses a new password, once, within a day. It is in this answer and nowhere else; a repeat makes
    /// another one, and the former ends. The second factor stays.
    /// </summary>
    [WolverinePost("/api/accounts/{account}/new-password")]
    [NeedsAdministrator]
    [Gives(typeof(CreatedLink), statusCode: StatusCodes.Status201Created)]
    public static async Task<IResult> NewPassword(string account, HttpContext http, AccountLinks links, Deployment deployment)
    {
        if (!deployment.IsServer)
            return Problems.Result(AdministerAccountsEndpoint.OnServersOnly);
        var (link, problem) = await links.NewPassword(account, http);
        return problem is null ? Created(http, link!) : Problems.Result(problem);
    }

    private static JsonHttpResult<CreatedLink> Created(HttpContext http, CreatedLink link)
    {
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(link, RecordJson.Options, statusCode: StatusCodes.Status201Created);
    }
}
