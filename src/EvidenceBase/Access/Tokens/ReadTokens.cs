using EvidenceBase.Access.Trail;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Access.Tokens;

public static class ReadTokensEndpoint
{
    /// <summary>The access tokens that act for the caller in this study; an owner sees those of everyone.</summary>
    [WolverineGet("/api/studies/{study}/tokens")]
    [Needs(Right.Read)]
    [Gives(typeof(Listing<AccessToken>))]
    public static async Task<IResult> Many(string study, HttpContext http, AccessTokens tokens) =>
        TypedResults.Json(new Listing<AccessToken>(await Visible(study, http, tokens), null), RecordJson.Options);

    /// <summary>Ends an access token: one's own, or as an owner anyone's. It stays listed.</summary>
    [WolverineDelete("/api/studies/{study}/tokens/{token}")]
    [Needs(Right.Read)]
    [Gives(typeof(AccessToken))]
    public static async Task<IResult> Revoke(string study, string token, HttpContext http, AccessTokens tokens, AccessTrail trail)
    {
        if ((await Visible(study, http, tokens)).FirstOrDefault(one => IsNamed(one, token)) is not { } found)
            return Problems.Result(Problem.NotFound("access token", token));
        await trail.Record(http, TrailAction.TokenRevoked, study, new("token", found.Id, found.Name), $"of {found.Principal}");
        await tokens.Revoke(found.Id, http.RequestAborted);
        return TypedResults.Json((await Visible(study, http, tokens)).Single(one => one.Id == found.Id), RecordJson.Options);
    }

    private static bool IsNamed(AccessToken token, string name) => Guid.TryParse(name, out var id) && token.Id == id;

    private static Task<List<AccessToken>> Visible(string study, HttpContext http, AccessTokens tokens) =>
        tokens.Of(study, GrantedRights.Include(http, Right.Manage) ? null : Caller.Required(http).Name, http.RequestAborted);
}
