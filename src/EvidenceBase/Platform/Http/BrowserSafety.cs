namespace EvidenceBase.Platform.Http;

/// <summary>Marks an endpoint whose page runs a script: asking a browser for a passkey cannot be done without.</summary>
public sealed class RunsScript;

/// <summary>
/// What every answer tells a browser about itself, whoever made it – pages, data, refusals, failures. The one place where it is decided
/// what pages may do: nothing but show themselves and their style sheet, and send forms home.
/// </summary>
internal sealed class BrowserSafety(RequestDelegate next, Deployment deployment)
{
    public const string PagePolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The few pages that run a script run one file of ours, and no text ever becomes one.</summary>
    public const string ScriptPagePolicy = PagePolicy + "; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

    /// <summary>Data are no page: if a browser shows them as one after all, it can do nothing.</summary>
    public const string DataPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Features =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), "
        + "magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

    /// <summary>What a browser may show where it stands. Everything else is a file to be saved: it may have come from anyone.</summary>
    private static readonly HashSet<string> Shown =
        new(StringComparer.OrdinalIgnoreCase) { "application/json", "application/problem+json", "text/plain", "text/event-stream" };

    public Task InvokeAsync(HttpContext http)
    {
        // As late as can be: a failure clears the headers that were set before.
        http.Response.OnStarting(() =>
        {
            Tell(http, deployment.IsServer);
            return Task.CompletedTask;
        });
        return next(http);
    }

    private static void Tell(HttpContext http, bool isServer)
    {
        var headers = http.Response.Headers;
        var type = http.Response.ContentType?.Split(';')[0].Trim();
        var isData = http.Request.Path.StartsWithSegments("/api");
        headers.ContentSecurityPolicy = type != "text/html" || isData ? DataPolicy
            : http.GetEndpoint()?.Metadata.GetMetadata<RunsScript>() is null ? PagePolicy : ScriptPagePolicy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        if (headers["Referrer-Policy"].Count == 0)
            headers["Referrer-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (headers.CacheControl.Count == 0)
            headers.CacheControl = "private, no-cache";
        if (isData && type is not null && !Shown.Contains(type) && headers.ContentDisposition.Count == 0)
            headers.ContentDisposition = "attachment";
        if (isServer && http.Request.IsHttps)
            headers.StrictTransportSecurity = "max-age=31536000";
    }
}
