using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Claims;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Claims;

public static class ReadClaimsEndpoint
{
    /// <summary>The claims of a study in the order of their keys.</summary>
    [WolverineGet("/api/studies/{study}/claims")]
    [Query("asOf", "cursor", "limit")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<ClaimView>))]
    public static Task<IResult> Many(string study, HttpContext http, ViewLists lists) => lists.Many(http, study, Kinds.Claim);

    /// <summary>One claim with its evidence resolved.</summary>
    [WolverineGet("/api/studies/{study}/claims/{claim}")]
    [Query("asOf")]
    [Needs(Right.Read)]
    [GivesView(typeof(ClaimView))]
    public static Task<IResult> One(string study, string claim, HttpContext http, ViewReads reads) => reads.One(http, study, Kinds.Claim, claim);
}
