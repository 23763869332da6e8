using JasperFx;
using JasperFx.Events.Daemon;
using IProjectionCoordinator = Marten.Events.Daemon.Coordination.IProjectionCoordinator;

namespace EvidenceBase.Platform.Health;

/// <summary>The event store's daemon in this process, which runs the projection unless another node does.</summary>
internal sealed class Daemon(IServiceProvider services)
{
    private IProjectionDaemon? found;

    /// <summary>The projection's agent where a failure has stopped it here, with that failure; else null.</summary>
    public async Task<(ISubscriptionAgent Agent, ShardFailure Failure)?> Stopped()
    {
        found ??= (await services.GetRequiredService<IProjectionCoordinator>().AllDaemonsAsync()).Single();
        return found.CurrentAgents().SingleOrDefault() is { Failure: { } failure } agent && agent.Status != AgentStatus.Running ? (agent, failure) : null;
    }

    /// <summary>Goes on after the last event that was applied.</summary>
    public Task Resume(ISubscriptionAgent agent, CancellationToken cancellation) => found!.StartAgentAsync(agent.Name, cancellation);
}
