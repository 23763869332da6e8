using EvidenceBase.Platform.Http;
using EvidenceBase.Record.Kernel;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EvidenceBase.Platform.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: the database, the views and the high-water mark are well; else 503 and what is wrong.</summary>
internal static class HealthConfiguration
{
    private static readonly OpenToAnyoneAttribute Open = new("Whoever watches over the service asks without an account; no word of a study is told.");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static void AddHealth(this IServiceCollection services)
    {
        services.AddSingleton<Daemon>();
        services.AddHostedService<Resumption>();
        services.AddHealthChecks()
            .AddCheck<DatabaseHealth>("database", timeout: Patience)
            .AddCheck<ViewsHealth>("views", timeout: Patience);
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = Write }).WithMetadata(Open);
        app.MapHealthChecks("/health/ready", new() { ResponseWriter = Write }).WithMetadata(Open);
    }

    private static Task Write(HttpContext http, HealthReport report) => http.Response.WriteAsJsonAsync(
        new HealthAnswer(Word(report.Status), report.Entries.ToDictionary(entry => entry.Key, entry => new HealthEntry(Word(entry.Value.Status), Detail(entry.Value)))),
        RecordJson.Options,
        "application/json");

    private static string Word(HealthStatus status) => status.ToString().ToLowerInvariant();

    private static string Detail(HealthReportEntry entry) => entry.Description ?? "It did not answer.";

    private sealed record HealthAnswer(string Status, IReadOnlyDictionary<string, HealthEntry> Checks);

    private sealed record HealthEntry(string Status, string Detail);
}
