using EvidenceBase.Platform.Health;
using Npgsql;

namespace EvidenceBase.Platform.Rebuilding;

internal static class RebuildingConfiguration
{
    public static void AddRebuilding(this IServiceCollection services)
    {
        services.AddSingleton<ShadowBuilding>();
        services.AddSingleton(provider => new RecordRebuild(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<ShadowBuilding>(), provider.GetRequiredService<Daemon>()));
        services.AddHostedService<VersionChange>();
    }
}
