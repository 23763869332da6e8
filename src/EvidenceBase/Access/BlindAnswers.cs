using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.Net.Http.Headers;

namespace EvidenceBase.Access;

/// <summary>What a blind coder is answered: nothing from which the codings of others, or how many there are, could be told.</summary>
internal static class BlindAnswers
{
    /// <summary>Why the endpoint is closed to a blind coder, or null.</summary>
    public static Problem? Refusal(HttpContext http, Endpoint endpoint, Blindness blindness)
    {
        if (endpoint.Metadata.GetMetadata<OpenToBlindAttribute>() is null)
        {
            return new(
                ProblemKind.Forbidden,
                "blind",
                $"You code blind in the round “{blindness.Rounds[0].Round}”. This could show what others have coded, so it is closed to you until the round is closed.");
        }

        return http.Request.Query.ContainsKey("asOf")
            ? new(ProblemKind.Forbidden, "blind", "Positions and moments would show how much others have coded; while you code blind everything is shown as it is now.", "asOf")
            : null;
    }

    /// <summary>
    /// Positions count everybody's events: they leave the headers, and the ETag keeps the thing's own version, which is what If-Match needs.
    /// Nothing is answered by “not modified”, which would tell of positions too.
    /// </summary>
    public static void Cover(HttpContext http)
    {
        http.Request.Headers.Remove(HeaderNames.IfNoneMatch);
        http.Response.OnStarting(() =>
        {
            var headers = http.Response.Headers;
            headers.Remove("Evidence-Position");
            headers.CacheControl = "no-store";
            if (headers.ETag is [{ } tag] && tag.Split('-') is [var version, _])
                headers.ETag = $"{version}\"";
            return Task.CompletedTask;
        });
    }
}
