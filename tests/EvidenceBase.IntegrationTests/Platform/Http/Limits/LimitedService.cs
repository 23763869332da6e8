using Microsoft.AspNetCore.Builder;

namespace EvidenceBase.IntegrationTests.Platform.Http.Limits;

/// <summary>A service with limits of a test's own.</summary>
internal static class LimitedService
{
    public static async Task<RunningService> Start(SharedService shared, params (string Name, string Value)[] settings) =>
        await RunningService.Start(await shared.Server.NewDatabase(), configure: builder => Set(builder, [.. settings.Select(one => ($"Limits:{one.Name}", one.Value))]));

    /// <summary>As on a server, with the test as the TLS terminator in front of it.</summary>
    public static async Task<RunningService> StartServer(SharedService shared, params (string Name, string Value)[] settings) =>
        await RunningService.Start(await shared.Server.NewDatabase(), configure: builder => Set(
            builder, [("Mode", "server"), ("PublicAddress", "https://evidence.test"), ("TrustedProxies", "127.0.0.1"), .. settings]));

    /// <summary>A request as the TLS terminator forwards it.</summary>
    public static HttpRequestMessage Forwarded(string path, string from = "203.0.113.7") => new(HttpMethod.Get, path)
    {
        Headers = { { "Host", "evidence.test" }, { "X-Forwarded-Proto", "https" }, { "X-Forwarded-For", from } },
    };

    private static void Set(WebApplicationBuilder builder, IEnumerable<(string Name, string Value)> settings)
    {
        foreach (var (name, value) in settings)
            builder.Configuration[$"EvidenceBase:{name}"] = value;
    }
}
