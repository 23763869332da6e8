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

    /// <summary>
    /// Lets the batch that is under way end, and begins none until the pause is disposed. An agent that runs elsewhere, or that a failure has
    /// stopped, is left as it is.
    /// </summary>
    public async Task<IAsyncDisposable> Pause(CancellationToken cancellation)
    {
        found ??= (await services.GetRequiredService<IProjectionCoordinator>().AllDaemonsAsync()).Single();
        var running = found.CurrentAgents().Where(agent => agent.Status == AgentStatus.Running).ToList();
        foreach (var agent in running)
            await found.StopAgentAsync(agent.Name.Identity);
        return new Paused(found, running);
    }

    /// <summary>Goes on after the last event that was applied.</summary>
    public Task Resume(ISubscriptionAgent agent, CancellationToken cancellation) => found!.StartAgentAsync(agent.Name, cancellation);

    private sealed class Paused(IProjectionDaemon daemon, IReadOnlyList<ISubscriptionAgent> agents) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            foreach (var agent in agents)
                await daemon.StartAgentAsync(agent.Name, CancellationToken.None);
        }
    }
}
