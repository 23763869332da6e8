using EvidenceBase.Platform;
using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;

namespace EvidenceBase.Access;

/// <summary>
/// Keeps other sites in the same browser out. The Host must be one of ours, or a foreign name that was made to resolve to this machine could
/// speak to it; what changes something must come from our own pages or from no page at all; and a signed-in browser fetches nothing for others.
/// </summary>
internal sealed class OriginGuard(RequestDelegate next, Deployment deployment)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (Refusal(http.Request) is { } problem)
            await Problems.Result(problem).ExecuteAsync(http);
        else
            await next(http);
    }

    private Problem? Refusal(HttpRequest request)
    {
        var isHealth = request.Path.StartsWithSegments("/health");
        if (!IsOurs(request.Host) && !(isHealth && IsLoopback(request.Host)))
            return new(ProblemKind.Forbidden, "foreign-host", $"This service does not answer as “{request.Host}”.");
        if (deployment.IsServer && !request.IsHttps && !isHealth)
            return new(ProblemKind.Forbidden, "https-only", $"Use {deployment.PublicAddress}: this service is reached over https only.");
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (!IsSafe(request.Method) && !IsFromOurPages(request, site))
            return new(ProblemKind.Forbidden, "foreign-origin", "A page of another site asked for this. Nothing was done.");
        return request.Headers.Cookie.Count > 0 && site is "cross-site" or "same-site" && request.Headers["Sec-Fetch-Mode"] != "navigate"
            ? new(ProblemKind.Forbidden, "foreign-origin", "A page of another site asked for this.")
            : null;
    }

    private bool IsOurs(HostString host) => deployment.PublicAddress is { } address
        ? host == new HostString(address.IsDefaultPort ? address.Host : address.Authority)
        : IsLoopback(host);

    private static bool IsLoopback(HostString host) => host.Host is "127.0.0.1" or "localhost" or "[::1]";

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    /// <summary>Browsers say where a request comes from; other programs say nothing, and hold no cookie of ours by accident.</summary>
    private static bool IsFromOurPages(HttpRequest request, string site) => request.Headers.Origin is [{ Length: > 0 } origin]
        ? string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase)
        : site is "" or "same-origin" or "none";
}
