using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EvidenceBase.Audit.Log;

/// <summary>Whether every log can go on. One that cannot is history that does not fit what was signed, or keys that are lost.</summary>
internal sealed class LogHealth(LogFollower follower) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        follower.Alarms.Count == 0
            ? HealthCheckResult.Healthy("The transparency logs go on.")
            : HealthCheckResult.Unhealthy(string.Join(' ', follower.Alarms.Values)));
}
