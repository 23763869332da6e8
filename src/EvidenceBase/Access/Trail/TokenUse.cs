using System.Collections.Concurrent;
using EvidenceBase.Platform.Http;

namespace EvidenceBase.Access.Trail;

/// <summary>
/// Puts the use of access tokens on the trail: from every address once an hour, and again after each start. A script that asks a thousand times
/// a minute says nothing new after the first time; what it reads of the confidential is recorded each time anyway.
/// </summary>
public sealed class TokenUse(AccessTrail trail, TimeProvider clock)
{
    private const int MostRemembered = 10_000;
    private static readonly TimeSpan ToldEvery = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Guid? Token, string Address), long> told = new();

    /// <param name="token">Null for the token of a laptop's owner, which lies in a file and has no id.</param>
    public async ValueTask Used(HttpContext http, Guid? token, string name, string principal, string? study)
    {
        var key = (token, http.Connection.RemoteIpAddress?.ToString() ?? string.Empty);
        if (told.TryGetValue(key, out var last) && clock.GetElapsedTime(last) < ToldEvery)
            return;
        await trail.Record(http, TrailAction.TokenUsed, study, new("token", token, name), actor: principal);
        if (told.Count >= MostRemembered)
            told.Clear();
        told[key] = clock.GetTimestamp();
    }
}
