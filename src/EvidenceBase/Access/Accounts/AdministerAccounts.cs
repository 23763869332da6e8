using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Platform.Seeing;
using EvidenceBase.Record.Kernel;
using Wolverine.Http;

namespace EvidenceBase.Access.Accounts;

/// <summary>Accounts of a server, for those who administer it. On a laptop there are none.</summary>
public static class AdministerAccountsEndpoint
{
    internal static Problem OnServersOnly { get; } = new(ProblemKind.NotFound, "not-found", "People have accounts on a server; a laptop is its owner's alone.");

    /// <summary>All accounts, by name.</summary>
    [WolverineGet("/api/accounts")]
    [NeedsAdministrator]
    [Gives(typeof(Listing<AccountSummary>))]
    public static async Task<IResult> Many(HttpContext http, Administration administration, Deployment deployment) => deployment.IsServer
        ? TypedResults.Json(new Listing<AccountSummary>(await administration.List(http.RequestAborted), null), RecordJson.Options)
        : Problems.Result(OnServersOnly);

    [WolverineGet("/api/accounts/{account}")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> One(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, null);

    /// <summary>The browsers in which an account is signed in.</summary>
    [WolverineGet("/api/accounts/{account}/sessions")]
    [NeedsAdministrator]
    [Gives(typeof(Listing<Session>))]
    public static async Task<IResult> SignedInWith(string account, HttpContext http, Administration administration, Sessions sessions, Deployment deployment)
    {
        if (!deployment.IsServer)
            return Problems.Result(OnServersOnly);
        return (await administration.Find(account, http.RequestAborted)).Problem is { } problem
            ? Problems.Result(problem)
            : TypedResults.Json(new Listing<Session>(await sessions.Of(account, http.RequestAborted), null), RecordJson.Options);
    }

    /// <summary>Signs an account out in all browsers. Access tokens are not touched.</summary>
    [WolverineDelete("/api/accounts/{account}/sessions")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> SignOutEverywhere(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.SignOutEverywhere);

    /// <summary>Locks an account: it signs in no more, its sessions end, its access tokens count no more. The last administrator cannot be locked.</summary>
    [WolverinePost("/api/accounts/{account}/lock")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> Lock(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.Lock);

    /// <summary>Unlocks an account, also one that is closed after wrong passwords.</summary>
    [WolverineDelete("/api/accounts/{account}/lock")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> Unlock(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.Unlock);

    /// <summary>Lets an account administer the server. That gives no role in any study.</summary>
    [WolverinePost("/api/accounts/{account}/administration")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> MakeAdministrator(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.MakeAdministrator);

    /// <summary>An account administers the server no more. The last one who does stays.</summary>
    [WolverineDelete("/api/accounts/{account}/administration")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> EndAdministrator(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.EndAdministrator);

    /// <summary>Takes away an account's authenticator app, recovery codes and passkeys, for who has lost them. The password stays.</summary>
    [WolverineDelete("/api/accounts/{account}/second-factor")]
    [NeedsAdministrator]
    [Gives(typeof(AccountSummary))]
    public static Task<IResult> ResetSecondFactor(string account, HttpContext http, Administration administration, Deployment deployment) =>
        Change(account, http, administration, deployment, administration.ResetSecondFactor);

    private static async Task<IResult> Change(
        string account, HttpContext http, Administration administration, Deployment deployment, Func<string, HttpContext, Task<Problem?>>? change)
    {
        if (!deployment.IsServer)
            return Problems.Result(OnServersOnly);
        if (change is not null && await change(account, http) is { } refused)
            return Problems.Result(refused);
        var (changed, problem) = await administration.Find(account, http.RequestAborted);
        return problem is null ? TypedResults.Json(changed, RecordJson.Options) : Problems.Result(problem);
    }
}
