using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EvidenceBase.Platform.Http.Limits;

/// <summary>
/// Refuses what is too large with a problem document, before anything reads it. The server's own limits lie further out: it can only
/// answer with a bare status.
/// </summary>
internal sealed class RequestSizes(RequestDelegate next, RequestLimits limits)
{
    private const int OuterLimit = 4;

    public static void Configure(KestrelServerLimits server, RequestLimits limits)
    {
        server.MaxRequestBodySize = limits.UploadBytes;
        server.MaxRequestLineSize = OuterLimit * limits.UrlBytes;
        server.MaxRequestHeadersTotalSize = OuterLimit * limits.HeaderBytes;
        server.MaxRequestBufferSize = Math.Max(server.MaxRequestBufferSize ?? 0, server.MaxRequestLineSize);
        server.MaxConcurrentConnections = limits.Connections == 0 ? null : limits.Connections;
    }

    public async Task InvokeAsync(HttpContext http)
    {
        if (Refusal(http.Request) is { } problem)
        {
            await Problems.Result(problem).ExecuteAsync(http);
            return;
        }

        // The server counts, and fails who reads the body; what is answered then: Failures.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } body)
            body.MaxRequestBodySize = http.GetEndpoint()?.Metadata.GetMetadata<TakesUploadsAttribute>() is null ? limits.BodyBytes : limits.UploadBytes;
        await next(http);
    }

    private ProblemDetails? Refusal(HttpRequest request)
    {
        if (request.Path.Value!.Length + request.QueryString.Value!.Length > limits.UrlBytes)
            return LimitProblems.UrlTooLong(limits.UrlBytes);
        return request.Headers.Sum(header => header.Key.Length + header.Value.Sum(value => value?.Length ?? 0)) > limits.HeaderBytes
            ? LimitProblems.HeadersTooLarge(limits.HeaderBytes)
            : null;
    }
}
