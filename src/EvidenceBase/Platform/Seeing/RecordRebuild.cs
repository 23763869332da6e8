using Marten.Events.Daemon.Coordination;

namespace EvidenceBase.Platform.Seeing;

/// <summary>Builds everything that is shown anew from the events alone.</summary>
public sealed class RecordRebuild(IProjectionCoordinator coordinator)
{
    /// <summary>Empties the tables of the projection and folds the history into them again; commands go on meanwhile.</summary>
    public Task Run(CancellationToken cancellation) =>
        coordinator.DaemonForMainDatabase().RebuildProjectionAsync(RecordProjection.Name, cancellation);
}
