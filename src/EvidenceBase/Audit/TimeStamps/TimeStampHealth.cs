using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EvidenceBase.Audit.TimeStamps;

/// <summary>Whether checkpoints are stamped, where an authority is configured. That they are not yet is no reason to take the service away.</summary>
internal sealed class TimeStampHealth(TimeStampAuthority authority, TimeStamper stamper) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
        authority.Address is null ? HealthCheckResult.Healthy("No time-stamping authority is configured.")
        : stamper.Failure is { } failure ? HealthCheckResult.Degraded($"Checkpoints are not stamped at the moment; it is tried again. {failure}")
        : HealthCheckResult.Healthy("Checkpoints are stamped."));
}
