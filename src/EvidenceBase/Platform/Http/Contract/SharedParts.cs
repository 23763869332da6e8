using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EvidenceBase.Platform.Http.Contract;

/// <summary>What operations refer to by name: ways to sign in, headers, refusals.</summary>
internal static class SharedParts
{
    public const string Bearer = "bearer";
    public const string Session = "session";

    /// <summary>Headers of answers, to be named by reference.</summary>
    private static readonly Dictionary<string, string> Headers = new()
    {
        ["ETag"] = "The version of the thing, and the position its view was rendered at: what If-Match and If-None-Match name next.",
        ["Location"] = "Where what came into being is to be read.",
        ["IdempotentReplayed"] = "`true`: the answer is the stored one to an earlier command under the same Idempotency-Key.",
        ["PreferenceApplied"] = "`wait`: the views show what was written.",
        ["EvidencePosition"] = "The position of the study that the answer stands at.",
        ["RetryAfter"] = "After how many seconds to try again.",
    };

    public static Task Add(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "EvidenceBase",
            Version = "v1",
            Description = "What a study argues, what each step of it rests on, and who decided what, when and why. Commands are answered when they are recorded; "
                + "views follow within moments (`Prefer: wait=10` waits for them). `{x}` in an address is a key or a Guid.",
        };
        document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "An access token (`POST …/tokens`); on a laptop also the one in the data folder.",
        });
        document.AddComponent<IOpenApiSecurityScheme>(Session, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Cookie,
            Name = context.ApplicationServices.GetRequiredService<Deployment>().SessionCookie,
            Description = $"The cookie of a browser that is signed in: `{Deployment.SessionCookieOfServers}` on a server, `{Deployment.SessionCookieOfLaptops}` on a laptop.",
        });
        foreach (var (name, about) in Headers)
            document.AddComponent<IOpenApiHeader>(name, new OpenApiHeader { Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        foreach (var (name, parameter) in Parameters.InHeaders)
            document.AddComponent<IOpenApiParameter>(name, parameter);
        Refusals.AddTo(document);
        return Task.CompletedTask;
    }
}
