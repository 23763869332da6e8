using EvidenceBase.Platform.Rebuilding;
using Npgsql;

namespace EvidenceBase.Audit.Replays;

internal static class ReplayConfiguration
{
    public static void AddReplays(this IServiceCollection services)
    {
        services.AddSingleton<ReplayStore>();
        services.AddSingleton<ReplayFindings>();
        services.AddSingleton(provider => new ReplayRun(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<ShadowBuilding>(),
            provider.GetRequiredService<ReplayStore>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddHostedService<ReplayWorker>();
    }
}
