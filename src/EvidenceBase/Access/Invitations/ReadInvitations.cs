using EvidenceBase.Access.Accounts;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Access.Invitations;

public static class ReadInvitationsEndpoint
{
    /// <summary>The invitations to this study, those that were accepted or have ended too; those that were revoked are not among them.</summary>
    [WolverineGet("/api/studies/{study}/invitations")]
    [Needs(Right.Manage)]
    [Gives(typeof(Listing<Invitation>))]
    public static async Task<IResult> Many(string study, HttpContext http, Links links) => TypedResults.Json(
        new Listing<Invitation>([.. (await links.Of(study, http.RequestAborted)).Select(Invitation.Of)], null), RecordJson.Options);

    /// <summary>Revokes an invitation that nobody has accepted.</summary>
    [WolverineDelete("/api/studies/{study}/invitations/{invitation}")]
    [Refuses(409)]
    [Needs(Right.Manage)]
    [Gives(typeof(Invitation))]
    public static async Task<IResult> Revoke(string study, string invitation, HttpContext http, Links links)
    {
        if ((await links.Of(study, http.RequestAborted)).FirstOrDefault(link => Guid.TryParse(invitation, out var id) && link.Id == id) is not { } link)
            return Problems.Result(Problem.NotFound("invitation", invitation));
        return await links.Revoke(link.Id, http.RequestAborted)
            ? TypedResults.Json(Invitation.Of(link), RecordJson.Options)
            : Problems.Result(Problem.Conflict("invitation-accepted", $"“{link.TakenBy}” has accepted it already. Change their role, or end their membership."));
    }
}
