using System.Collections.Concurrent;
using EvidenceBase.Access.Tokens;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.Access.Trail;

/// <summary>
/// Puts the use of access tokens on the trail: from every address once an hour. A script that asks a thousand times a minute says nothing
/// new after the first time; what it reads of the confidential is recorded each time anyway.
/// </summary>
public sealed class TokenUse(AccessTrail trail, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan Told = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Guid Token, string Address), long> told = new();

    public async Task Used(HttpContext http, AccessToken token)
    {
        var key = (token.Id, http.Connection.RemoteIpAddress?.ToString() ?? string.Empty);
        if (told.TryGetValue(key, out var last) && clock.GetElapsedTime(last) < Told)
            return;
        await trail.Record(http, TrailAction.TokenUsed, token.Study, new("token", token.Id, token.Name), actor: token.Principal);
        if (told.Count >= MostRemembered)
            told.Clear();
        told[key] = clock.GetTimestamp();
    }

    public Task Refused(HttpContext http) => trail.Record(http, TrailAction.TokenRefused, detail: $"{http.Request.Method} {http.Request.Path}");
}
