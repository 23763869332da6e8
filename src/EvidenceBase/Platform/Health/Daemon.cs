using JasperFx.Events.Daemon;
using IProjectionCoordinator = Marten.Events.Daemon.Coordination.IProjectionCoordinator;

namespace EvidenceBase.Platform.Health;

/// <summary>The event store's daemon in this process, which runs the projection unless another node does.</summary>
internal sealed class Daemon(IServiceProvider services)
{
    private IProjectionDaemon? found;

    /// <summary>The projection's agent, running or stopped by a failure; null where this node does not run it.</summary>
    public async Task<ISubscriptionAgent?> Agent()
    {
        found ??= (await services.GetRequiredService<IProjectionCoordinator>().AllDaemonsAsync()).Single();
        return found.CurrentAgents().SingleOrDefault();
    }
}
